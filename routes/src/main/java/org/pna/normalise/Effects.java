package org.pna.normalise;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
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
import org.pna.model.ReportingNode;
import org.pna.model.Source;
import org.pna.model.Unanswered;
import org.pna.publisher.pidf.Network.Roaming;
import org.pna.publisher.store.DomainFacts;
import org.pna.publisher.store.DomainFacts.Attached;
import org.pna.publisher.store.DomainFacts.Means;
import org.pna.publisher.store.Question;
import org.pna.publisher.store.Question.Why;
import org.pna.publisher.store.Upkeep;

/** What a report that is believed makes of a domain's facts. */
final class Effects {
  /** The network concluded the detach by its own timer. */
  static final String IMPLICIT = "implicit";

  /** The subscriber is where no service is allowed. */
  static final String RESTRICTED = "restrictedArea";

  private final PresenceReport report;
  private final Evidence evidence;
  private final Instant time;
  private final Terms terms;
  private final Draft draft;

  /** Whether something newer of the domain is held: then it only tells of its call or session. */
  private final boolean late;

  /** Whether it says something of the domain itself, not of a call or session alone. */
  private boolean ofTheDomain;

  private Effects(PresenceReport report, Domain domain, DomainFacts held, Terms terms) {
    this.report = report;
    this.evidence = report.evidence();
    this.time = evidence.time();
    this.terms = terms;
    this.draft = new Draft(domain, held);
    Evidence newest = Arbitration.newest(held);
    this.late = newest != null && time.isBefore(newest.time());
  }

  static DomainFacts of(PresenceReport report, Domain domain, DomainFacts held, Terms terms) {
    Effects effects = new Effects(report, domain, held, terms);
    return effects.apply() ? effects.draft.facts() : held;
  }

  /** False if all stays as it is. */
  private boolean apply() {
    boolean answer = isAnswer();
    if (answer) {
      draft.upkeep = draft.upkeep.asking(null);
    }
    if (isFirstOfTwo()) {
      draft.giveUpLost();
      draft.raise(Questions.confirm(evidence));
      return true;
    }
    Plmn plmn = null;
    for (Fact fact : report.facts()) {
      if (fact instanceof Attachment said && said.state() == Attachment.State.LEAVING) {
        return leaves(); // nothing else of this report is true for sure
      }
      if (fact instanceof Location said && !late) {
        locate(said);
        plmn = said.plmn();
      } else {
        apply(fact);
      }
    }
    if (ofTheDomain) {
      roam(terms.home().roaming(plmn, report.node()));
      counts();
    }
    if (answer) {
      draft.giveUpLost(); // what the answer does not speak of
    }
    if (draft.isCs() && terms.asks() && new Calls(draft.sessions).hasToldByRegister()) {
      draft.raise(Questions.stillBusy(evidence));
    }
    return true;
  }

  private void apply(Fact fact) {
    if (fact instanceof Attachment said) {
      attach(said);
    } else if (fact instanceof Reachability said) {
      draft.reachable = said.reachable();
      ofTheDomain = true;
    } else if (fact instanceof Call said) {
      call(said);
    } else if (fact instanceof DataSession said) {
      dataSession(said);
    } else if (fact instanceof Engagement said) {
      engage(said);
    } else if (fact instanceof Doubt said) {
      doubt(said);
    } else if (fact instanceof Unanswered) {
      unanswered();
    } else if (fact instanceof Reporting said) {
      reporting(said);
    }
  }

  /** What is said of the domain is the newest of it now, and lives from now on. */
  private void counts() {
    draft.evidence = evidence;
    draft.expires = time.plus(terms.lifetimes().attachment());
    draft.held = null;
  }

  /** Whether it settles the question that is held. */
  private boolean isAnswer() {
    Question question = draft.upkeep.question();
    return question != null
        && isOfRegister()
        && !time.isBefore(question.since())
        && question.why() != Why.CONFIRM
        && !(report.facts().get(0) instanceof Unanswered)
        && !(report.facts().get(0) instanceof Reporting);
  }

  private boolean isOfRegister() {
    return evidence.source().equals(Source.PH);
  }

  /** Rule T14: a register that lost its data is not believed at once against a node's own word. */
  private boolean isFirstOfTwo() {
    Evidence held = draft.evidence;
    boolean unregistered =
        report.facts().get(0) instanceof Attachment said
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
    return unregistered && ownWord && draft.attachment == Attached.YES && !second;
  }

  private void roam(@Nullable Roaming where) {
    if (where != null) {
      draft.roaming = where;
    }
  }

  private boolean leaves() {
    if (draft.leavingUntil != null) {
      return false; // the grace runs, and what comes of it is owed to the event that began it
    }
    if (draft.attachment == Attached.YES) {
      draft.leavingUntil = time.plus(terms.lifetimes().leavingGrace());
    }
    counts();
    return true;
  }

  private void attach(Attachment said) {
    ofTheDomain = true;
    draft.leavingUntil = null;
    draft.reachable = true;
    Question question = draft.upkeep.question();
    boolean settled =
        question != null && (question.why() == Why.LEAVING || question.why() == Why.CONFIRM);
    draft.upkeep = (settled ? draft.upkeep.asking(null) : draft.upkeep).stale(null);
    serves(report.node());
    switch (said.state()) {
      case ATTACHED -> attached();
      case RESTRICTED -> {
        draft.reason = RESTRICTED;
        if (draft.means == Means.UNKNOWN) {
          draft.means = Means.CLOSED;
        }
      }
      case DETACHED, DETACHED_BY_NETWORK, NOT_REGISTERED, LEAVING -> detached(said.state());
    }
  }

