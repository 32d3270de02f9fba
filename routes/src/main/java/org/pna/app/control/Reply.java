package org.pna.app.control;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the gateway replied.
 *
 * @param status how it went
 * @param text the output; for all but {@link Status#OK} a sentence without a line's end
 */
public record Reply(Status status, String text) {
  /** How a request went. */
  public enum Status {
    OK,
    /** There is nothing to tell. */
    ABSENT,
    /** The request was wrong, or failed. */
    ERROR;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    static @Nullable Status of(String word) {
      for (Status status : values()) {
        if (status.word().equals(word)) {
          return status;
        }
      }
      return null;
    }
  }

  @Override
  public String toString() {
    return "Reply[" + status + "]";
  }
}
