package org.pna.truth;

import java.util.Arrays;
import java.util.List;

/** What somebody holds of each SIM, and so says of its presentity: open while any SIM is. */
final class Beliefs {
  private static final int MEANS = Means.values().length;

  private final Contestant who;
  private final List<List<Sim>> owners;
  private final Scoreboard scores;
  private final Word[] words;
  private final long[] asOf;

  /**
   * @param owners the SIMs of each presentity
   * @param sims how many there are
   */
  Beliefs(Contestant who, List<List<Sim>> owners, int sims, Scoreboard scores) {
    this.who = who;
    this.owners = owners;
    this.scores = scores;
    words = new Word[sims * MEANS];
    Arrays.fill(words, Word.UNKNOWN);
    asOf = new long[sims * MEANS];
  }

  /**
   * Learns something, unless it is older than what is held.
   *
   * @param time as of which it is so
   */
  void learn(Sim sim, Means means, boolean open, long time) {
    int index = sim.number * MEANS + means.ordinal();
    if (time < asOf[index]) {
      return;
    }
    asOf[index] = time;
    words[index] = Word.of(open);
    scores.word(who, sim.owner, means, word(sim.owner, means));
  }

  private Word word(int owner, Means means) {
    Word all = Word.UNKNOWN;
    for (Sim sim : owners.get(owner)) {
      Word one = words[sim.number * MEANS + means.ordinal()];
      if (one == Word.OPEN || all == Word.UNKNOWN) {
        all = one;
      }
    }
    return all;
  }
}
