package org.pna.transport.ss7;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.AsyncProcessorSupport;
import org.jspecify.annotations.Nullable;
import org.pna.model.Refusal;
import org.pna.model.message.NetworkMessage;

/** A gateway's end with CAP and MAP on one link; its route keeps each event and answers as told. */
final class CapTestNode implements AutoCloseable {
  static final CapSettings SETTINGS =
      new CapSettings(
          146, 1_000, Duration.ofMinutes(10), Duration.ofHours(12), Duration.ofHours(24), true);

  final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  final Queue<Refusal> refusals = new ConcurrentLinkedQueue<>();
  final BlockingQueue<NetworkMessage> events = new LinkedBlockingQueue<>();
  final MemoryDialogueTable table;
  final Ss7Nodes nodes;
  final CapComponent component;
  volatile Route route = (event, completion) -> completion.done(null);
  private final DefaultCamelContext context = new DefaultCamelContext();

  /** What a test does with an event. */
  interface Route {
    void process(NetworkMessage event, TestNode.Completion completion);
  }

  private CapTestNode(
      Ss7Link link,
      MemoryDialogueTable table,
      Ss7Nodes.NetworkFactory networks,
      @Nullable ManualClock clock) {
    this.table = table;
    InstantSource time = clock == null ? InstantSource.system() : clock;
    nodes = new Ss7Nodes(List.of(link), meters, time, refusal -> {}, networks);
    component = new CapComponent(nodes, meters, time, refusals::add, name -> table, clock);
  }

  static CapTestNode start(Ss7Link link) throws Exception {
    return start(link, new MemoryDialogueTable(), M3uaNetwork::new, null);
  }

  static CapTestNode start(Ss7Link link, Mtp3Network network, @Nullable ManualClock clock)
      throws Exception {
    return start(link, new MemoryDialogueTable(), network, clock);
  }

  static CapTestNode start(
      Ss7Link link, MemoryDialogueTable table, Mtp3Network network, @Nullable ManualClock clock)
      throws Exception {
    return start(link, table, (its, meters) -> network, clock);
  }

  private static CapTestNode start(
      Ss7Link link,
      MemoryDialogueTable table,
      Ss7Nodes.NetworkFactory networks,
      @Nullable ManualClock clock)
      throws Exception {
    CapTestNode node = new CapTestNode(link, table, networks, clock);
    node.context.disableJMX();
    node.context.getShutdownStrategy().setTimeout(1);
    node.context.addComponent("cap", node.component);
    node.context.addComponent(
        "map",
        new MapComponent(
            node.nodes,
            node.meters,
            clock == null ? InstantSource.system() : clock,
            refusal -> {},
            clock));
    node.context.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("map:" + link.name()).errorHandler(noErrorHandler()).process(exchange -> {});
            from("cap:" + link.name())
                .routeId("cap")
                .errorHandler(noErrorHandler())
                .process(
                    new AsyncProcessorSupport() {
                      @Override
                      public boolean process(Exchange exchange, AsyncCallback callback) {
                        NetworkMessage event = exchange.getIn().getBody(NetworkMessage.class);
                        node.events.add(event);
                        node.route.process(
                            event,
                            fault -> {
                              exchange.setException(fault);
                              callback.done(false);
                            });
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

  static Ss7Link link(Path directory, Ss7Link.Association... associations) {
    return link(directory, AllowList.ALL, SETTINGS, associations);
  }

  static Ss7Link link(
      Path directory, AllowList allow, CapSettings cap, Ss7Link.Association... associations) {
    return new Ss7Link(
        "test",
        directory,
        2,
        TestNode.OUR_POINT_CODE,
        "491710000147",
        147,
        List.of(associations),
        5_000,
        Duration.ofSeconds(60),
        Duration.ofSeconds(10),
        allow,
        cap,
        Ss7Link.Queries.DEFAULT);
  }

  static AllowList allow(List<String> titles, List<String> imsis, Set<Long> keys) {
    return new AllowList(titles, imsis, keys);
  }

  <M> M next(Class<M> type) throws InterruptedException {
    return type.cast(events.poll(5, TimeUnit.SECONDS));
  }

  boolean awaitUp() throws InterruptedException {
    return TestNode.await(
        () -> !nodes.states().isEmpty() && nodes.states().stream().allMatch(LinkState::up), 8);
  }

  double count(String meter, String tag, String value) {
    var counter = meters.find(meter).tag(tag, value).counter();
    return counter == null ? 0 : counter.count();
  }

  void suspendRoute() throws Exception {
    context.getRouteController().suspendRoute("cap");
  }

  @Override
  public void close() {
    context.stop();
  }
}
