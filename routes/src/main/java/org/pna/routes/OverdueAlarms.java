package org.pna.routes;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.pna.publisher.store.Due;
import org.pna.publisher.store.PresenceStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings back what the lanes do not remember: alarms that were set long before, before a restart,
 * or whose change the store refused. Asked again and again, by one thread.
 */
public final class OverdueAlarms {
  private static final Logger LOG = LoggerFactory.getLogger(OverdueAlarms.class);
  private static final int AT_ONCE = 2000;

  /** What a lane rings by itself needs as long until the store has seen it. */
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private static final Duration OVERLAP = Duration.ofMinutes(10);

  private final PresenceStore store;
  private final Lanes lanes;
  private final UnaskedChanges unasked;
  private Instant from = Instant.EPOCH;
  private Instant next = from;

  public OverdueAlarms(PresenceStore store, Steps steps) {
    this.store = store;
    this.lanes = steps.lanes();
    this.unasked = steps.unasked();
  }

  /** Rings what was due a second before {@code now}; the rest of many comes the next time. */
  public void ring(Instant now) {
    Instant until = now.minus(PATIENCE);
    List<Due> overdue = store.due(next, until, AT_ONCE);
    if (overdue.isEmpty() && next.equals(from)) {
      from = until.minus(OVERLAP); // all is done
    }
    next = from;
    for (Due one : overdue) {
      if (!lanes.submit(one.presentity(), () -> ring(one, now))) {
        return;
      }
    }
    if (overdue.size() == AT_ONCE) { // what cannot be done now must not keep back the rest
      next = overdue.get(AT_ONCE - 1).at().plusNanos(1);
    }
  }

  private void ring(Due one, Instant now) {
    try {
      Instant next = unasked.ring(one.presentity(), now);
      if (next != null) {
        lanes.wake(next, now, one.presentity());
      }
    } catch (RuntimeException e) { // a damaged record: it is tried again, and must not fill the log
      LOG.debug("what was due of a presentity cannot be done", e);
    }
  }
}
