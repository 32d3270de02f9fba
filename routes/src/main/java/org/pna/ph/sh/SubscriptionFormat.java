package org.pna.ph.sh;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.pna.ph.Asked;
import org.pna.ph.Want;

/**
 * A {@link StateSubscription} as bytes: an octet of the layout, one of flags, one of the state,
 * and, of those that the flags name, the seconds since when nobody watches, when something was
 * asked for, since when it is as it is, and until when. The key is the identity.
 */
final class SubscriptionFormat {
  private static final int LAYOUT = 1;
  private static final int WISHED = 1;
  private static final int ASKED = 2;
  private static final int ASKED_FOR = 4;
  private static final int UNWATCHED = 8;
  private static final int SINCE = 16;
  private static final int UNTIL = 32;
  private static final int FLAGS = 63;
  private static final int OCTETS = 3;
  private static final int TIMES = 4;

  private SubscriptionFormat() {}

  static byte[] bytes(StateSubscription subscription) {
    Want want = subscription.want();
    Asked asked = want.asked();
    Instant unwatched = want.unwatchedSince();
    int flags =
        (want.wished() ? WISHED : 0)
            | (asked == null ? 0 : ASKED)
            | (asked != null && asked.on() ? ASKED_FOR : 0)
            | (unwatched == null ? 0 : UNWATCHED)
            | (subscription.since() == null ? 0 : SINCE)
            | (subscription.until() == null ? 0 : UNTIL);
    ByteBuffer out = ByteBuffer.allocate(OCTETS + TIMES * Long.BYTES);
    out.put((byte) LAYOUT).put((byte) flags).put((byte) code(subscription.state()));
    put(out, unwatched);
    put(out, asked == null ? null : asked.since());
    put(out, subscription.since());
    put(out, subscription.until());
    byte[] bytes = new byte[out.position()];
    out.flip().get(bytes);
    return bytes;
  }

  private static void put(ByteBuffer out, @Nullable Instant time) {
    if (time != null) {
      out.putLong(time.getEpochSecond());
    }
  }

  /** Null for what cannot be read: damaged, or of another layout. */
  static @Nullable StateSubscription read(byte[] value) {
    try {
      ByteBuffer in = ByteBuffer.wrap(value);
      int layout = in.get();
      int flags = in.get();
      SubscriptionState state = state(in.get());
      if (layout != LAYOUT || (flags & ~FLAGS) != 0 || state == null) {
        return null;
      }
      Instant unwatched = time(in, flags, UNWATCHED);
      Instant askedSince = time(in, flags, ASKED);
      return new StateSubscription(
          new Want(
              (flags & WISHED) != 0,
              askedSince == null ? null : new Asked((flags & ASKED_FOR) != 0, askedSince),
              unwatched),
          state,
          time(in, flags, SINCE),
          time(in, flags, UNTIL));
    } catch (BufferUnderflowException | DateTimeException e) {
      return null;
    }
  }

  private static @Nullable Instant time(ByteBuffer in, int flags, int flag) {
    return (flags & flag) == 0 ? null : Instant.ofEpochSecond(in.getLong());
  }

  private static int code(SubscriptionState state) {
    return switch (state) {
      case NONE -> 0;
      case ASKED -> 1;
      case STANDING -> 2;
      case REFUSED -> 3;
    };
  }

  private static @Nullable SubscriptionState state(int code) {
    for (SubscriptionState state : SubscriptionState.values()) {
      if (code(state) == code) {
        return state;
      }
    }
    return null;
  }
}
