package org.pna.simulator;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.camel.AsyncCallback;
import org.apache.camel.AsyncProducer;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.AsyncProcessorSupport;
import org.pna.model.message.sh.PushNotification;
import org.pna.model.message.sh.ShAnswer;
import org.pna.model.message.sh.ShRequest;
import org.pna.transport.diameter.DiameterComponent;
import org.pna.transport.diameter.DiameterNode;
import org.pna.transport.diameter.DiameterNodes;
import org.pna.transport.diameter.DiameterPeer;
import org.pna.transport.diameter.OriginStateMemory;
import org.pna.transport.diameter.PeerListener;
import org.pna.transport.diameter.PeerState;

/** The gateway's transport of Sh alone, connected to a simulated HSS. */
final class ShGateway implements PeerListener, OriginStateMemory, AutoCloseable {
  private static final DiameterNode.Timers TIMERS =
      new DiameterNode.Timers(
          Duration.ofSeconds(10),
          Duration.ofSeconds(2),
          Duration.ofMillis(100),
          Duration.ofMillis(200),
          Duration.ofMillis(700),
          Duration.ofSeconds(2));

  final BlockingQueue<PushNotification> heard = new LinkedBlockingQueue<>();
  final BlockingQueue<String> restarts = new LinkedBlockingQueue<>();
  private final BlockingQueue<PeerState> states = new LinkedBlockingQueue<>();
  private final DefaultCamelContext context = new DefaultCamelContext();
  private final AsyncProducer producer;

  /** What a notification ends with; null: it is accepted. */
  volatile Exception refusal;

  ShGateway(SimulatedHss hss) throws Exception {
    DiameterPeer peer =
        new DiameterPeer(
            hss.identity().host(),
            "127.0.0.1",
            hss.address().getPort(),
            List.of(hss.identity().realm()));
    DiameterNode node =
        new DiameterNode(
            "hss1",
            "pna.pna.test",
            "pna.test",
            "127.0.0.1",
            hss.identity().realm(),
            List.of(peer),
            TIMERS,
            DiameterNode.Bounds.DEFAULT);
    DiameterNodes nodes =
        new DiameterNodes(
            List.of(node), new SimpleMeterRegistry(), InstantSource.system(), this, this);
    context.disableJMX();
    context.addComponent(
        "diameter", new DiameterComponent(nodes, InstantSource.system(), refused -> {}));
    context.start();
    Endpoint endpoint = context.getEndpoint("diameter:hss1");
    Consumer consumer =
        endpoint.createConsumer(
            new AsyncProcessorSupport() {
              @Override
              public boolean process(Exchange exchange, AsyncCallback callback) {
                heard.add(exchange.getIn().getBody(PushNotification.class));
                exchange.setException(refusal);
                callback.done(true);
                return true;
              }
            });
    producer = endpoint.createAsyncProducer();
    context.addService(consumer);
    context.addService(producer);
  }

  CompletableFuture<ShAnswer> ask(ShRequest request) {
    Exchange exchange = producer.getEndpoint().createExchange();
    exchange.getIn().setBody(request);
    CompletableFuture<ShAnswer> answer = new CompletableFuture<>();
    producer.process(
        exchange, done -> answer.complete(exchange.getMessage().getBody(ShAnswer.class)));
    return answer;
  }

  ShAnswer answer(ShRequest request) throws Exception {
    return ask(request).get(10, TimeUnit.SECONDS);
  }

  /** Waits until the peer is so. */
  PeerState until(PeerState.Condition condition) throws InterruptedException {
    while (true) {
      PeerState state = states.poll(20, TimeUnit.SECONDS);
      if (state == null) {
        throw new AssertionError("never " + condition);
      } else if (state.condition() == condition) {
        return state;
      }
    }
  }

  @Override
  public void changed(PeerState state) {
    states.add(state);
  }

  @Override
  public void restarted(String node, String peer) {
    restarts.add(peer);
  }

  @Override
  public Long known(String node, String host) {
    return null;
  }

  @Override
  public void keep(String node, String host, long stateId) {}

  @Override
  public void close() {
    context.stop();
  }
}
