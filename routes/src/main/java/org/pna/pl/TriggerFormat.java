package org.pna.pl;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.pna.ph.Want;
import org.pna.ph.WantFormat;

/**
 * A {@link Trigger} as bytes: an octet of the layout, one of flags; of those that the flags name
 * the seconds since when nobody watches, when something was asked for, since when it is as it is,
 * and until when; and to the end the server's name for it. The key is the SIM's.
 */
final class TriggerFormat {
  private static final int LAYOUT = 1;
  private static final int SINCE = 16;
  private static final int UNTIL = 32;
  private static final int STANDING = 64;
  private static final int FLAGS = 127;
  private static final int OCTETS = 2;
  private static final int TIMES = 4;

  private TriggerFormat() {}

  static byte[] bytes(Trigger trigger) {
    Want want = trigger.want();
    byte[] id = trigger.requestId() == null ? new byte[0] : trigger.requestId().getBytes(UTF_8);
    int flags =
        WantFormat.flags(want)
            | (trigger.since() == null ? 0 : SINCE)
            | (trigger.until() == null ? 0 : UNTIL)
            | (trigger.requestId() == null ? 0 : STANDING);
    ByteBuffer out = ByteBuffer.allocate(OCTETS + TIMES * Long.BYTES + id.length);
    out.put((byte) LAYOUT).put((byte) flags);
    WantFormat.put(out, want);
    WantFormat.put(out, trigger.since());
    WantFormat.put(out, trigger.until());
    out.put(id);
    byte[] bytes = new byte[out.position()];
    out.flip().get(bytes);
    return bytes;
  }

  /** Null for what cannot be read: damaged, or of another layout. */
  static @Nullable Trigger read(byte[] value) {
    try {
      ByteBuffer in = ByteBuffer.wrap(value);
      int layout = in.get();
      int flags = in.get();
      if (layout != LAYOUT || (flags & ~FLAGS) != 0) {
        return null;
      }
      Want want = WantFormat.want(in, flags);
      Instant since = WantFormat.time(in, flags, SINCE);
      Instant until = WantFormat.time(in, flags, UNTIL);
      byte[] id = new byte[in.remaining()];
      in.get(id);
      return new Trigger(
          want, (flags & STANDING) == 0 ? null : new String(id, UTF_8), since, until);
    } catch (BufferUnderflowException | DateTimeException e) {
      return null;
    }
  }
}
