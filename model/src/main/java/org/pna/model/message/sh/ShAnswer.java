package org.pna.model.message.sh;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What became of a {@link ShRequest}. */
public sealed interface ShAnswer {
  /** The data asked for. */
  record Pulled(UserDataAnswer answer) implements ShAnswer {}

  /**
   * A subscription stands.
   *
   * @param expiry until when, by the server; null: until it is cancelled
   * @param present the present value, if the server gives it
   */
  record Subscribed(@Nullable Instant expiry, @Nullable UserDataAnswer present)
      implements ShAnswer {}

  /** A subscription is ended. */
  record Cancelled() implements ShAnswer {}

  /**
   * Nothing of that.
   *
   * @param kind why
   * @param code Result-Code or Experimental-Result-Code; null without an answer
   * @param experimental whether the code is an Experimental-Result-Code of TS 29.329
   * @param detail a few words for the log, without any identity
   */
  record Failed(Kind kind, @Nullable Integer code, boolean experimental, String detail)
      implements ShAnswer {
    /** There was no answer. */
    public Failed(Kind kind, String detail) {
      this(kind, null, false, detail);
    }
  }

  /** Why there is none. */
  enum Kind {
    /** The server does not know the user, or the identities do not belong together. */
    UNKNOWN_USER,
    /** The server could not get at the data for now (4100, 4101, 3004). */
    NOT_AVAILABLE,
    /** The server does not let us. */
    NOT_ALLOWED,
    /** There is no such subscription or data (5106, 5107). */
    NO_SUBSCRIPTION,
    /** The server does not know the command, the data or a feature. */
    UNSUPPORTED,
    /** Another result that is no success. */
    ERROR,
    /** An answer that cannot be decoded. */
    PROTOCOL,
    /** Nothing came in time. */
    TIMEOUT,
    /** No peer that serves the realm is up, or none could deliver it. */
    UNREACHABLE,
    /** We have no room for a further request. */
    NO_ROOM
  }
}
