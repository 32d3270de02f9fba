package org.pna.truth;

/** How a word can differ from the truth. */
enum Wrong {
  FALSE_REACHABLE("false-reachable"),
  FALSE_UNREACHABLE("false-unreachable"),
  UNKNOWN("unknown");

  final String words;

  Wrong(String words) {
    this.words = words;
  }

  /** Null if it does not. */
  static @org.jspecify.annotations.Nullable Wrong of(Word word, boolean truth) {
    return switch (word) {
      case UNKNOWN -> UNKNOWN;
      case OPEN -> truth ? null : FALSE_REACHABLE;
      case CLOSED -> truth ? FALSE_UNREACHABLE : null;
    };
  }
}
