package org.pna.transport.ss7;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.camel.AsyncCallback;
import org.apache.camel.AsyncProducer;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.AsyncProcessorSupport;
import org.apache.camel.support.DefaultExchange;
import org.jspecify.annotations.Nullable;
import org.pna.model.Refusal;
import org.pna.model.RefusalListener;
import org.pna.model.message.map.HlrAnswer;
import org.pna.model.message.map.NoteMmEvent;
import org.pna.model.message.map.SubscriberDataModified;
import org.pna.transport.ss7.Ss7Link.Association;
import org.pna.transport.ss7.Ss7Link.Mode;
import org.pna.transport.ss7.Ss7Link.TrafficMode;
import org.pna.transport.ss7.Ss7Link.Transport;

/** A gateway's end: the component in a Camel context with a route of the test's. */
final class TestNode implements AutoCloseable {
  static final int OUR_POINT_CODE = 2001;
  static final int PEER_POINT_CODE = 1001;

  final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  final Queue<Refusal> refusals = new ConcurrentLinkedQueue<>();
  volatile RefusalListener listener = refusals::add;
  volatile ModifiedRoute modified = (message, completion) -> completion.done(null);
  final Ss7Nodes nodes;
  final MapComponent component;
  private final String link;
  private final DefaultCamelContext context = new DefaultCamelContext();

  /** What a test does with an event; it completes the exchange by calling back, now or later. */
  interface Route {
    void process(NoteMmEvent event, Completion completion) throws Exception;
  }

  /** The same with what an HLR tells. */
  interface ModifiedRoute {
    void process(SubscriberDataModified message, Completion completion) throws Exception;
  }

  /** Completes an exchange; null for success. */
  interface Completion {
    void done(@Nullable Exception fault);
  }

  private TestNode(Ss7Nodes.NetworkFactory networks, Ss7Link link, @Nullable ManualClock clock) {
    this.link = link.name();
    InstantSource time = clock == null ? InstantSource.system() : clock;
    nodes =
        new Ss7Nodes(List.of(link), meters, time, refusal -> listener.refused(refusal), networks);
    component =
        new MapComponent(
            nodes,
            meters,
            clock == null ? InstantSource.system() : clock,
            refusal -> listener.refused(refusal),
            clock);
  }

  static TestNode start(Ss7Link link, Route route) throws Exception {
    return start(link, route, null, M3uaNetwork::new);
  }

  static TestNode start(Ss7Link link, Route route, Mtp3Network network) throws Exception {
    return start(link, route, null, (its, meters) -> network);
  }

  static TestNode start(Ss7Link link, Route route, Mtp3Network network, ManualClock clock)
      throws Exception {
    return start(link, route, clock, (its, meters) -> network);
  }

  private static TestNode start(
      Ss7Link link, Route route, @Nullable ManualClock clock, Ss7Nodes.NetworkFactory networks)
      throws Exception {
    TestNode node = new TestNode(networks, link, clock);
    node.context.disableJMX();
    node.context.getShutdownStrategy().setTimeout(2);
    node.context.addComponent("map", node.component);
    node.context.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("map:" + link.name())
                .routeId("link")
                .errorHandler(noErrorHandler())
                .process(
                    new AsyncProcessorSupport() {
                      @Override
                      public boolean process(Exchange exchange, AsyncCallback callback) {
                        Completion completion =
                            fault -> {
                              exchange.setException(fault);
                              callback.done(false);
                            };
                        try {
                          Object body = exchange.getIn().getBody();
                          if (body instanceof SubscriberDataModified modified) {
                            node.modified.process(modified, completion);
                          } else {
                            route.process((NoteMmEvent) body, completion);
                          }
                        } catch (Exception e) {
                          completion.done(e);
                        }
                        return false;
                      }
                    });
          }
        });
    try {
      node.context.start();
    } catch (Exception e) {
      node.context.close();
      throw e;
    }
    return node;
  }

  static Association server(int port) {
    return new Association(
        "a",
        Transport.TCP,
        Mode.SERVER,
        "127.0.0.1",
        port,
        "127.0.0.1",
        0,
        null,
        TrafficMode.LOADSHARE,
        List.of(PEER_POINT_CODE));
  }

  static Association client(int port) {
    return new Association(
        "a",
        Transport.TCP,
        Mode.CLIENT,
        "127.0.0.1",
        0,
        "127.0.0.1",
        port,
        null,
        TrafficMode.LOADSHARE,
        List.of(PEER_POINT_CODE));
  }

  static Ss7Link link(Path directory, Duration answerDeadline, Association... associations) {
    return new Ss7Link(
        "test",
        directory,
        2,
        OUR_POINT_CODE,
        "491710000147",
        147,
        List.of(associations),
        5_000,
        Duration.ofSeconds(60),
        answerDeadline);
  }

  /** A link with a bound and a deadline of its own for what it asks. */
  static Ss7Link link(Path directory, Ss7Link.Queries queries, Association... associations) {
    Ss7Link link = link(directory, Duration.ofSeconds(10), associations);
    return new Ss7Link(
        link.name(),
        link.dataDirectory(),
        link.networkIndicator(),
        link.pointCode(),
        link.globalTitle(),
        link.subsystem(),
        link.associations(),
        link.maxDialogues(),
        link.dialogueIdle(),
        link.answerDeadline(),
        link.allow(),
        link.cap(),
        queries);
  }

  static int freePort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /** Sends a request through the link's producer; told of the answer exactly once, or fails. */
  CompletableFuture<HlrAnswer> ask(Object request) throws Exception {
    AsyncProducer producer = context.getEndpoint("map:" + link).createAsyncProducer();
    Exchange exchange = new DefaultExchange(context);
    exchange.getMessage().setBody(request);
    CompletableFuture<HlrAnswer> answer = new CompletableFuture<>();
    producer.process(
        exchange,
        doneSync -> {
          Exception fault = exchange.getException();
          boolean isFirst =
              fault == null
                  ? answer.complete(exchange.getMessage().getBody(HlrAnswer.class))
                  : answer.completeExceptionally(fault);
          if (!isFirst) {
            throw new AssertionError("answered twice");
          }
        });
    return answer;
  }

  boolean awaitUp() throws InterruptedException {
    return await(
        () -> !nodes.states().isEmpty() && nodes.states().stream().allMatch(LinkState::up), 8);
  }

  boolean awaitNoDialogue() throws InterruptedException {
    return await(() -> component.openDialogues() == 0, 5);
  }

  /** Looks every 20 ms: jSS7 tells nobody of these states. */
  static boolean await(BooleanSupplier state, int seconds) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    while (!state.getAsBoolean()) {
      if (System.nanoTime() > end) {
        return false;
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
    return true;
  }

  void stopRoute() throws Exception {
    context.getRouteController().stopRoute("link");
  }

  /** The consumer lives on and takes no more. */
  void suspendRoute() throws Exception {
    context.getRouteController().suspendRoute("link");
  }

  void startRoute() throws Exception {
    context.getRouteController().startRoute("link");
  }

  double count(String meter, String tag, String value) {
    var counter = meters.find(meter).tag(tag, value).counter();
    return counter == null ? 0 : counter.count();
  }

  @Override
  public void close() {
    context.stop();
  }
}
