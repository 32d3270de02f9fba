package org.pna.ph.sh;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import org.jspecify.annotations.Nullable;
import org.pna.ph.Want;
import org.pna.ph.WantFormat;

/**
 * A {@link StateSubscription} as bytes: an octet of the layout, one of flags, one of the state,
 * and, of those that the flags name, the seconds since when nobody watches, when something was
 * asked for, since when it is as it is, and until when. The key is the identity.
 */
final class SubscriptionFormat {
  private static final int LAYOUT = 1;
  private static final int SINCE = 16;
  private static final int UNTIL = 32;
  private static final int FLAGS = 63;
  private static final int OCTETS = 3;
  private static final int TIMES = 4;

  private SubscriptionFormat() {}

  static byte[] bytes(StateSubscription subscription) {
    Want want = subscription.want();
    int flags =
        WantFormat.flags(want)
            | (subscription.since() == null ? 0 : SINCE)
            | (subscription.until() == null ? 0 : UNTIL);
    ByteBuffer out = ByteBuffer.allocate(OCTETS + TIMES * Long.BYTES);
    out.put((byte) LAYOUT).put((byte) flags).put((byte) code(subscription.state()));
    WantFormat.put(out, want);
    WantFormat.put(out, subscription.since());
    WantFormat.put(out, subscription.until());
    byte[] bytes = new byte[out.position()];
    out.flip().get(bytes);
    return bytes;
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
      return new StateSubscription(
          WantFormat.want(in, flags),
          state,
          WantFormat.time(in, flags, SINCE),
          WantFormat.time(in, flags, UNTIL));
    } catch (BufferUnderflowException | DateTimeException e) {
      return null;
    }
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
