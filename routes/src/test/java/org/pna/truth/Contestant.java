package org.pna.truth;

/** Whose word on the world is measured. */
enum Contestant {
  /** What our gateway publishes. */
  GATEWAY("gateway"),
  /** Whoever spoke last is right. */
  LAST_WRITER("last writer wins"),
  /**
   * Who reads the very messages delivered to us without fault and in the order of their sending,
   * and besides spends the whole of each register's budget on asking about the watched in turn.
   */
  FLOOR("floor"),
  /** The same, asking nothing but what our gateway asked. */
  ASKED("floor of what was asked");

  final String words;

  Contestant(String words) {
    this.words = words;
  }
}
