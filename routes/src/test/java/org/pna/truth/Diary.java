package org.pna.truth;

import org.jspecify.annotations.Nullable;

/** Writes down all that happens to one presentity, for whoever wants it explained. */
final class Diary {
  private final Timeline timeline;
  private final int owner;
  private final Appendable out;

  /**
   * @param owner whose; negative: nobody's
   */
  Diary(Timeline timeline, int owner, Appendable out) {
    this.timeline = timeline;
    this.owner = owner;
    this.out = out;
  }

  boolean isOf(int other) {
    return owner == other;
  }

  void note(@Nullable Sim sim, String words) {
    if (sim != null && sim.owner == owner) {
      note(sim.owner, "SIM " + sim.number + " " + words);
    }
  }

  void note(int about, String words) {
    if (about != owner) {
      return;
    }
    try {
      out.append(timeline.instant().toString()).append("  ").append(words).append('\n');
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
