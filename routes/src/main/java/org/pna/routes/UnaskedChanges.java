package org.pna.routes;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.pna.model.Evidence;
import org.pna.normalise.Normaliser;
import org.pna.normalise.Outcome;
import org.pna.publisher.pen.Pen;
import org.pna.publisher.pen.Publication;
import org.pna.publisher.store.PresenceStore;
import org.pna.publisher.store.PresentityRecord;
import org.pna.publisher.store.SimFacts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Changes of a presentity that no message of its own asks for: a grace that ran out, a SIM that
 * moved to somebody else. All run on the presentity's lane.
 */
public final class UnaskedChanges implements Lanes.AlarmHandler {
  private static final Logger LOG = LoggerFactory.getLogger(UnaskedChanges.class);

  private final PresenceStore store;
  private final Normaliser normaliser;
  private final Pen pen;

  public UnaskedChanges(PresenceStore store, Normaliser normaliser, Pen pen) {
    this.store = store;
    this.normaliser = normaliser;
    this.pen = pen;
  }

  /** The grace that MM-Code 82 began may be over. */
  @Override
  public void ring(String presentity, String imsi, Instant due) {
    PresentityRecord before = store.load(presentity);
    Outcome outcome = normaliser.graceOver(before, imsi, due);
    if (outcome != null) {
      publish(before, outcome, Publication.Cause.TIMER, due, evidence(before, imsi));
    }
  }

  /** Rule T16: an IMSI belongs to another presentity now, as {@code evidence} shows. */
  void forget(String presentity, String imsi, Evidence evidence) {
    PresentityRecord before = store.load(presentity);
    Outcome outcome = normaliser.forget(before, imsi, evidence.time());
    if (outcome != null) {
      publish(before, outcome, Publication.Cause.EVENT, evidence.time(), evidence);
    }
  }

  private void publish(
      PresentityRecord before,
      Outcome outcome,
      Publication.Cause cause,
      Instant time,
      Evidence evidence) {
    pen.publish(
        before,
        outcome.sims(),
        outcome.elements(),
        cause,
        time,
        evidence,
        (changed, failure) -> {
          if (failure != null) {
            LOG.error("The store refused a change that no message asked for", failure);
          }
        });
  }

  /** The evidence of the event that set the alarm: it is still the newest of its domain. */
  private static Evidence evidence(PresentityRecord record, String imsi) {
    @Nullable Evidence evidence = null;
    for (SimFacts sim : record.sims()) {
      if (sim.imsi().equals(imsi)) {
        evidence = sim.ps().evidence();
      }
    }
    return Objects.requireNonNull(evidence, "a grace was begun by an event");
  }
}
