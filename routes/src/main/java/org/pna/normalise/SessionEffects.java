package org.pna.normalise;

import java.time.Duration;
import org.pna.model.Call;
import org.pna.model.DataSession;
import org.pna.model.Engagement;
import org.pna.model.Evidence;
import org.pna.publisher.store.DomainFacts.Attached;

/** What a report makes of calls and data sessions. */
final class SessionEffects {
  private final Told told;
  private final Evidence evidence;
  private final Lifetimes lifetimes;
  private final AttachmentEffects attachment;
  private final Draft draft;

  SessionEffects(Told told, AttachmentEffects attachment, Draft draft) {
    this.told = told;
    this.evidence = told.evidence();
    this.lifetimes = told.terms().lifetimes();
    this.attachment = attachment;
    this.draft = draft;
  }

  void call(Call said) {
    Duration longest = lifetimes.call();
    switch (said.state()) {
      case SETUP -> draft.calls(calls -> calls.begins(said, evidence, longest));
      case ACTIVE -> {
        if (!isUndone()) {
          draft.calls(calls -> calls.isAnswered(said, evidence, longest));
          attachment.isThere();
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
    if (calls.ends(id, told.time())) {
      if (draft.attachment == Attached.UNKNOWN) {
        attachment.isThere();
      }
    } else if (calls.hasToldByRegister() && told.terms().asks()) {
      draft.raise(Questions.doubt(evidence));
    } else {
      calls.dropToldByRegister();
    }
    draft.sessions = calls.toSessions();
  }

  /** A message that was slow, of somebody who has left since. */
  private boolean isUndone() {
    return told.late() && draft.attachment == Attached.NO;
  }

  void dataSession(DataSession said) {
    DataSessions data = new DataSessions(draft.sessions, draft.means);
    switch (said.state()) {
      case ACTIVE -> {
        if (!isUndone()) {
          data.begins(said, told.node(), evidence, lifetimes.session());
        }
      }
      case ENDED -> {
        if (!data.ends(said.id(), told.time())) {
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

  /**
   * Whether a call or session goes on, as the home register was asked.
   *
   * @return false if that was settled otherwise since the question: it says nothing then
   */
  boolean engage(Engagement said) {
    return draft.isCs() ? engageInCall(said.engaged()) : engageInSession(said.engaged());
  }

  private boolean engageInCall(boolean engaged) {
    Calls calls = new Calls(draft.sessions);
    if (!engaged) {
      calls.noneSince(told.time());
    } else if (calls.isOverSince(told.time())) {
      return false;
    } else {
      calls.isEngaged(evidence, lifetimes.call());
    }
    draft.sessions = calls.toSessions();
    return true;
  }

  private boolean engageInSession(boolean engaged) {
    DataSessions data = new DataSessions(draft.sessions, draft.means);
    if (!engaged) {
      data.noneSince(told.time());
    } else if (data.isOverSince(told.time())) {
      return false;
    } else {
      data.isEngaged(evidence, lifetimes.session());
    }
    draft.sessions = data.toSessions();
    draft.means = data.means();
    return true;
  }
}
