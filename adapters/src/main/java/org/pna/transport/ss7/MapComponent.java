package org.pna.transport.ss7;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;
import org.jspecify.annotations.Nullable;
import org.pna.model.RefusalListener;

/**
 * The Camel component {@code map:}. Its endpoints {@code map:NAME} are links of the configuration;
 * each has one consumer, which starts the link's stack and gives every noteMM-Event to its route as
 * an exchange with a {@link org.pna.model.message.map.NoteMmEvent} for its body. The answer goes
 * out when the exchange completes:
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
  private final Map<String, Ss7Link> links = new HashMap<>();
  private final Map<String, Ss7Stack> running = new ConcurrentHashMap<>();
  private final MeterRegistry registry;
  private final InstantSource clock;
  private final NetworkFactory networks;
  private final RefusalListener refusals;
  private final @Nullable Deadlines given;
  private @Nullable TimerThread timer;

  /**
   * @param links each with a name of its own
   * @param registry gets the meters {@code pna.map.*}
   * @param clock gives the time of receipt
   * @param refusals told of each noteMM-Event that a reason of ours kept from its positive answer,
   *     and of each that cannot be decoded but for its IMSI (rule T1), before the network is: for
   *     want of a dialogue, of room in the route, of time, or by the route's {@code OVERLOADED} or
   *     unforeseen exception
   */
  public MapComponent(
      List<Ss7Link> links, MeterRegistry registry, InstantSource clock, RefusalListener refusals) {
    this(links, registry, clock, refusals, null, M3uaNetwork::new);
  }

  /**
   * As the other, on a clock of one's own.
   *
   * @param deadlines of the answers, on the same clock; not stopped with the component
   */
  public MapComponent(
      List<Ss7Link> links,
      MeterRegistry registry,
      InstantSource clock,
      RefusalListener refusals,
      Deadlines deadlines) {
    this(links, registry, clock, refusals, deadlines, M3uaNetwork::new);
  }

  MapComponent(
      List<Ss7Link> links,
      MeterRegistry registry,
      InstantSource clock,
      RefusalListener refusals,
      @Nullable Deadlines deadlines,
      NetworkFactory networks) {
    links.forEach(link -> this.links.put(link.name(), link));
    this.registry = registry;
    this.clock = clock;
    this.refusals = refusals;
    this.given = deadlines;
    this.networks = networks;
  }

  /** Makes what carries a link's messages. */
  interface NetworkFactory {
    Mtp3Network network(Ss7Link link, MapMeters meters);
  }

  Mtp3Network network(Ss7Link link, MapMeters meters) {
    return networks.network(link, meters);
  }

  /** State of every association of the started links, by link name and in their order. */
  public List<LinkState> states() {
    return running.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .flatMap(link -> link.getValue().states().stream())
        .toList();
  }

  /** Dialogues open on all started links. */
  public int openDialogues() {
    return running.values().stream().mapToInt(Ss7Stack::openDialogues).sum();
  }

  @Override
  protected Endpoint createEndpoint(String uri, String name, Map<String, Object> parameters) {
    Ss7Link link = links.get(name);
    if (link == null) {
      throw new IllegalArgumentException(
          uri + ": there is no SS7 link " + name + "; known are " + links.keySet());
    }
    return new MapEndpoint(uri, this, link);
  }

  /** Starts the stack of a link that is not started yet. */
  void start(Ss7Link link, Ss7Stack stack) throws LinkStartException {
    if (running.putIfAbsent(link.name(), stack) != null) {
      throw new LinkStartException("link " + link.name() + " has a consumer already");
    }
    try {
      stack.start();
    } catch (LinkStartException e) {
      running.remove(link.name(), stack);
      throw e;
    }
  }

  /** Stops a stack, if it is the one started. */
  void stop(Ss7Link link, Ss7Stack stack) {
    if (running.remove(link.name(), stack)) {
      stack.stop();
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
      timer = new TimerThread();
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
