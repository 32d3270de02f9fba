package org.pna.transport.ss7;

import org.jspecify.annotations.Nullable;
import org.pna.model.MalformedMessageException;
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
    } else {
      withoutContext(message, name);
    }
  }

  /** A call or session goes on even so; anything else is none of CAP's. */
  private void withoutContext(CapMessage message, @Nullable String name) {
    String reason = name == null ? "no-application-context" : "application-context";
    long peer = message.peer();
    if (message.invoke(INITIAL_DP) != null) {
      side.meters().untracked(reason);
      last(message, TcapWriter.end(peer, name, CapContext.V2.proceed()));
    } else if (message.invoke(INITIAL_DP_GPRS) != null) {
      side.meters().untracked(reason);
      last(message, TcapWriter.end(peer, name, CapContext.GPRS.proceed()));
    } else {
      side.meters().rejected(reason);
      last(
          message,
          name == null ? TcapWriter.userAbort(peer) : TcapWriter.contextNotSupported(peer, name));
    }
  }

  private void continued(CapMessage message) {
    long transaction = message.tcap().dtid();
    Tracked tracked = side.table().dialogue(transaction);
    if (tracked instanceof TrackedCall call && call.peerTransaction == message.peer()) {
      calls.continued(message, call);
    } else if (tracked instanceof TrackedSession session && isPeer(session, message.peer())) {
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

  /**
   * A call or session goes on though its beginning cannot be read. What follows a beginning is
   * never answered with an abort: its call may be going on well.
   */
  private void malformed(byte[] data, ReceivedAddress from, int sls) {
    boolean begins = data.length > 0 && data[0] == TcapMessage.Kind.BEGIN.tag();
    long peer = begins ? Tcap.peer(data) : -1;
    if (peer < 0) {
      side.meters().dropped("malformed");
      return;
    }
    String name = context(data);
    CapContext context = CapContext.of(name);
    side.meters().untracked("malformed");
    side.port()
        .last(
            from,
            sls,
            TcapWriter.end(
                peer, name, context == null ? CapContext.V2.proceed() : context.proceed()));
  }

  /** The application context of a message, or one of ours that its octets name anywhere. */
  private static @Nullable String context(byte[] data) {
    try {
      DialoguePdu dialogue = Tcap.decode(data, false).dialogue();
      return dialogue == null ? null : dialogue.applicationContext();
    } catch (MalformedMessageException e) {
      CapContext named = CapContext.in(data);
      return named == null ? null : named.identifier();
    }
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
