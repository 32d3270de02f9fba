package org.pna.transport.ss7;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;
import org.jspecify.annotations.Nullable;
import org.pna.model.RefusalListener;
import org.pna.model.message.map.HlrAnswer;
import org.pna.model.message.map.HlrRequest;

/**
 * The Camel component {@code map:}. Its endpoints {@code map:NAME} are links of the configuration;
 * each has one consumer, which starts the link's stack and gives every noteMM-Event and
 * noteSubscriberDataModified to its route as an exchange with a {@link
 * org.pna.model.message.map.NoteMmEvent} or {@link
 * org.pna.model.message.map.SubscriberDataModified} for its body. The answer goes out when the
 * exchange completes:
 *
 * <table>
 * <caption>Answers</caption>
 * <tr><th>the exchange's exception</th><th>answer</th></tr>
 * <tr><td>none</td><td>ReturnResultLast in TC-END</td></tr>
 * <tr><td>{@link org.pna.model.RefusedException}, by its reason</td><td>error 1 unknownSubscriber
 * (also for a sender that is not allowed), error 59 mm-EventNotSupported, or TC-U-ABORT</td></tr>
 * <tr><td>{@link org.pna.model.MalformedMessageException}, by its kind</td><td>error 35 dataMissing,
 * error 36 unexpectedDataValue, or Reject mistypedParameter</td></tr>
 * <tr><td>any other, or no completion within the link's answer deadline</td><td>TC-U-ABORT, resource
 * unavailable, short term</td></tr>
 * </table>
 */
public final class MapComponent extends DefaultComponent {
  private final Ss7Nodes nodes;
  private final Map<String, MapSubsystem> running = new ConcurrentHashMap<>();
  private final MeterRegistry registry;
  private final InstantSource clock;
  private final RefusalListener refusals;
  private final @Nullable Deadlines given;
  private @Nullable TimerThread timer;

  /**
   * @param nodes of the links, by whose names the endpoints go
   * @param registry gets the meters {@code pna.map.*}
   * @param clock gives the time of receipt
   * @param refusals told of each of these that a reason of ours kept from its positive answer, and
   *     of each that cannot be decoded but for its IMSI (rule T1), before the network is: for want
   *     of a dialogue, of room in the route, of time, or by the route's {@code OVERLOADED} or
   *     unforeseen exception
   */
  public MapComponent(
      Ss7Nodes nodes, MeterRegistry registry, InstantSource clock, RefusalListener refusals) {
    this(nodes, registry, clock, refusals, null);
  }

  /**
   * As the other, on a clock of one's own.
   *
   * @param deadlines of the answers, on the same clock; not stopped with the component; null for
   *     the wall clock
   */
  public MapComponent(
      Ss7Nodes nodes,
      MeterRegistry registry,
      InstantSource clock,
      RefusalListener refusals,
      @Nullable Deadlines deadlines) {
    this.nodes = nodes;
    this.registry = registry;
    this.clock = clock;
    this.refusals = refusals;
    this.given = deadlines;
  }

  /** Dialogues open on all started links. */
  public int openDialogues() {
    return running.values().stream().mapToInt(MapSubsystem::openDialogues).sum();
  }

  @Override
  protected Endpoint createEndpoint(String uri, String name, Map<String, Object> parameters) {
    return new MapEndpoint(uri, this, nodes.node(name));
  }

  /** Requests to HLRs that wait for their answer, on all started links. */
  public int openQueries() {
    return running.values().stream().mapToInt(MapSubsystem::openQueries).sum();
  }

  /**
   * Asks an HLR.
   *
   * @param listener told exactly once, on any thread, perhaps before this returns
   */
  void ask(Ss7Node node, HlrRequest request, Consumer<HlrAnswer> listener) {
    MapSubsystem subsystem = running.get(node.link().name());
    if (subsystem == null) {
      listener.accept(HlrDialogue.failed(HlrAnswer.Kind.UNREACHABLE, "the link is not started"));
    } else {
      subsystem.ask(request, listener);
    }
  }

  /** Starts MAP on a node. */
  void start(Ss7Node node, MapSubsystem subsystem) throws LinkStartException {
    String link = node.link().name();
    if (running.putIfAbsent(link, subsystem) != null) {
      throw new LinkStartException("link " + link + " has a consumer already");
    }
    try {
      node.attach(subsystem);
    } catch (LinkStartException e) {
      running.remove(link, subsystem);
      throw e;
    }
  }

  /** Stops it, if it is the one started. */
  void stop(Ss7Node node, MapSubsystem subsystem) {
    if (running.remove(node.link().name(), subsystem)) {
      node.detach(subsystem);
    }
  }

  MapMeters meters(Ss7Link link) {
    return new MapMeters(registry, link.name());
  }

  InstantSource clock() {
    return clock;
  }

  Refusals refusals(Ss7Link link, MapMeters meters) {
    return new Refusals(refusals, link.name(), clock, meters);
  }

  Deadlines deadlines() {
    Deadlines deadlines = given == null ? timer : given;
    if (deadlines == null) {
      throw new IllegalStateException("the component is not started");
    }
    return deadlines;
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    if (given == null) {
      timer = new TimerThread("map-deadlines");
    }
  }

  @Override
  protected void doStop() throws Exception {
    if (timer != null) {
      timer.close();
      timer = null;
    }
    super.doStop();
  }
}
