package org.pna.routes;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.pna.model.Evidence;
import org.pna.model.ReportingNode;
import org.pna.model.Urgency;
import org.pna.model.message.accounting.NasEvent;
import org.pna.normalise.HoldPolicy;
import org.pna.normalise.Normaliser;
import org.pna.normalise.Outcome;
import org.pna.normalise.QuestionListener;
import org.pna.publisher.pen.Pen;
import org.pna.publisher.pen.Update;
import org.pna.publisher.store.Cause;
import org.pna.publisher.store.JournalEntry;
import org.pna.publisher.store.PresenceStore;
import org.pna.publisher.store.PresentityRecord;
import org.pna.publisher.store.SimFacts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Changes of a presentity that no message of its own asks for: a moment that has come, a SIM that
 * moved to somebody else. All run on the presentity's lane.
 */
public final class UnaskedChanges implements Lanes.AlarmHandler {
  private static final Logger LOG = LoggerFactory.getLogger(UnaskedChanges.class);
  private static final ReportingNode NOBODY = new ReportingNode(null, null);

  private final PresenceStore store;
  private final Normaliser normaliser;
  private final HoldPolicy policy;
  private final Pen pen;
  private final QuestionListener questions;
  private final SessionIndex sessions;

  UnaskedChanges(
      PresenceStore store,
      Normaliser normaliser,
      HoldPolicy policy,
      Pen pen,
      QuestionListener questions,
      SessionIndex sessions) {
    this.store = store;
    this.normaliser = normaliser;
    this.policy = policy;
    this.pen = pen;
    this.questions = questions;
    this.sessions = sessions;
  }

  /** Does all that is due, and tells when to look again. */
  @Override
  public @Nullable Instant ring(String presentity, Instant due) {
    PresentityRecord record = store.load(presentity);
    Instant asked = record.wakeAt();
    if (asked == null || asked.isAfter(due)) {
      return null; // rung before, and asked for anew by then
    }
    Outcome outcome = normaliser.due(record, due, policy);
    while (outcome != null) {
      publish(record, outcome, Cause.TIMER, due, UnaskedChanges::done);
      PresentityRecord after = store.load(presentity);
      if (after.sims().equals(record.sims())) {
        return null; // the store refuses, and what is due stays due
      }
      record = after;
      outcome = normaliser.due(record, due, policy);
    }
    PresentityRecord slim = Normaliser.resting(record, due);
    Instant next = slim.wakeAt();
    if (!Objects.equals(next, record.wakeAt())) {
      List<SimFacts> had = record.sims();
      Update sleep = new Update(slim.sims(), null, next, record.heard(), null, Urgency.TRANSITION);
      pen.publish(
          record,
          sleep,
          (changed, failure) -> {
            done(changed, failure);
            if (failure == null) {
              sessions.changed(presentity, had, slim.sims());
            }
          });
    }
    return next;
  }

  /**
   * Rule T16: an IMSI belongs to another presentity now, as {@code evidence} shows.
   *
   * @param done called once it is safe, or refused
   */
  void forget(String presentity, String imsi, Evidence evidence, Pen.Accepted done) {
    PresentityRecord before = store.load(presentity);
    Outcome outcome = normaliser.forget(before, imsi, evidence);
    if (outcome == null) {
      done.done(false, null);
    } else {
      publish(before, outcome, Cause.EVENT, evidence.time(), done);
    }
  }

  /**
   * Rule T16: the operator's directory says otherwise who has which names.
   *
   * @param done called once it is safe, or refused
   */
  void renamed(String presentity, DirectoryChange change, Evidence evidence, Pen.Accepted done) {
    PresentityRecord before = store.load(presentity);
    List<SimFacts> kept = change.kept(presentity, before.sims());
    if (kept.equals(before.sims())) {
      done.done(false, null);
    } else {
      publish(
          before, normaliser.renamed(before, kept, evidence), Cause.EVENT, evidence.time(), done);
    }
  }

  /**
   * Rule T14: a gateway begins anew.
   *
   * @param done called once it is safe, or refused
   */
  void restarted(String presentity, NasEvent event, Evidence evidence, Pen.Accepted done) {
    PresentityRecord before = store.load(presentity);
    Outcome outcome = normaliser.restarted(before, event, evidence);
    if (outcome == null) {
      done.done(false, null);
    } else {
      publish(before, outcome, Cause.EVENT, evidence.time(), done);
    }
  }

  /**
   * Nobody wants to know any more what gateways say of a presentity.
   *
   * @param done called once it is safe, or refused
   */
  void dropped(String presentity, Evidence evidence, Pen.Accepted done) {
    PresentityRecord before = store.load(presentity);
    Outcome outcome = normaliser.unaccounted(before, evidence);
    if (outcome == null) {
      done.done(false, null);
    } else {
      publish(before, outcome, Cause.EVENT, evidence.time(), done);
    }
  }

  private void publish(
      PresentityRecord before, Outcome outcome, Cause cause, Instant time, Pen.Accepted done) {
    JournalEntry entry =
        outcome.elements() == null
            ? null
            : new JournalEntry(
                before.steps() + 1,
                cause,
                time,
                outcome.evidence(),
                outcome.imsi(),
                outcome.domain(),
                NOBODY,
                outcome.rule(),
                null,
                outcome.against());
    Update update =
        new Update(
            outcome.sims(),
            outcome.elements(),
            outcome.wakeAt(),
            before.heard(),
            entry,
            Urgency.TRANSITION);
    pen.publish(
        before,
        update,
        (changed, failure) -> {
          if (failure == null) {
            sessions.changed(before.presentity(), before.sims(), outcome.sims());
          }
          done.done(changed, failure);
          if (failure == null) {
            outcome.queries().forEach(query -> questions.ask(before.presentity(), query));
          }
        });
  }

  /** What failed is still due, and is tried again. */
  private static void done(boolean changed, @Nullable Exception failure) {
    if (failure != null) {
      LOG.debug("The store refused a change that no message asked for", failure);
    }
  }
}
