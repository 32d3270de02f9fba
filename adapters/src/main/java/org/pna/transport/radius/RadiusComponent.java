package org.pna.transport.radius;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;
import org.jspecify.annotations.Nullable;
import org.pna.model.RefusalListener;

/**
 * The Camel component {@code radius:}. Its endpoints {@code radius:NAME} are links of the
 * configuration; each has one consumer, which opens the link's socket and gives every
 * Accounting-Request to its route as an exchange whose body is a {@link
 * org.pna.model.message.accounting.AccountingRequest}, or a {@link
 * org.pna.model.message.accounting.NasEvent}. The answer goes out when the exchange completes:
 *
 * <table>
 * <caption>Answers</caption>
 * <tr><th>the exchange's exception</th><th>answer</th></tr>
 * <tr><td>none</td><td>Accounting-Response</td></tr>
 * <tr><td>{@link org.pna.model.RefusedException}, unknown subscriber or event not supported</td>
 * <td>Accounting-Response: trying again would not help</td></tr>
 * <tr><td>any other, or no completion within the link's answer deadline</td><td>silence: the NAS
 * tries again, and its retransmission is given to the route again</td></tr>
 * </table>
 *
 * <p>A retransmission of what is in the route is dropped; one of what was answered gets the same
 * answer and does not reach the route.
 */
public final class RadiusComponent extends DefaultComponent {
  private static final long DEADLINES_MILLIS = 50;

  private final Map<String, RadiusLink> links;
  private final Map<String, Integer> ports = new ConcurrentHashMap<>();
  private final MeterRegistry registry;
  private final InstantSource clock;
  private final RefusalListener refusals;
  private @Nullable ScheduledExecutorService timer;

  /**
   * @param links by whose names the endpoints go
   * @param registry gets the meters {@code pna.radius.*}
   * @param clock gives the time of receipt
   * @param refusals told of each request that a reason of ours kept from its response, and of each
   *     that cannot be decoded but for its IMSI (rule T1)
   */
  public RadiusComponent(
      Collection<RadiusLink> links,
      MeterRegistry registry,
      InstantSource clock,
      RefusalListener refusals) {
    this.links = links.stream().collect(Collectors.toMap(RadiusLink::name, Function.identity()));
    this.registry = registry;
    this.clock = clock;
    this.refusals = refusals;
  }

  /** The UDP port that a link listens on; null while it does not. */
  public @Nullable Integer port(String link) {
    return ports.get(link);
  }

  @Override
  protected Endpoint createEndpoint(String uri, String name, Map<String, Object> parameters) {
    RadiusLink link = links.get(name);
    if (link == null) {
      throw new IllegalArgumentException("no RADIUS link " + name + " is configured");
    }
    return new RadiusEndpoint(uri, this, link);
  }

  /** Notes that a link is open. */
  void listening(RadiusLink link, int port) throws IOException {
    if (ports.putIfAbsent(link.name(), port) != null) {
      throw new IOException("link " + link.name() + " has a consumer already");
    }
  }

  void silent(RadiusLink link) {
    ports.remove(link.name());
  }

  RadiusMeters meters(RadiusLink link) {
    return new RadiusMeters(registry, link.name());
  }

  Refusals refusals(RadiusMeters meters) {
    return new Refusals(refusals, meters);
  }

  InstantSource clock() {
    return clock;
  }

  /** Runs a task again and again. */
  ScheduledFuture<?> regularly(Runnable task) {
    ScheduledExecutorService running = timer;
    if (running == null) {
      throw new IllegalStateException("the component is not started");
    }
    return running.scheduleWithFixedDelay(
        task, DEADLINES_MILLIS, DEADLINES_MILLIS, TimeUnit.MILLISECONDS);
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    timer =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "radius-deadlines");
              thread.setDaemon(true);
              return thread;
            });
  }

  @Override
  protected void doStop() throws Exception {
    if (timer != null) {
      timer.shutdownNow();
      timer = null;
    }
    super.doStop();
  }
}
