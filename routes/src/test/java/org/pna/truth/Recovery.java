package org.pna.truth;

import java.util.BitSet;
import java.util.List;

/**
 * Who of the watched was right at some moment since a fault has ended, and who was made wrong since
 * by another's word alone.
 */
final class Recovery {
  private final Scoreboard scores;
  private final List<Integer> watched;
  private final List<Means> means;
  private final BitSet[] right = new BitSet[Contestant.values().length];
  private final BitSet[] misled = new BitSet[Contestant.values().length];

  /**
   * Begins now.
   *
   * @param means in all of which somebody has to be right at once
   */
  Recovery(Scoreboard scores, List<Integer> watched, List<Means> means) {
    this.scores = scores;
    this.watched = watched;
    this.means = means;
    for (Contestant who : Contestant.values()) {
      right[who.ordinal()] = new BitSet();
      misled[who.ordinal()] = new BitSet();
      watched.forEach(owner -> look(who, owner, false));
    }
  }

  /** The truth about somebody has changed. */
  void truth(int owner) {
    for (Contestant who : Contestant.values()) {
      look(who, owner, false);
    }
  }

  /** What somebody says of him has changed. */
  void word(Contestant who, int owner, boolean wasRight) {
    look(who, owner, wasRight);
  }

  private void look(Contestant who, int owner, boolean wasRight) {
    if (scores.isRight(who, owner, means)) {
      right[who.ordinal()].set(owner);
      misled[who.ordinal()].clear(owner);
    } else if (wasRight) {
      misled[who.ordinal()].set(owner);
    }
  }

  /** How many are right again, and have not been made wrong since but by what happened to them. */
  long right(Contestant who) {
    return watched.stream().filter(owner -> isRight(who, owner)).count();
  }

  private boolean isRight(Contestant who, int owner) {
    return right[who.ordinal()].get(owner) && !misled[who.ordinal()].get(owner);
  }

  /** Whom the floor has right, and we have not, and in what. */
  List<String> missed() {
    return watched.stream()
        .filter(owner -> isRight(Contestant.FLOOR, owner) && !isRight(Contestant.GATEWAY, owner))
        .map(owner -> owner + ": " + scores.wrongs(owner, means))
        .toList();
  }
}
