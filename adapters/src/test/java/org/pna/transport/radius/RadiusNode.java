package org.pna.transport.radius;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.AsyncProcessorSupport;
import org.jspecify.annotations.Nullable;
import org.pna.model.Refusal;
import org.pna.model.message.accounting.AccountingMessage;
import org.pna.transport.radius.codec.Requests;

/** A gateway's end: the component in a Camel context with a route of the test's. */
final class RadiusNode implements AutoCloseable {
  final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  final Queue<Refusal> refusals = new ConcurrentLinkedQueue<>();
  final RadiusComponent component;
  private final DefaultCamelContext context = new DefaultCamelContext();

  /** What a test does with a request; it completes the exchange by calling back, now or later. */
  interface Route {
    void process(AccountingMessage message, Completion completion) throws Exception;
  }

  /** Completes an exchange; null for success. */
  interface Completion {
    void done(@Nullable Exception fault);
  }

  private RadiusNode(RadiusLink link) {
    component = new RadiusComponent(List.of(link), meters, InstantSource.system(), refusals::add);
  }

  static RadiusNode start(Route route) throws Exception {
    return start(link("127.0.0.1"), route);
  }

  static RadiusNode start(RadiusLink link, Route route) throws Exception {
    RadiusNode node = new RadiusNode(link);
    node.context.disableJMX();
    node.context.getShutdownStrategy().setTimeout(2);
    node.context.addComponent("radius", node.component);
    node.context.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("radius:gi")
                .routeId("gi")
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
                          route.process(
                              exchange.getIn().getBody(AccountingMessage.class), completion);
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

  /** On any free port; takes what comes from this machine's 127.0.0.1 and ::1. */
  static RadiusLink link(String address) {
    return link(address, Duration.ofSeconds(2), RadiusLink.RECEIVE_BUFFER);
  }

  static RadiusLink link(String address, Duration deadline, int receiveBuffer) {
    return new RadiusLink(
        "gi",
        address,
        0,
        List.of(client("127.0.0.1"), client("::1")),
        20_000,
        50_000,
        Duration.ofSeconds(30),
        deadline,
        receiveBuffer);
  }

  private static RadiusClient client(String network) {
    return new RadiusClient(IpNetwork.of(network), Requests.SECRET, AccountingMessage.PK);
  }

  int port() {
    Integer port = component.port("gi");
    if (port == null) {
      throw new IllegalStateException("not open");
    }
    return port;
  }

  /** Stops the link without Camel's waiting for what is in the route. */
  void stopAtOnce() {
    context.getRoute("gi").getConsumer().stop();
  }

  double count(String name, String tag, String value) {
    var counter = meters.find(name).tag(tag, value).counter();
    return counter == null ? 0 : counter.count();
  }

  @Override
  public void close() {
    context.stop();
  }
}
