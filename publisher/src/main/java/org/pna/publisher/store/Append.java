package org.pna.publisher.store;

import java.util.List;

/** A record on its way to the disk. */
final class Append extends Write {
  final PresentityRecord record;
  final Chain chain;

  /** Whether it brings in a presentity that the disk does not have. */
  final boolean adds;

  Append(
      PresentityRecord record,
      List<Rows.Row> rows,
      CommitCallback callback,
      Chain chain,
      boolean adds) {
    super(rows, callback);
    this.record = record;
    this.chain = chain;
    this.adds = adds;
  }

  /**
   * A presentity's appends of which none is computed upon a committed record but the first. They
   * fail together. Guarded by {@link Overlay}.
   */
  static final class Chain {
    /** The newest: what load shows. */
    PresentityRecord newest;

    /** How many are neither committed nor failed. */
    int waiting;

    /** Whether the newest was loaded, so that something may be computed upon it. */
    boolean loaded;

    boolean failed;

    Chain(PresentityRecord newest) {
      this.newest = newest;
    }
  }
}
