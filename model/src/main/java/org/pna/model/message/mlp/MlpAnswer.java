package org.pna.model.message.mlp;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of an {@link MlpRequest}. */
public sealed interface MlpAnswer {
  /**
   * What the server tells, of whoever it tells.
   *
   * @param reports at least one
   */
  record Told(List<LocationReport> reports) implements MlpAnswer {
    public Told {
      reports = List.copyOf(reports);
    }
  }

  /**
   * The server does as it is asked (tlra, tlrsa, or a slia whose reports come later).
   *
   * @param requestId its name for that
   */
  record Accepted(String requestId) implements MlpAnswer {}

  /**
   * Nothing of that.
   *
   * @param kind why
   * @param result the server's own word; null without one
   * @param detail a few words for the log, without any identity
   */
  record Failed(Kind kind, @Nullable ResultCode result, String detail) implements MlpAnswer {}

  /** Why there is no answer. */
  enum Kind {
    /** The server's result is no success. */
    RESULT,
    /** An answer that cannot be decoded, or another than was asked for. */
    PROTOCOL,
    /** Nothing came in time. */
    TIMEOUT,
    /** There is no way to the server. */
    UNREACHABLE,
    /** We have no room for a further request. */
    NO_ROOM
  }
}
