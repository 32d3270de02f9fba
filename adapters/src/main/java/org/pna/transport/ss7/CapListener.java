package org.pna.transport.ss7;

import org.jspecify.annotations.Nullable;
import org.pna.model.MalformedMessageException;
import org.pna.transport.ss7.codec.AarqGuard;
import org.pna.transport.ss7.codec.DialoguePdu;
import org.pna.transport.ss7.codec.Tcap;
import org.pna.transport.ss7.codec.TcapMessage;
import org.pna.transport.ss7.codec.TcapWriter;
import org.restcomm.protocols.ss7.sccp.NetworkIdState;
import org.restcomm.protocols.ss7.sccp.RemoteSccpStatus;
import org.restcomm.protocols.ss7.sccp.SignallingPointStatus;
import org.restcomm.protocols.ss7.sccp.message.SccpDataMessage;
import org.restcomm.protocols.ss7.sccp.message.SccpNoticeMessage;

/**
 * TCAP for CAP: dialogues must outlive a restart, so that all that is needed of one is found by its
 * transaction id in {@link TrackedTable}. No exception leaves it.
 */
final class CapListener extends ConnectionlessListener {
  private static final long serialVersionUID = 1;
  private static final int INITIAL_DP = 0;
  private static final int INITIAL_DP_GPRS = 78;

  private final transient Delivery.Current current;
  private final transient CapSide side;
  private final transient CallDialogues calls;
  private final transient SessionDialogues sessions;

  CapListener(
      Delivery.Current current, CapSide side, CallDialogues calls, SessionDialogues sessions) {
    this.current = current;
    this.side = side;
    this.calls = calls;
    this.sessions = sessions;
  }

  @Override
  public void onMessage(SccpDataMessage message) {
    try {
      Delivery delivery = current.get();
      if (delivery == null) {
        throw new IllegalStateException("a message came outside a delivery");
      }
      receive(message.getData(), delivery.calling(), message.getSls());
    } catch (RuntimeException e) {
      side.meters().failed("message", e);
    }
  }

  private void receive(byte[] data, ReceivedAddress from, int sls) {
    TcapMessage tcap;
    try {
      tcap = Tcap.decode(data);
    } catch (MalformedMessageException e) {
      side.meters().malformed(e.where());
      malformed(data, from, sls);
      return;
    }
    CapMessage message = new CapMessage(tcap, from, from.toModel(), sls, side.clock().instant());
    switch (tcap.kind()) {
      case BEGIN -> begin(message);
      case CONTINUE -> continued(message);
      case END, ABORT -> ended(message);
      case UNIDIRECTIONAL -> side.meters().dropped("unidirectional");
    }
  }

  private void begin(CapMessage message) {
    DialoguePdu dialogue = message.tcap().dialogue();
    String name = dialogue == null ? null : dialogue.applicationContext();
    CapContext context = CapContext.of(name);
    if (context != null) {
      if (context.isGprs()) {
        sessions.begin(message);
      } else {
        calls.begin(message, context);
      }
    } else if (name != null) {
      side.meters().rejected("application-context");
      last(message, TcapWriter.contextNotSupported(message.tcap().otid(), name));
    } else {
      side.meters().rejected("no-application-context");
      last(message, withoutContext(message));
    }
  }

  /** A call goes on even so; anything else is none of CAP's. */
  private static byte[] withoutContext(CapMessage message) {
    long otid = message.tcap().otid();
    if (message.invoke(INITIAL_DP) != null) {
      return TcapWriter.end(otid, null, CapContext.V2.proceed());
    }
    return message.invoke(INITIAL_DP_GPRS) != null
        ? TcapWriter.end(otid, null, CapContext.GPRS.proceed())
        : TcapWriter.userAbort(otid);
  }

  private void continued(CapMessage message) {
    long transaction = message.tcap().dtid();
    Tracked tracked = side.table().dialogue(transaction);
    if (tracked instanceof TrackedCall call && call.peerTransaction == message.tcap().otid()) {
      calls.continued(message, call);
    } else if (tracked instanceof TrackedSession session
        && isPeer(session, message.tcap().otid())) {
      sessions.continued(message, session, transaction);
    } else {
      // An abort would say the same, but might be taken for a fault of the call.
      side.meters().rejected("unknown-dialogue");
      sessions.answerStranger(message, null);
    }
  }

  private static boolean isPeer(TrackedSession session, long transaction) {
    synchronized (session) {
      return session.peerTransaction == TrackedSession.NONE
          || session.peerTransaction == transaction;
    }
  }

  private void ended(CapMessage message) {
    long transaction = message.tcap().dtid();
    boolean isAbort = message.tcap().kind() == TcapMessage.Kind.ABORT;
    Tracked tracked = side.table().dialogue(transaction);
    if (tracked instanceof TrackedCall call) {
      if (isAbort) {
        calls.lost(call, "abort");
      } else {
        calls.ended(message, call);
      }
    } else if (tracked instanceof TrackedSession session) {
      if (isAbort) {
        sessions.supervision().aborted(message, session, transaction);
      } else {
        sessions.ended(message, session, transaction);
      }
    }
  }

  /** A call or session goes on though its beginning cannot be read. */
  private void malformed(byte[] data, ReceivedAddress from, int sls) {
    CapContext context = null;
    long otid = -1;
    try {
      TcapMessage head = Tcap.decode(data, false);
      DialoguePdu dialogue = head.dialogue();
      if (head.kind() != TcapMessage.Kind.BEGIN) {
        side.meters().dropped("malformed");
        return;
      }
      context = CapContext.of(dialogue == null ? null : dialogue.applicationContext());
      otid = head.otid();
    } catch (MalformedMessageException e) {
      // What follows finds out how far it can be read.
    }
    byte[] answer =
        context == null
            ? judged(data)
            : TcapWriter.end(otid, context.identifier(), context.proceed());
    if (answer == null) {
      side.meters().dropped("malformed");
    } else {
      side.meters().untracked("malformed");
      side.port().last(from, sls, answer);
    }
  }

  private static byte @Nullable [] judged(byte[] data) {
    return AarqGuard.check(data) instanceof AarqGuard.Answer answer ? answer.message() : null;
  }

  private void last(CapMessage message, byte[] tcap) {
    side.port().last(message.from(), message.sls(), tcap);
  }

  /** A message of ours came back: whom it was for cannot be reached. */
  @Override
  public void onNotice(SccpNoticeMessage notice) {
    try {
      TcapMessage ours = Tcap.decode(notice.getData());
      Tracked tracked = side.table().dialogue(ours.otid());
      side.meters().dropped("returned");
      if (tracked instanceof TrackedCall call) {
        calls.lost(call, "returned");
      } else if (tracked instanceof TrackedSession session) {
        sessions.supervision().lost(session, "returned");
      }
    } catch (MalformedMessageException e) {
      side.meters().dropped("notice");
    } catch (RuntimeException e) {
      side.meters().failed("notice", e);
    }
  }

  // What is tracked outlives its peer's states: an ActivityTest finds out.

  @Override
  public void onCoordResponse(int subsystem, int multiplicity) {}

  @Override
  public void onState(int pointCode, int subsystem, boolean inService, int multiplicity) {}

  @Override
  public void onPcState(
      int pointCode, SignallingPointStatus status, Integer restriction, RemoteSccpStatus remote) {}

  @Override
  public void onNetworkIdState(int networkId, NetworkIdState state) {}
}
