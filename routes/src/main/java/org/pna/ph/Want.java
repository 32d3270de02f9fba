package org.pna.ph;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether reports by one key (an IMSI, a public identity) are to come. {@code toString} shows no
 * identity.
 *
 * @param wished what the configuration wishes
 * @param asked what was asked for, which takes precedence; null: nothing
 * @param unwatchedSince since when nobody watches, where that counts; null while somebody does
 */
public record Want(boolean wished, @Nullable Asked asked, @Nullable Instant unwatchedSince) {
  /** Nothing wished. */
  public static final Want NONE = new Want(false, null, null);

  /** Whether reports are to come. */
  public boolean isWanted() {
    return asked == null ? wished : asked.on();
  }

  Want wishing(boolean wish) {
    return new Want(wish, asked, wish ? unwatchedSince : null);
  }

  /**
   * Asked for what was asked already, it stays what it was.
   *
   * @param on null: as the configuration wishes
   */
  public Want asking(@Nullable Boolean on, Instant now) {
    if (on == null) {
      return new Want(wished, null, unwatchedSince);
    }
    return asked != null && asked.on() == on
        ? this
        : new Want(wished, new Asked(on, now), unwatchedSince);
  }

  Want unwatched(@Nullable Instant since) {
    return new Want(wished, asked, since);
  }
}
