package org.pna.ph;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import org.jspecify.annotations.Nullable;

/**
 * An {@link Armament} as bytes: an octet of the layout, one of flags, one for each CSI, and, of
 * those that the flags name, the seconds since when nobody watches, when something was asked for,
 * and since when each CSI is as it is. The key is the IMSI.
 */
final class ArmamentFormat {
  private static final int LAYOUT = 2;
  private static final int MOBILITY_SINCE = 16;
  private static final int MOBILITY_GPRS_SINCE = 32;
  private static final int FLAGS = 63;
  private static final int OCTETS = 4;
  private static final int TIMES = 4;

  private ArmamentFormat() {}

  static byte[] bytes(Armament armament) {
    Want want = armament.want();
    CsiStanding mobility = armament.mobility();
    CsiStanding mobilityGprs = armament.mobilityGprs();
    int flags =
        WantFormat.flags(want)
            | (mobility.since() == null ? 0 : MOBILITY_SINCE)
            | (mobilityGprs.since() == null ? 0 : MOBILITY_GPRS_SINCE);
    ByteBuffer out = ByteBuffer.allocate(OCTETS + TIMES * Long.BYTES);
    out.put((byte) LAYOUT).put((byte) flags);
    out.put((byte) code(mobility.state())).put((byte) code(mobilityGprs.state()));
    WantFormat.put(out, want);
    WantFormat.put(out, mobility.since());
    WantFormat.put(out, mobilityGprs.since());
    byte[] bytes = new byte[out.position()];
    out.flip().get(bytes);
    return bytes;
  }

  /** Null for what cannot be read: damaged, or of another layout. */
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
      return new Armament(
          WantFormat.want(in, flags),
          new CsiStanding(mobility, WantFormat.time(in, flags, MOBILITY_SINCE)),
          new CsiStanding(mobilityGprs, WantFormat.time(in, flags, MOBILITY_GPRS_SINCE)));
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
