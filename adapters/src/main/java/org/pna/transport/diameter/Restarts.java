package org.pna.transport.diameter;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
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
  private final Map<String, NasEvent> untold = new HashMap<>();

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
   */
  Restarts(String node, Route route, Supplier<@Nullable ScheduledExecutorService> timer) {
    this.node = node;
    this.route = route;
    this.timer = timer;
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
    synchronized (untold) {
      if (untold.size() >= OriginStates.MOST && !untold.containsKey(name)) {
        return; // its sessions end by their lifetime
      }
      untold.put(name, event);
    }
    tell(name, event);
  }

  private void tell(String name, NasEvent event) {
    route.process(event, isKept -> told(name, event, isKept));
  }

  private void told(String name, NasEvent event, boolean isKept) {
    synchronized (untold) {
      if (isKept) {
        untold.remove(name, event);
        return;
      }
      if (!event.equals(untold.get(name))) {
        return;
      }
    }
    ScheduledExecutorService later = timer.get();
    try {
      if (later != null) {
        var unused =
            later.schedule(() -> tell(name, event), RETRY.toMillis(), TimeUnit.MILLISECONDS);
      }
    } catch (RejectedExecutionException e) {
      return; // the node stops
    }
  }
}
