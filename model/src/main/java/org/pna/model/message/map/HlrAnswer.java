package org.pna.model.message.map;

import org.jspecify.annotations.Nullable;

/** What became of an {@link HlrRequest}. */
public sealed interface HlrAnswer {
  /** State and location. */
  record Interrogated(InterrogationResult result) implements HlrAnswer {}

  /** CAMEL subscription information, as asked for or as modified. */
  record Subscribed(SubscriptionResult result) implements HlrAnswer {}

  /**
   * No result.
   *
   * @param kind what came in its place
   * @param error the MAP error code of a ReturnError; null for every other kind
   * @param detail a few words for the log, without any identity
   */
  record Failed(Kind kind, @Nullable Integer error, String detail) implements HlrAnswer {}

  /** Why there is no result. */
  enum Kind {
    /** A ReturnError. */
    ERROR,
    /** A Reject, or a result that cannot be decoded. */
    PROTOCOL,
    /** The dialogue was aborted or refused. */
    ABORTED,
    /** Nothing came in time. */
    TIMEOUT,
    /** The network returned it (UDTS), or no association is up. */
    UNREACHABLE,
    /** We have no room for a further dialogue. */
    NO_ROOM
  }
}
