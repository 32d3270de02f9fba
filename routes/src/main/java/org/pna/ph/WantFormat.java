package org.pna.ph;

import java.nio.ByteBuffer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Want} as bytes, for the rows it begins: four flags, and, of those that they name, the
 * seconds since when nobody watches, and when something was asked for. A row's own flags begin at
 * 16.
 */
public final class WantFormat {
  private static final int WISHED = 1;
  private static final int ASKED = 2;
  private static final int ASKED_FOR = 4;
  private static final int UNWATCHED = 8;

  private WantFormat() {}

  /** Those that it sets. */
  public static int flags(Want want) {
    Asked asked = want.asked();
    return (want.wished() ? WISHED : 0)
        | (asked == null ? 0 : ASKED)
        | (asked != null && asked.on() ? ASKED_FOR : 0)
        | (want.unwatchedSince() == null ? 0 : UNWATCHED);
  }

  /** Writes its times: 16 octets at the most. */
  public static void put(ByteBuffer out, Want want) {
    Asked asked = want.asked();
    put(out, want.unwatchedSince());
    put(out, asked == null ? null : asked.since());
  }

  /** Writes a time in 8 octets, if there is one. */
  public static void put(ByteBuffer out, @Nullable Instant time) {
    if (time != null) {
      out.putLong(time.getEpochSecond());
    }
  }

  /**
   * The one that was written.
   *
   * @throws java.nio.BufferUnderflowException if there are fewer octets than the flags name
   * @throws java.time.DateTimeException if a time is none
   */
  public static Want want(ByteBuffer in, int flags) {
    Instant unwatched = time(in, flags, UNWATCHED);
    Instant askedSince = time(in, flags, ASKED);
    return new Want(
        (flags & WISHED) != 0,
        askedSince == null ? null : new Asked((flags & ASKED_FOR) != 0, askedSince),
        unwatched);
  }

  /**
   * A time that was written if a flag is set; else null.
   *
   * @throws java.nio.BufferUnderflowException if there are fewer octets
   * @throws java.time.DateTimeException if it is none
   */
  public static @Nullable Instant time(ByteBuffer in, int flags, int flag) {
    return (flags & flag) == 0 ? null : Instant.ofEpochSecond(in.getLong());
  }
}
