package org.pna.normalise;

import java.time.Instant;
import org.pna.model.AccountedSession;
import org.pna.model.Attachment;
import org.pna.model.Call;
import org.pna.model.DataSession;
import org.pna.model.Domain;
import org.pna.model.Doubt;
import org.pna.model.Engagement;
import org.pna.model.Evidence;
import org.pna.model.Fact;
import org.pna.model.Location;
import org.pna.model.Plmn;
import org.pna.model.PresenceReport;
import org.pna.model.Reachability;
import org.pna.model.Reporting;
import org.pna.model.Source;
import org.pna.model.Unanswered;
import org.pna.publisher.store.DomainFacts;
import org.pna.publisher.store.DomainFacts.Attached;
import org.pna.publisher.store.Question;
import org.pna.publisher.store.Question.Why;
import org.pna.publisher.store.Upkeep;

/** What a report that is believed makes of a domain's facts. */
final class Effects {
  private final Told told;
  private final Instant time;
  private final Draft draft;
  private final AttachmentEffects attachment;
  private final SessionEffects sessions;

  /** Whether all that it says of calls and sessions counts. */
  private boolean overtaken;

  private Effects(Told told, Draft draft) {
    this.told = told;
    this.time = told.time();
    this.draft = draft;
    this.attachment = new AttachmentEffects(told, draft);
    this.sessions = new SessionEffects(told, attachment, draft);
  }

  static DomainFacts of(PresenceReport report, Domain domain, DomainFacts held, Terms terms) {
    Evidence newest = Arbitration.newest(held);
    boolean late = newest != null && report.evidence().time().isBefore(newest.time());
    Draft draft = new Draft(domain, held);
    return new Effects(new Told(report, late, terms), draft).apply() ? draft.facts() : held;
  }

  /** False if all stays as it is. */
  private boolean apply() {
    boolean answer = isAnswer();
    if (answer) {
      draft.upkeep = draft.upkeep.asking(null);
    }
    if (isFirstOfTwo()) {
      draft.giveUpLost(time);
      draft.raise(Questions.confirm(told.evidence()));
      return true;
    }
    Plmn plmn = null;
    for (Fact fact : told.report().facts()) {
      if (fact instanceof Attachment said && said.state() == Attachment.State.LEAVING) {
        boolean begins = attachment.leaves();
        if (begins) {
          counts();
        }
        return begins; // nothing else of this report is true for sure
      }
      if (fact instanceof AccountedSession said) {
        plmn = said.serving();
      } else if (fact instanceof Location said && !told.late() && !isOldPlace()) {
        attachment.locate(said);
        plmn = said.plmn();
      } else {
        apply(fact);
      }
    }
    if (draft.touched) {
      attachment.roam(plmn);
      if (draft.evidence == null || !Arbitration.isPlaceOnly(told.report())) {
        counts(); // a place alone is no word about the attachment, nor against one
      }
    }
    if (answer && !overtaken) {
      draft.giveUpLost(time); // what the answer does not speak of
    }
    draft.askAboutLost();
    if (draft.isCs() && told.terms().asks() && new Calls(draft.sessions).hasToldByRegister()) {
      draft.raise(Questions.stillBusy(told.evidence()));
    }
    return true;
  }

  private void apply(Fact fact) {
    if (fact instanceof Attachment said) {
      attachment.attach(said);
    } else if (fact instanceof Reachability said) {
      draft.reachable = said.reachable();
      draft.touched = true;
    } else if (fact instanceof Call said) {
      sessions.call(said);
    } else if (fact instanceof DataSession said) {
      sessions.dataSession(said);
    } else if (fact instanceof Engagement said) {
      overtaken = !sessions.engage(said);
    } else if (fact instanceof Doubt said) {
      doubt(said);
    } else if (fact instanceof Unanswered) {
      unanswered();
    } else if (fact instanceof Reporting said) {
      reporting(said);
    }
  }

  /** Who does not serve him and tells a place does not know that he was elsewhere since. */
  private boolean isOldPlace() {
    return Arbitration.isPlaceOnly(told.report())
        && draft.locatedAt != null
        && draft.locatedAt.isAfter(time);
  }

  /** What is said of the domain is the newest of it now, and lives from now on. */
  private void counts() {
    draft.evidence = told.evidence();
    draft.expires = time.plus(told.terms().lifetimes().attachment());
    draft.held = null;
  }

  /** Whether it settles the question that is held. */
  private boolean isAnswer() {
    Question question = draft.upkeep.question();
    Fact first = told.report().facts().get(0);
    return question != null
        && told.isOfRegister()
        && !time.isBefore(question.since())
        && question.why() != Why.CONFIRM
        && !(first instanceof Unanswered)
        && !(first instanceof Location)
        && !(first instanceof Reporting);
  }

  /**
   * Rule T14: a register that lost its data is not believed at once against a node's own word. That
   * the subscriber leaves is no such word.
   */
  private boolean isFirstOfTwo() {
    Evidence held = draft.evidence;
    boolean unregistered =
        told.report().facts().get(0) instanceof Attachment said
            && said.state() == Attachment.State.NOT_REGISTERED;
    boolean ownWord =
        held != null
            && !held.source().equals(Source.PH)
            && held.time().plus(Questions.OWN_WORD).isAfter(time);
    Question question = draft.upkeep.question();
    boolean second =
        question != null
            && question.why() == Why.CONFIRM
            && !question.since().plus(Questions.SECOND_ANSWER).isAfter(time);
    boolean there = draft.attachment == Attached.YES && draft.leavingUntil == null;
    return unregistered && ownWord && there && !second;
  }

  private void doubt(Doubt said) {
    boolean explained =
        switch (said.unless()) {
          case NOTHING -> false;
          case IN_CALL -> draft.sessions.active() != null;
          case ATTACHED -> told.late() || draft.attachment != Attached.NO;
        };
    if (told.terms().asks() && !explained) {
      draft.raise(Questions.doubt(told.evidence()));
    }
  }

  private void unanswered() {
    if (!told.late()) {
      attachment.serves();
    }
    Question question = draft.upkeep.question();
    if (question != null && question.ask() == null && !time.isBefore(question.since())) {
      draft.giveUpQuestion(time);
    } else {
      draft.markStale(time);
    }
  }

  private void reporting(Reporting said) {
    draft.upkeep =
        draft.upkeep.reporting(said.armed() ? Upkeep.Reporting.ARMED : Upkeep.Reporting.LOST);
    if (!said.armed()) {
      draft.markStale(time);
    }
  }
}
