package org.pna.transport.ss7;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;
import org.jspecify.annotations.Nullable;

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
  private @Nullable ScheduledThreadPoolExecutor deadlines;

  /**
   * @param links each with a name of its own
   * @param registry gets the meters {@code pna.map.*}
   */
  public MapComponent(List<Ss7Link> links, MeterRegistry registry) {
    this(links, registry, InstantSource.system());
  }

  /**
   * @param clock gives the time of receipt
   */
  public MapComponent(List<Ss7Link> links, MeterRegistry registry, InstantSource clock) {
    this(links, registry, clock, M3uaNetwork::new);
  }

  MapComponent(
      List<Ss7Link> links, MeterRegistry registry, InstantSource clock, NetworkFactory networks) {
    links.forEach(link -> this.links.put(link.name(), link));
    this.registry = registry;
    this.clock = clock;
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

  ScheduledExecutorService deadlines() {
    ScheduledExecutorService executor = deadlines;
    if (executor == null) {
      throw new IllegalStateException("the component is not started");
    }
    return executor;
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    ScheduledThreadPoolExecutor executor =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "map-deadlines");
              thread.setDaemon(true);
              return thread;
            });
    executor.setRemoveOnCancelPolicy(true);
    deadlines = executor;
  }

  @Override
  protected void doStop() throws Exception {
    if (deadlines != null) {
      deadlines.shutdownNow();
      deadlines = null;
    }
    super.doStop();
  }
}
