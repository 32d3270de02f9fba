package org.pna.publisher.store;

import org.jspecify.annotations.Nullable;

/** A record on its way to the disk. */
final class Append {
  final PresentityRecord record;
  final Disk.Entry entry;
  final PresenceStore.CommitCallback callback;
  final Chain chain;

  /** Whether it brings in a presentity that the disk does not have. */
  final boolean adds;

  /** Why it was not kept; for the writer thread only. */
  @Nullable Exception failure;

  Append(
      PresentityRecord record,
      Disk.Entry entry,
      PresenceStore.CommitCallback callback,
      Chain chain,
      boolean adds) {
    this.record = record;
    this.entry = entry;
    this.callback = callback;
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
