package org.pna.app.replay;

import org.pna.model.Source;
import org.pna.model.message.cap.BcsmEvent;
import org.pna.model.message.cap.CallEvent;
import org.pna.model.message.cap.CallSetup;

/** Events of calls as replay prints them: a place only with the message that told it. */
final class CallEvents {
  private CallEvents() {}

  static Told told(CallEvent message) {
    BcsmEvent event = message.bcsmEvent();
    CallSetup setup = message.setup();
    boolean first = message.operation() == CallEvent.Operation.INITIAL_DP;
    return new Told(
        Source.PC,
        message.operation().specName(),
        event == null ? null : event.specName(),
        message.event() < 0 ? null : Integer.toString(message.event()),
        first
            ? Whereabouts.of(setup.location(), null, setup.vlrNumber(), null)
            : Whereabouts.of(message.location(), null, message.vlrNumber(), null));
  }
}
