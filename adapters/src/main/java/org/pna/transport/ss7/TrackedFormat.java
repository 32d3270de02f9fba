package org.pna.transport.ss7;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * How a {@link Tracked} is written: version 1, context, seconds of its beginning, the peer's point
 * code, address (one octet of length) and transaction id, of a session also the peer's reference
 * and our transaction id, then the argument.
 */
final class TrackedFormat {
  private static final byte VERSION = 1;
  private static final int HEAD = 1 + 1 + 8 + 4 + 1 + 8;
  private static final int SESSION = 8 + 8;

  private TrackedFormat() {}

  static byte[] bytes(Tracked tracked) {
    synchronized (tracked) {
      ByteBuffer out =
          ByteBuffer.allocate(
              HEAD
                  + tracked.address.length
                  + tracked.argument.length
                  + (tracked instanceof TrackedSession ? SESSION : 0));
      out.put(VERSION).put(tracked.context.number()).putLong(tracked.begun);
      out.putInt(tracked.origin).put((byte) tracked.address.length).put(tracked.address);
      if (tracked instanceof TrackedSession session) {
        out.putLong(session.peerTransaction);
        out.putLong(session.peerReference).putLong(session.transaction);
      } else {
        out.putLong(((TrackedCall) tracked).peerTransaction);
      }
      return out.put(tracked.argument).array();
    }
  }

  /** Reads what was written; null if it cannot be read. */
  static @Nullable Tracked read(int id, byte[] state) {
    try {
      ByteBuffer in = ByteBuffer.wrap(state);
      if (in.get() != VERSION) {
        return null;
      }
      CapContext context = CapContext.of(in.get());
      return context == null ? null : read(id, context, in);
    } catch (BufferUnderflowException e) {
      return null;
    }
  }

  private static Tracked read(int id, CapContext context, ByteBuffer in) {
    long begun = in.getLong();
    int origin = in.getInt();
    byte[] address = new byte[in.get() & 0xff];
    in.get(address);
    long peerTransaction = in.getLong();
    if (!context.isGprs()) {
      return new TrackedCall(id, context, begun, address, origin, rest(in), peerTransaction);
    }
    long peerReference = in.getLong();
    long transaction = in.getLong();
    return new TrackedSession(
        id, context, begun, address, origin, rest(in), peerReference, transaction, peerTransaction);
  }

  private static byte[] rest(ByteBuffer in) {
    byte[] rest = new byte[in.remaining()];
    in.get(rest);
    return rest;
  }
}
