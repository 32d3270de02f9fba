package org.pna.ph;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An {@link Armament} as bytes: an octet of the layout, one of flags, one for each CSI, and, if
 * somebody watched, the seconds since when nobody does. The key is the IMSI.
 */
final class ArmamentFormat {
  private static final int LAYOUT = 1;
  private static final int WISHED = 1;
  private static final int ASKED = 2;
  private static final int ASKED_FOR = 4;
  private static final int UNWATCHED = 8;
  private static final int FLAGS = 15;
  private static final int OCTETS = 4;

  private ArmamentFormat() {}

  static byte[] bytes(Armament armament) {
    Instant unwatched = armament.unwatchedSince();
    Boolean asked = armament.asked();
    int flags =
        (armament.wished() ? WISHED : 0)
            | (asked == null ? 0 : ASKED)
            | (asked != null && asked ? ASKED_FOR : 0)
            | (unwatched == null ? 0 : UNWATCHED);
    ByteBuffer out = ByteBuffer.allocate(OCTETS + (unwatched == null ? 0 : Long.BYTES));
    out.put((byte) LAYOUT).put((byte) flags);
    out.put((byte) code(armament.mobility())).put((byte) code(armament.mobilityGprs()));
    if (unwatched != null) {
      out.putLong(unwatched.getEpochSecond());
    }
    return out.array();
  }

  /** Null for what cannot be read: damaged, or of a later layout. */
  static @Nullable Armament read(byte[] value) {
    try {
      ByteBuffer in = ByteBuffer.wrap(value);
      int layout = in.get();
      int flags = in.get();
      CsiState mobility = state(in.get());
      CsiState mobilityGprs = state(in.get());
      if (layout != LAYOUT || (flags & ~FLAGS) != 0 || mobility == null || mobilityGprs == null) {
        return null;
      }
      Instant unwatched = (flags & UNWATCHED) == 0 ? null : Instant.ofEpochSecond(in.getLong());
      return new Armament(
          (flags & WISHED) != 0,
          (flags & ASKED) == 0 ? null : (flags & ASKED_FOR) != 0,
          unwatched,
          mobility,
          mobilityGprs);
    } catch (BufferUnderflowException | DateTimeException e) {
      return null;
    }
  }

  private static int code(CsiState state) {
    return switch (state) {
      case UNTOUCHED -> 0;
      case UNKNOWN -> 1;
      case ARMED -> 2;
      case DISARMED -> 3;
      case REFUSED -> 4;
      case FOREIGN -> 5;
      case INCOMPLETE -> 6;
    };
  }

  private static @Nullable CsiState state(int code) {
    for (CsiState state : CsiState.values()) {
      if (code(state) == code) {
        return state;
      }
    }
    return null;
  }
}
