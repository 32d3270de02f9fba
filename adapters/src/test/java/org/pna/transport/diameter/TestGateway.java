package org.pna.transport.diameter;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.apache.camel.AsyncProcessor;
import org.apache.camel.AsyncProducer;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.impl.engine.SimpleCamelContext;
import org.pna.model.Refusal;
import org.pna.model.message.sh.ShAnswer;
import org.pna.model.message.sh.ShRequest;
import org.pna.transport.diameter.codec.PrProfile;

/** A Diameter node of ours in a Camel context, with a route that a test gives. */
final class TestGateway implements PeerListener, OriginStateMemory, AutoCloseable {
  static final DiameterNode.Timers TIMERS =
      new DiameterNode.Timers(
          Duration.ofSeconds(3),
          Duration.ofSeconds(1),
          Duration.ofMillis(100),
          Duration.ofMillis(400),
          Duration.ofMillis(800),
          Duration.ofMillis(800));

  final BlockingQueue<PeerState> states = new LinkedBlockingQueue<>();
  final BlockingQueue<String> restarts = new LinkedBlockingQueue<>();
  final BlockingQueue<Refusal> refusals = new LinkedBlockingQueue<>();
  final Map<String, Long> originStates = new ConcurrentHashMap<>();
  final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  final DiameterNodes nodes;
  private final SimpleCamelContext context = new SimpleCamelContext();
  private final Consumer consumer;
  private final AsyncProducer producer;

  TestGateway(List<DiameterPeer> peers, AsyncProcessor route) throws Exception {
    this(node(peers, TIMERS, DiameterNode.Bounds.DEFAULT), route);
  }

  TestGateway(DiameterNode node, AsyncProcessor route) throws Exception {
    this(node, Map.of(), route);
  }

  /** One that has heard of its peers before. */
  TestGateway(DiameterNode node, Map<String, Long> known, AsyncProcessor route) throws Exception {
    originStates.putAll(known);
    nodes = new DiameterNodes(List.of(node), registry, InstantSource.system(), this, this);
    context.addComponent(
        "diameter", new DiameterComponent(nodes, InstantSource.system(), refusals::add));
    context.start();
    Endpoint endpoint = context.getEndpoint("diameter:" + node.name());
    consumer = endpoint.createConsumer(route);
    producer = endpoint.createAsyncProducer();
    consumer.start();
    producer.start();
  }

  static DiameterNode node(
      List<DiameterPeer> peers, DiameterNode.Timers timers, DiameterNode.Bounds bounds) {
    return new DiameterNode(
        "hss1",
        "pna.ims.example",
        "ims.example",
        "127.0.0.1",
        "ims.example",
        peers,
        timers,
        bounds);
  }

  /** A node that serves Pr by the default profile, too. */
  static DiameterNode prNode(
      DiameterPeer peer, DiameterNode.Timers timers, DiameterNode.Bounds bounds) {
    return new DiameterNode(
        "hss1",
        "pna.ims.example",
        "ims.example",
        "127.0.0.1",
        "ims.example",
        List.of(peer),
        timers,
        bounds,
        PrProfile.DEFAULT);
  }

  CompletableFuture<ShAnswer> ask(ShRequest request) {
    Exchange exchange = producer.getEndpoint().createExchange();
    exchange.getIn().setBody(request);
    CompletableFuture<ShAnswer> answer = new CompletableFuture<>();
    producer.process(
        exchange,
        done -> {
          if (exchange.getException() != null) {
            answer.completeExceptionally(exchange.getException());
          } else {
            answer.complete(exchange.getMessage().getBody(ShAnswer.class));
          }
        });
    return answer;
  }

  ShAnswer answer(ShRequest request)
      throws ExecutionException, InterruptedException, TimeoutException {
    return ask(request).get(10, TimeUnit.SECONDS);
  }

  PeerState until(PeerState.Condition condition) throws InterruptedException {
    return until(state -> state.condition() == condition);
  }

  PeerState until(Predicate<PeerState> wanted) throws InterruptedException {
    while (true) {
      PeerState state = states.poll(20, TimeUnit.SECONDS);
      if (state == null) {
        throw new AssertionError("peers are " + nodes.states());
      }
      if (wanted.test(state)) {
        return state;
      }
    }
  }

  double count(String name, String tag, String value) {
    var counter = registry.find(name).tag(tag, value).counter();
    return counter == null ? 0 : counter.count();
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
    return originStates.get(host);
  }

  @Override
  public void keep(String node, String host, long stateId) {
    originStates.put(host, stateId);
  }

  @Override
  public void close() {
    consumer.stop();
    producer.stop();
    context.stop();
  }
}
