package org.pna.transport.trace;

import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.pna.model.MalformedMessageException;
import org.pna.model.message.cap.BcsmEvent;
import org.pna.model.message.cap.CallEvent;
import org.pna.model.message.cap.CallSetup;
import org.pna.model.message.map.SccpAddress;
import org.pna.transport.ss7.codec.CapCalls;
import org.pna.transport.ss7.codec.Component;

/**
 * A dialogue of gsmSSF and gsmSCF: one call. A dialogue that ends while its call goes on leaves the
 * call unknown (rule T9).
 */
final class RecordedCall implements DialogueUser {
  private static final int INITIAL_DP = 0;
  private static final int EVENT_REPORT_BCSM = 24;
  private static final int ENTITY_RELEASED = 96;

  private final boolean phase2;
  private @Nullable CallSetup setup;
  private SccpAddress node = new SccpAddress(null, -1, 0);
  private boolean ended;

  /**
   * @param phase2 whether the context is CAP version 2
   */
  RecordedCall(boolean phase2) {
    this.phase2 = phase2;
  }

  @Override
  public boolean invoke(Said said, Component invoke) throws MalformedMessageException {
    int offset = invoke.parameterOffset();
    int length = invoke.parameterLength();
    CallSetup call = setup;
    CallEvent event;
    switch (invoke.code()) {
      case INITIAL_DP -> {
        event =
            CapCalls.initialDp(
                said.data(),
                offset,
                length,
                said.origin(),
                said.fingerprint(invoke),
                said.calling(),
                name(said),
                phase2);
        setup = event.setup();
        node = said.calling();
      }
      case EVENT_REPORT_BCSM, ENTITY_RELEASED -> {
        if (call == null) {
          return false; // nobody can say whose call it is
        }
        event =
            invoke.code() == EVENT_REPORT_BCSM
                ? CapCalls.eventReport(
                    said.data(),
                    offset,
                    length,
                    said.origin(),
                    said.fingerprint(invoke),
                    said.calling(),
                    call)
                : CapCalls.entityReleased(
                    said.data(),
                    offset,
                    length,
                    said.origin(),
                    said.fingerprint(invoke),
                    said.calling(),
                    call);
        ended = isOver(event);
      }
      default -> {
        return false;
      }
    }
    said.listener().event(event);
    return true;
  }

  /** An answer after a busy party belongs to a call that goes on to somebody else. */
  private boolean isOver(CallEvent event) {
    if (event.operation() == CallEvent.Operation.ENTITY_RELEASED) {
      return true;
    }
    BcsmEvent what = event.bcsmEvent();
    if (what == null) {
      return ended;
    }
    return switch (what) {
      case ROUTE_SELECT_FAILURE,
          O_CALLED_PARTY_BUSY,
          O_NO_ANSWER,
          O_DISCONNECT,
          O_ABANDON,
          T_BUSY,
          T_NO_ANSWER,
          T_DISCONNECT,
          T_ABANDON ->
          true;
      case O_ANSWER, T_ANSWER, O_TERM_SEIZED, CALL_ACCEPTED -> false;
      default -> ended;
    };
  }

  @Override
  public void over(Said said) {
    CallSetup call = setup;
    if (call != null && !ended) {
      ended = true;
      said.listener()
          .inferred(
              new CallEvent(
                  said.origin(),
                  said.fingerprint(),
                  node,
                  call,
                  CallEvent.Operation.LOST,
                  -1,
                  null,
                  null,
                  false));
    }
  }

  /** Transaction id and node of the switch. */
  private static String name(Said said) {
    return HexFormat.of().toHexDigits((int) said.message().otid()) + '-' + said.calling().node();
  }
}
