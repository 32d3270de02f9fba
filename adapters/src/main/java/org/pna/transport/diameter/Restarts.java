package org.pna.transport.diameter;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.pna.model.Place;
import org.pna.model.message.Origin;
import org.pna.model.message.accounting.AccountingMessage;
import org.pna.model.message.accounting.AccountingStatus;
import org.pna.model.message.accounting.AccountingTimes;
import org.pna.model.message.accounting.Nas;
import org.pna.model.message.accounting.NasEvent;
import org.pna.transport.diameter.codec.DiameterFingerprints;

/**
 * Servers of Pr that have lost their sessions (rule T14), each told to the route until it has kept
 * that: nobody repeats it for us. Of a server that restarts again meanwhile only the last counts.
 */
final class Restarts {
  private static final Duration RETRY = Duration.ofSeconds(1);

  private final String node;
  private final Route route;
  private final Supplier<@Nullable ScheduledExecutorService> timer;
  private final BiConsumer<String, Long> kept;
  private final Map<String, Untold> untold = new HashMap<>();

  private record Untold(NasEvent event, long stateId) {}

  /** Takes an event. */
  interface Route {
    void process(NasEvent event, Outcome outcome);
  }

  /** Told once what became of it. */
  interface Outcome {
    void done(boolean isKept);
  }

  /**
   * @param node name, for the evidence
   * @param timer of the node while it runs
   * @param kept told a server and its Origin-State-Id once the route has kept the event
   */
  Restarts(
      String node,
      Route route,
      Supplier<@Nullable ScheduledExecutorService> timer,
      BiConsumer<String, Long> kept) {
    this.node = node;
    this.route = route;
    this.timer = timer;
    this.kept = kept;
  }

  /** A server told of a new Origin-State-Id. */
  void restarted(String host, long stateId, Instant now) {
    String name = host.toLowerCase(Locale.ROOT);
    NasEvent event =
        new NasEvent(
            new Origin(now, new Place.Dialogue(node, "-")),
            DiameterFingerprints.ofRestart(name, stateId),
            AccountingMessage.PR,
            "Origin-State-Id",
            AccountingStatus.ACCOUNTING_ON.value(),
            new Nas(null, name, name),
            null,
            new AccountingTimes(null, null, null));
    Untold restart = new Untold(event, stateId);
    synchronized (untold) {
      if (untold.size() >= OriginStates.MOST && !untold.containsKey(name)) {
        return; // its sessions end by their lifetime
      }
      untold.put(name, restart);
    }
    tell(name, restart);
  }

  private void tell(String name, Untold restart) {
    route.process(restart.event(), isKept -> told(name, restart, isKept));
  }

  private void told(String name, Untold restart, boolean isKept) {
    boolean isLast;
    synchronized (untold) {
      isLast = isKept ? untold.remove(name, restart) : restart.equals(untold.get(name));
    }
    if (isKept && isLast) {
      kept.accept(name, restart.stateId());
    }
    if (isKept || !isLast) {
      return;
    }
    ScheduledExecutorService later = timer.get();
    try {
      if (later != null) {
        var unused =
            later.schedule(() -> tell(name, restart), RETRY.toMillis(), TimeUnit.MILLISECONDS);
      }
    } catch (RejectedExecutionException e) {
      return; // the node stops
    }
  }
}
