package org.pna.normalise;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.pna.model.Attachment;
import org.pna.model.Location;
import org.pna.model.Plmn;
import org.pna.model.ReportingNode;
import org.pna.publisher.pidf.Network.Roaming;
import org.pna.publisher.store.DomainFacts.Attached;
import org.pna.publisher.store.DomainFacts.Means;
import org.pna.publisher.store.Question;
import org.pna.publisher.store.Question.Why;

/** What a report makes of where a subscriber is attached, and by which node. */
final class AttachmentEffects {
  /** The network concluded the detach by its own timer. */
  static final String IMPLICIT = "implicit";

  /** The subscriber is where no service is allowed. */
  static final String RESTRICTED = "restrictedArea";

  private final Told told;
  private final Instant time;
  private final Draft draft;
  private boolean isOtherNode;

  AttachmentEffects(Told told, Draft draft) {
    this.told = told;
    this.time = told.time();
    this.draft = draft;
  }

  /**
   * Begins the grace of MM-Code 82.
   *
   * @return false if it runs already: what comes of it is owed to the event that began it
   */
  boolean leaves() {
    if (draft.leavingUntil != null) {
      return false;
    }
    if (draft.attachment == Attached.YES) {
      draft.leavingUntil = time.plus(told.terms().lifetimes().leavingGrace());
    }
    return true;
  }

  void attach(Attachment said) {
    draft.touched = true;
    draft.leavingUntil = null;
    draft.reachable = true;
    Question question = draft.upkeep.question();
    boolean settled =
        question != null
            && (question.why() == Why.LEAVING
                || question.why() == Why.CONFIRM
                || (draft.isCs() && question.why() == Why.DOUBT && question.ask() != null));
    draft.upkeep = (settled ? draft.upkeep.asking(null) : draft.upkeep).stale(null);
    serves();
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
      ReportingNode sgsn = told.isOfRegister() ? null : told.node();
      draft.dataSessions(data -> data.areCleared(sgsn, time));
    }
  }

  /** Who has a call or had one just now is attached. */
  void isThere() {
    if (!told.late()) {
      draft.touched = true;
      attached();
    }
  }

  /**
   * The node that serves the subscriber. The home register names it less fully than that node
   * itself; one that is known from the register alone does not report to us (rule T11), or it would
   * have done so when the subscriber came.
   */
  void serves() {
    ReportingNode by = told.node();
    ReportingNode held = draft.node;
    if (by.isUnknown()) {
      return;
    }
    boolean same = held != null && held.isSameAs(by);
    isOtherNode = !same;
    if (!told.isOfRegister()) {
      draft.upkeep = draft.upkeep.polled(false);
      draft.node = by;
    } else if (!same) {
      draft.node = by;
      boolean moved = held != null && held.number() != null && by.number() != null;
      draft.upkeep = draft.upkeep.polled(draft.upkeep.polled() || moved);
    }
  }

  void locate(Location said) {
    draft.touched = true;
    if (said.hasPlace()) {
      draft.location = said;
      Integer age = said.ageMinutes();
      draft.locatedAt = age == null || age == 0 ? time : time.minus(Duration.ofMinutes(age));
    }
  }

  /**
   * At home or not (rule T11): where another node serves and nobody says, it is not known.
   *
   * @param plmn of the place; null when none is told
   */
  void roam(@Nullable Plmn plmn) {
    Roaming where = told.terms().home().roaming(plmn, told.node());
    if (where != null || isOtherNode) {
      draft.roaming = where;
    }
  }
}
