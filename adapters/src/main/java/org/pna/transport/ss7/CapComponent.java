package org.pna.transport.ss7;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;
import org.jspecify.annotations.Nullable;
import org.pna.model.RefusalListener;

/**
 * The Camel component {@code cap:}. Its endpoints {@code cap:NAME} are links that have a subsystem
 * for CAP; each has one consumer, which answers every call and GPRS session at once and gives what
 * is told of it to its route, as exchanges with a {@link org.pna.model.message.cap.CallEvent} or a
 * {@link org.pna.model.message.cap.GprsEvent} for their body. The network never waits for an
 * exchange: one that fails is told to the {@link RefusalListener}; one that ends with {@link
 * org.pna.model.RefusedException} for an unknown subscriber or a sender that is not allowed ends
 * the tracking of its call or session.
 */
public final class CapComponent extends DefaultComponent {
  private final Ss7Nodes nodes;
  private final MeterRegistry registry;
  private final InstantSource clock;
  private final RefusalListener refusals;
  private final Function<String, DialogueTable> tables;
  private final @Nullable Deadlines given;
  private final Map<String, CapSubsystem> running = new ConcurrentHashMap<>();
  private @Nullable TimerThread timer;

  /**
   * @param nodes of the links, by whose names the endpoints go
   * @param registry gets the meters {@code pna.cap.*}
   * @param clock gives the time of receipt
   * @param refusals told of each event that was not taken for a reason of ours (rule S1)
   * @param tables where the calls and sessions of a link, by its name, outlive a restart
   */
  public CapComponent(
      Ss7Nodes nodes,
      MeterRegistry registry,
      InstantSource clock,
      RefusalListener refusals,
      Function<String, DialogueTable> tables) {
    this(nodes, registry, clock, refusals, tables, null);
  }

  /**
   * As the other, on a clock of one's own.
   *
   * @param deadlines of the supervision, on the same clock; not stopped with the component; null
   *     for the wall clock
   */
  public CapComponent(
      Ss7Nodes nodes,
      MeterRegistry registry,
      InstantSource clock,
      RefusalListener refusals,
      Function<String, DialogueTable> tables,
      @Nullable Deadlines deadlines) {
    this.nodes = nodes;
    this.registry = registry;
    this.clock = clock;
    this.refusals = refusals;
    this.tables = tables;
    this.given = deadlines;
  }

  /** Calls and GPRS sessions tracked on all started links. */
  public int tracked() {
    return running.values().stream().mapToInt(CapSubsystem::size).sum();
  }

  @Override
  protected Endpoint createEndpoint(String uri, String name, Map<String, Object> parameters) {
    Ss7Node node = nodes.node(name);
    CapSettings settings = node.link().cap();
    if (settings == null) {
      throw new IllegalArgumentException(uri + ": the link has no subsystem for CAP");
    }
    return new CapEndpoint(uri, this, node, settings);
  }

  /** Starts CAP on a node. */
  void start(CapEndpoint endpoint, CapMeters meters, CapUser user) throws LinkStartException {
    Ss7Node node = endpoint.node();
    String link = node.link().name();
    CapSubsystem subsystem =
        new CapSubsystem(
            node, endpoint.settings(), meters, tables.apply(link), user, clock, deadlines());
    if (running.putIfAbsent(link, subsystem) != null) {
      throw new LinkStartException("link " + link + " has a consumer already");
    }
    CapRehearsal.of(node.link(), endpoint.settings(), meters);
    try {
      node.attach(subsystem);
    } catch (LinkStartException e) {
      running.remove(link);
      throw e;
    }
  }

  /** Stops it, if it is started. */
  void stop(CapEndpoint endpoint) {
    CapSubsystem subsystem = running.remove(endpoint.node().link().name());
    if (subsystem != null) {
      endpoint.node().detach(subsystem);
    }
  }

  CapMeters meters(Ss7Link link) {
    return new CapMeters(registry, link.name());
  }

  RefusalListener refusals() {
    return refusals;
  }

  private Deadlines deadlines() {
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
      timer = new TimerThread("cap-supervision");
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
