package org.pna.transport.ss7;

import org.pna.model.message.cap.GprsEvent;
import org.pna.transport.ss7.codec.CapInstructions;
import org.pna.transport.ss7.codec.DialoguePdu;
import org.pna.transport.ss7.codec.GprsReference;
import org.pna.transport.ss7.codec.TcapWriter;
import org.restcomm.protocols.ss7.sccp.message.ParseException;

/** Finds out whether relationships live, and lets go of those that do not. */
final class SessionSupervision {
  /** After an abort we soon ask whether the relationship lives, unless it is heard before. */
  private static final int AFTER_ABORT_SECONDS = 5;

  private final CapSide side;
  private final SessionReader reader;

  SessionSupervision(CapSide side, SessionReader reader) {
    this.side = side;
    this.reader = reader;
  }

  /** Nobody of ours: its open dialogue, if any, is let go. */
  void release(TrackedSession session) {
    long peer;
    synchronized (session) {
      peer = session.peerTransaction;
    }
    if (side.table().end(session)) {
      side.over(session, true);
      side.meters().ended("stranger");
      if (peer != TrackedSession.NONE) {
        side.port().last(session, TcapWriter.end(peer, null));
      }
    }
  }

  /**
   * An abort of the dialogue, which overlapping ones bring about too: whether it lives is asked.
   */
  void aborted(CapMessage message, TrackedSession session, long transaction) {
    leave(session, transaction);
    DialoguePdu dialogue = message.tcap().dialogue();
    long soon = side.seconds() + AFTER_ABORT_SECONDS;
    synchronized (session) {
      if (dialogue != null && dialogue.kind() == DialoguePdu.Kind.AARE) {
        // It does not know the context in which we begin: it cannot be asked, and is not lost.
        session.callable = false;
        session.asked = false;
        return;
      }
      if (session.asked || !session.callable) {
        return;
      }
      session.heard = Math.min(session.heard, soon - silence());
    }
    side.table().schedule(session, soon);
  }

  private long silence() {
    CapSettings settings = side.link().cap();
    return settings == null ? 0 : settings.activityTest().toSeconds();
  }

  /** The dialogue is over, the relationship is not. */
  void leave(TrackedSession session, long transaction) {
    synchronized (session) {
      if (session.transaction == transaction) {
        side.table().move(session, TrackedSession.NONE, TrackedSession.NONE);
      }
    }
  }

  /** Asks whether the relationship lives, in its open dialogue or in a new one of ours. */
  void ask(TrackedSession session) throws ParseException {
    long transaction;
    byte[] message;
    byte[] test = CapInstructions.activityTestGprs(session.nextInvokeId());
    synchronized (session) {
      if (session.peerTransaction != TrackedSession.NONE) {
        transaction = session.transaction;
        message = TcapWriter.continuing(transaction, session.peerTransaction, null, test);
      } else {
        transaction = side.table().nextId();
        side.table().move(session, transaction, TrackedSession.NONE);
        Long theirs = session.peerReference < 0 ? null : session.peerReference;
        message =
            TcapWriter.begin(
                transaction,
                CapContext.TO_GPRS,
                new GprsReference(theirs, (long) session.id),
                test);
      }
    }
    side.meters().asked();
    side.port().send(session.peer(), transaction, message);
  }

  /** Nobody tells of the relationship any more (rule T9). */
  void lost(TrackedSession session, String reason) {
    if (side.table().end(session)) {
      side.meters().ended("lost-" + reason);
      GprsEvent event = reader.lost(session, side.clock().instant());
      if (event == null) {
        side.over(session, true);
      } else {
        side.user().accept(event, () -> {}, isSafe -> side.over(session, isSafe));
      }
    }
  }

  /** The same where the peer may not know. */
  void giveUp(TrackedSession session, String reason) {
    long peer;
    synchronized (session) {
      peer = session.peerTransaction;
    }
    if (peer != TrackedSession.NONE) {
      side.port().last(session, TcapWriter.end(peer, null));
    }
    lost(session, reason);
  }
}
