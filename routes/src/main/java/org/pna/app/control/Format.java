package org.pna.app.control;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** For whom an answer is written. */
public enum Format {
  /** People. */
  TEXT,
  /** Programs. */
  JSON;

  /** As it is written: {@code text} or {@code json}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The format of a word, or null. */
  public static @Nullable Format of(String word) {
    for (Format format : values()) {
      if (format.word().equals(word)) {
        return format;
      }
    }
    return null;
  }
}
