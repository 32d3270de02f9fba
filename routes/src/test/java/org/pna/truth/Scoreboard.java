package org.pna.truth;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How long everybody's word differs from the truth: an integral over the time of each presentity
 * and means that it has, from the end of the warm-up, in milliseconds.
 */
final class Scoreboard {
  private static final int MEANS = Means.values().length;

  private final LongSupplier clock;
  private final long from;
  private final boolean[] isUsed;
  private final boolean[] isSo;
  private final Word[][] words = new Word[Contestant.values().length][];
  private final long[] since;
  private final long[][][] wrong =
      new long[Contestant.values().length][MEANS][Wrong.values().length];
  private final long[] excess;
  private final Map<String, Cause> causes = new HashMap<>();
  private final String[] reasons;
  private final IntFunction<String> world;
  private final List<Recovery> recoveries = new ArrayList<>();

  /**
   * Why we were wrong where the floor was not.
   *
   * @param words what we said, by which evidence and rule, and what was so
   * @param time milliseconds
   * @param owner of whom the longest of it was said
   * @param longest that
   */
  record Cause(String words, long time, int owner, long longest) {
    private static Cause joined(Cause one, Cause other) {
      Cause more = one.longest >= other.longest ? one : other;
      return new Cause(one.words, one.time + other.time, more.owner, more.longest);
    }
  }

  /**
   * @param clock milliseconds
   * @param from when measuring begins
   * @param world what happened to a presentity last
   */
  Scoreboard(int owners, LongSupplier clock, long from, IntFunction<String> world) {
    this.clock = clock;
    this.from = from;
    this.world = world;
    isUsed = new boolean[owners * MEANS];
    isSo = new boolean[owners * MEANS];
    since = new long[owners];
    excess = new long[owners];
    reasons = new String[owners * MEANS];
    Arrays.fill(reasons, "nothing");
    for (int i = 0; i < words.length; i++) {
      words[i] = new Word[owners * MEANS];
      Arrays.fill(words[i], Word.UNKNOWN);
    }
  }

  private static int index(int owner, Means means) {
    return owner * MEANS + means.ordinal();
  }

  void uses(int owner, Means means) {
    isUsed[index(owner, means)] = true;
  }

  boolean isUsed(int owner, Means means) {
    return isUsed[index(owner, means)];
  }

  void truth(int owner, Means means, boolean isThere) {
    if (isSo[index(owner, means)] != isThere) {
      settle(owner);
      isSo[index(owner, means)] = isThere;
      recoveries.forEach(recovery -> recovery.truth(owner));
    }
  }

  /** Tells somebody of each change, or no longer. */
  void follow(Recovery recovery, boolean isOn) {
    if (isOn) {
      recoveries.add(recovery);
    } else {
      recoveries.remove(recovery);
    }
  }

  /** Takes note of a word, and returns whether it is another than before. */
  boolean word(Contestant who, int owner, Means means, Word word) {
    Word[] all = words[who.ordinal()];
    if (all[index(owner, means)] == word) {
      return false;
    }
    settle(owner);
    boolean wasRight = !recoveries.isEmpty() && isRight(who, owner, TruthRun.RIGHT);
    all[index(owner, means)] = word;
    recoveries.forEach(recovery -> recovery.word(who, owner, wasRight));
    return true;
  }

  /** Why our gateway says what it says. */
  void reason(int owner, Means means, String reason) {
    reasons[index(owner, means)] = reason;
  }

  Word word(Contestant who, int owner, Means means) {
    return words[who.ordinal()][index(owner, means)];
  }

  @Nullable Wrong wrong(Contestant who, int owner, Means means) {
    return Wrong.of(word(who, owner, means), isSo[index(owner, means)]);
  }

  /** What we are wrong in, and why we say it. */
  String wrongs(int owner, List<Means> means) {
    StringBuilder words = new StringBuilder();
    for (Means one : means) {
      Wrong how = isUsed(owner, one) ? wrong(Contestant.GATEWAY, owner, one) : null;
      if (how != null) {
        words.append(one.tuple).append(' ').append(how.words);
        words.append(" by ").append(reasons[index(owner, one)]).append("; ");
      }
    }
    return words + "world: " + world.apply(owner);
  }

  /** Whether somebody is right in all means that count. */
  boolean isRight(Contestant who, int owner, List<Means> means) {
    return means.stream().allMatch(one -> !isUsed(owner, one) || wrong(who, owner, one) == null);
  }

  /** Counts the time that has passed. */
  void settle(int owner) {
    long now = clock.getAsLong();
    long time = now - Math.max(from, since[owner]);
    since[owner] = now;
    if (time <= 0) {
      return;
    }
    for (Means means : Means.values()) {
      if (isUsed(owner, means)) {
        count(owner, means, time);
      }
    }
  }

  private void count(int owner, Means means, long time) {
    for (Contestant who : Contestant.values()) {
      Wrong how = wrong(who, owner, means);
      if (how != null) {
        wrong[who.ordinal()][means.ordinal()][how.ordinal()] += time;
      }
    }
    Wrong ours = wrong(Contestant.GATEWAY, owner, means);
    if (ours != null && wrong(Contestant.FLOOR, owner, means) != ours) {
      boolean asked = wrong(Contestant.ASKED, owner, means) == ours;
      excess[owner] += ours == Wrong.UNKNOWN ? 0 : time;
      String cause =
          "%s %s%s | we: %s | world: %s"
              .formatted(
                  means.tuple,
                  ours.words,
                  asked ? ", nothing told" : ", told otherwise",
                  reasons[index(owner, means)],
                  world.apply(owner));
      causes.merge(cause, new Cause(cause, time, owner, time), Cause::joined);
    }
  }

  void settleAll() {
    for (int owner = 0; owner < since.length; owner++) {
      settle(owner);
    }
  }

  /** Milliseconds of the time in which somebody is wrong. */
  long wrong(Contestant who, Means means, Wrong how) {
    return wrong[who.ordinal()][means.ordinal()][how.ordinal()];
  }

  /** Presentities that have a means. */
  long users(Means means) {
    long users = 0;
    for (int owner = 0; owner < since.length; owner++) {
      users += isUsed(owner, means) ? 1 : 0;
    }
    return users;
  }

  /** Why we were wrong where the floor was not, the longest first. */
  List<Cause> causes() {
    return causes.values().stream()
        .sorted(Comparator.comparingLong(Cause::time).reversed().thenComparing(Cause::words))
        .toList();
  }

  /** Who was wrong longest where the floor was not, and falsely so. */
  List<Integer> worst(int most) {
    return java.util.stream.IntStream.range(0, excess.length)
        .boxed()
        .filter(owner -> excess[owner] > 0)
        .sorted((one, other) -> Long.compare(excess[other], excess[one]))
        .limit(most)
        .toList();
  }

  long excess(int owner) {
    return excess[owner];
  }
}
