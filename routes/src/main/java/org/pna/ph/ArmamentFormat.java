package org.pna.ph;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An {@link Armament} as bytes: an octet of the layout, one of flags, one for each CSI, and, of
 * those that the flags name, the seconds since when nobody watches, when something was asked for,
 * and since when each CSI is as it is. The key is the IMSI.
 */
final class ArmamentFormat {
  private static final int LAYOUT = 2;
  private static final int WISHED = 1;
  private static final int ASKED = 2;
  private static final int ASKED_FOR = 4;
  private static final int UNWATCHED = 8;
  private static final int MOBILITY_SINCE = 16;
  private static final int MOBILITY_GPRS_SINCE = 32;
  private static final int FLAGS = 63;
  private static final int OCTETS = 4;
  private static final int TIMES = 4;

  private ArmamentFormat() {}

  static byte[] bytes(Armament armament) {
    Want want = armament.want();
    Asked asked = want.asked();
    Instant unwatched = want.unwatchedSince();
    CsiStanding mobility = armament.mobility();
    CsiStanding mobilityGprs = armament.mobilityGprs();
    int flags =
        (want.wished() ? WISHED : 0)
            | (asked == null ? 0 : ASKED)
            | (asked != null && asked.on() ? ASKED_FOR : 0)
            | (unwatched == null ? 0 : UNWATCHED)
            | (mobility.since() == null ? 0 : MOBILITY_SINCE)
            | (mobilityGprs.since() == null ? 0 : MOBILITY_GPRS_SINCE);
    ByteBuffer out = ByteBuffer.allocate(OCTETS + TIMES * Long.BYTES);
    out.put((byte) LAYOUT).put((byte) flags);
    out.put((byte) code(mobility.state())).put((byte) code(mobilityGprs.state()));
    put(out, unwatched);
    put(out, asked == null ? null : asked.since());
    put(out, mobility.since());
    put(out, mobilityGprs.since());
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
      Instant unwatched = time(in, flags, UNWATCHED);
      Instant askedSince = time(in, flags, ASKED);
      return new Armament(
          new Want(
              (flags & WISHED) != 0,
              askedSince == null ? null : new Asked((flags & ASKED_FOR) != 0, askedSince),
              unwatched),
          new CsiStanding(mobility, time(in, flags, MOBILITY_SINCE)),
          new CsiStanding(mobilityGprs, time(in, flags, MOBILITY_GPRS_SINCE)));
    } catch (BufferUnderflowException | DateTimeException e) {
      return null;
    }
  }

  private static @Nullable Instant time(ByteBuffer in, int flags, int flag) {
    return (flags & flag) == 0 ? null : Instant.ofEpochSecond(in.getLong());
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