  private void attached() {
    draft.attachment = Attached.YES;
    draft.reason = null;
    if (draft.isCs()) {
      draft.means = Means.OPEN; // in the PS domain only a session opens the means
    }
  }

  private void detached(Attachment.State how) {
    draft.attachment = Attached.NO;
    if (draft.isCs()) {
      draft.means = Means.CLOSED;
      draft.reason = how == Attachment.State.DETACHED_BY_NETWORK ? IMPLICIT : null;
      draft.calls(calls -> calls.areCleared(time));
    } else {
      draft.reason = null;
      ReportingNode sgsn = isOfRegister() ? null : report.node();
      draft.dataSessions(data -> data.areCleared(sgsn, time, Means.CLOSED));
    }
  }

  /** The home register names the serving node less fully than that node itself. */
  private void serves(ReportingNode by) {
    ReportingNode held = draft.node;
    boolean known = isOfRegister() && held != null && held.isSameAs(by);
    if (!by.isUnknown() && !by.equals(held) && !known) {
      draft.node = by;
    }
  }

  private void locate(Location said) {
    ofTheDomain = true;
    if (said.hasPlace()) {
      draft.location = said;
      Integer age = said.ageMinutes();
      draft.locatedAt = age == null || age == 0 ? time : time.minus(Duration.ofMinutes(age));
    }
  }

  private void call(Call said) {
    Duration longest = terms.lifetimes().call();
    switch (said.state()) {
      case SETUP -> draft.calls(calls -> calls.begins(said, evidence, longest));
      case ACTIVE -> {
        if (!isUndone()) {
          draft.calls(calls -> calls.isAnswered(said, evidence, longest));
          isThere();
        }
      }
      case ENDED -> callEnds(said.id());
      case TURNED_AWAY -> draft.calls(calls -> calls.isTurnedAway(said.id()));
      case LOST -> {
        Calls calls = new Calls(draft.sessions);
        if (calls.isLost(said.id(), evidence)) {
          draft.sessions = calls.toSessions();
          draft.raise(Questions.lost(evidence));
        }
      }
    }
  }

  private void callEnds(String id) {
    Calls calls = new Calls(draft.sessions);
    if (calls.ends(id)) {
      draft.sessions = calls.toSessions();
      if (draft.attachment == Attached.UNKNOWN) {
        isThere();
      }
    } else if (calls.hasToldByRegister() && terms.asks()) {
      draft.raise(Questions.doubt(evidence));
    } else {
      draft.calls(Calls::dropToldByRegister);
    }
  }

  /** Who has a call or had one just now is attached. */
  private void isThere() {
    if (!late) {
      ofTheDomain = true;
      attached();
    }
  }

  /** A message that was slow, of somebody who has left since. */
  private boolean isUndone() {
    return late && draft.attachment == Attached.NO;
  }

  private void dataSession(DataSession said) {
    Lifetimes lifetimes = terms.lifetimes();
    DataSessions data = new DataSessions(draft.sessions, draft.means);
    switch (said.state()) {
      case ACTIVE -> {
        if (!isUndone()) {
          data.begins(said, report.node(), evidence, lifetimes.session());
        }
      }
      case ENDED -> {
        if (!data.ends(said.id())) {
          data.dropToldByRegister();
        }
      }
      case MOVING -> data.moves(said.id(), evidence, lifetimes.leavingGrace());
      case LOST -> {
        if (data.isLost(said.id(), evidence)) {
          draft.raise(Questions.lost(evidence));
        }
      }
    }
    draft.sessions = data.toSessions();
    draft.means = data.means();
  }

  private void engage(Engagement said) {
    Lifetimes lifetimes = terms.lifetimes();
    if (draft.isCs()) {
      draft.calls(
          calls -> {
            if (said.engaged()) {
              calls.isEngaged(evidence, lifetimes.call());
            } else {
              calls.noneSince(time);
            }
          });
    } else {
      draft.dataSessions(
          data -> {
            if (said.engaged()) {
              data.isEngaged(evidence, lifetimes.session());
            } else {
              data.noneSince(time);
            }
          });
    }
  }

  private void doubt(Doubt said) {
    boolean explained = said.settledByCall() && draft.sessions.active() != null;
    if (terms.asks() && !explained) {
      draft.raise(Questions.doubt(evidence));
    }
  }

  private void unanswered() {
    Question question = draft.upkeep.question();
    if (question != null && question.ask() == null && !time.isBefore(question.since())) {
      draft.giveUpQuestion(time);
    } else {
      draft.markStale(time);
    }
  }

  private void reporting(Reporting said) {
    Upkeep upkeep = draft.upkeep;
    Upkeep.Reporting state = said.armed() ? Upkeep.Reporting.ARMED : Upkeep.Reporting.LOST;
    draft.upkeep = new Upkeep(state, upkeep.staleSince(), upkeep.question());
    if (!said.armed()) {
      draft.markStale(time);
    }
  }
}
