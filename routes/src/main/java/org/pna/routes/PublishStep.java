package org.pna.routes;

import java.time.Instant;
import java.util.Objects;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.support.AsyncProcessorSupport;
import org.jspecify.annotations.Nullable;
import org.pna.model.PresenceReport;
import org.pna.model.RefusedException;
import org.pna.normalise.Outcome;
import org.pna.normalise.QuestionListener;
import org.pna.publisher.pen.Pen;
import org.pna.publisher.pen.Update;
import org.pna.publisher.store.Cause;
import org.pna.publisher.store.JournalEntry;
import org.pna.publisher.store.PresentityRecord;

/** Hands the partial update to Pen; the exchange ends when Pen has it safe. On the lane. */
final class PublishStep extends AsyncProcessorSupport {
  private final Pen pen;
  private final Lanes lanes;
  private final AcceptanceListener acceptance;
  private final QuestionListener questions;
  private final SessionIndex sessions;
  private final Tally tally;

  PublishStep(
      Pen pen,
      Lanes lanes,
      AcceptanceListener acceptance,
      QuestionListener questions,
      SessionIndex sessions,
      Tally tally) {
    this.pen = pen;
    this.lanes = lanes;
    this.acceptance = acceptance;
    this.questions = questions;
    this.sessions = sessions;
    this.tally = tally;
  }

  @Override
  public boolean process(Exchange exchange, AsyncCallback callback) {
    Passage passage = exchange.getMessage().getBody(Passage.class);
    PresentityRecord before =
        Objects.requireNonNull(passage.before(), "the repeat step comes first");
    Outcome outcome = passage.outcome();
    PresenceReport report = passage.reports().get(0);
    Instant wakeAt = outcome == null ? before.wakeAt() : outcome.wakeAt();
    if (wakeAt != null && !wakeAt.equals(before.wakeAt())) {
      lanes.wake(wakeAt, report.evidence().time(), before.presentity());
    }
    pen.publish(
        before,
        update(before, passage, outcome, report),
        (changed, failure) -> {
          if (failure == null) {
            if (outcome != null) {
              sessions.changed(before.presentity(), before.sims(), outcome.sims());
            }
            accepted(passage, before.presentity(), outcome, changed);
          } else {
            refuse(exchange);
          }
          var unused =
              passage.others().whenComplete((none, other) -> finish(exchange, other, callback));
        });
    return false;
  }

  private static void finish(
      Exchange exchange, @Nullable Throwable failure, AsyncCallback callback) {
    if (failure != null) {
      refuse(exchange);
    }
    callback.done(false);
  }

  private static void refuse(Exchange exchange) {
    exchange.setException(
        new RefusedException(RefusedException.Reason.OVERLOADED, "the store refused the event"));
  }

  /** A repeat only waits until what it repeats is safe: it is written upon it, and says nothing. */
  private static Update update(
      PresentityRecord before, Passage passage, @Nullable Outcome outcome, PresenceReport report) {
    if (outcome == null) {
      return new Update(
          before.sims(), null, before.wakeAt(), before.heard(), null, report.urgency());
    }
    JournalEntry entry =
        new JournalEntry(
            before.steps() + 1,
            Cause.EVENT,
            outcome.evidence().time(),
            outcome.evidence(),
            outcome.imsi(),
            outcome.domain(),
            report.node(),
            outcome.rule(),
            outcome.ignored(),
            outcome.against());
    return new Update(
        outcome.sims(),
        outcome.elements(),
        outcome.wakeAt(),
        passage.heard(),
        entry,
        report.urgency());
  }

  private void accepted(
      Passage passage, String presentity, @Nullable Outcome outcome, boolean changed) {
    if (outcome == null) {
      return;
    }
    outcome.queries().forEach(query -> questions.ask(presentity, query));
    if (outcome.ignored() != null) {
      return;
    }
    passage.publishedAs(changed);
    tally.handled(changed);
    if (outcome.settled()) {
      acceptance.accepted(outcome.imsi(), outcome.domain(), outcome.evidence().time());
    }
  }
}
