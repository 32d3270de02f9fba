package org.pna.normalise;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.pna.model.Source;

/** Which negatives wait (rule T15). Safe for use by many threads. */
public interface HoldPolicy {
  /** None waits. */
  HoldPolicy NONE =
      new HoldPolicy() {
        @Override
        public @Nullable Instant hold(Source source, String presentity, Instant time) {
          return null;
        }

        @Override
        public @Nullable Instant release(Instant now) {
          return null;
        }
      };

  /**
   * Asked of each negative that is about to take effect.
   *
   * @param source who says so
   * @param presentity of whom
   * @param time when it was heard
   * @return until when it waits; null if it takes effect at once
   */
  @Nullable Instant hold(Source source, String presentity, Instant time);

  /**
   * Asked when one has waited.
   *
   * @return until when it waits longer; null if it takes effect now
   */
  @Nullable Instant release(Instant now);
}
