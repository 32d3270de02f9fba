package org.pna.truth;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a run showed, and whether that is accepted. */
record TruthReport(
    long seed,
    int subscribers,
    long time,
    Scoreboard scores,
    List<Repaired> repaired,
    WorldRegisters registers,
    Map<String, Integer> rates,
    long sent,
    long lost,
    long delivered) {
  private static final double FLOORS = 1.1;
  private static final double BESIDE = 0.0005;
  private static final double REPAIRED = 0.99;
  private static final double HOUR = WorldSettings.HOUR;
  private static final int CAUSES = 25;
  private static final int WORST = 10;
  private static final List<Means> JUDGED = List.of(Means.VOICE, Means.DATA, Means.IMS);

  /**
   * How the watched were a quarter of an hour after a fault.
   *
   * @param right how many were right in our word; and in the floor's; and in the floor's of what
   *     was asked
   */
  record Repaired(
      String fault, long began, long watched, long right, long floor, long both, long asked) {}

  /**
   * Something that is not accepted.
   *
   * @param what always the same words for the same
   * @param words with figures
   */
  record Fault(String what, String words) {}

  double share(Contestant who, Means means, Wrong how) {
    double all = (double) scores.users(means) * time;
    return all == 0 ? 0 : scores.wrong(who, means, how) / all;
  }

  /** What is not accepted, in words; empty if all is. */
  List<Fault> faults() {
    List<Fault> faults = new ArrayList<>();
    for (Means means : JUDGED) {
      for (Wrong how : List.of(Wrong.FALSE_REACHABLE, Wrong.FALSE_UNREACHABLE)) {
        double most = FLOORS * share(Contestant.FLOOR, means, how) + BESIDE;
        double ours = share(Contestant.GATEWAY, means, how);
        if (ours > most) {
          faults.add(
              new Fault(
                  means.tuple + " " + how.words,
                  "%s, accepted %s".formatted(percent(ours), percent(most))));
        }
      }
    }
    for (Repaired one : repaired) {
      if (one.right() < REPAIRED * one.watched()) {
        faults.add(
            new Fault(
                one.fault(),
                "after 15 minutes %d of %d watched are right"
                    .formatted(one.right(), one.watched())));
      }
    }
    rates.forEach(
        (register, rate) -> {
          if (registers.mostInASecond(register) > rate) {
            faults.add(
                new Fault(
                    register,
                    "asked %d times within a second, %d are allowed"
                        .formatted(registers.mostInASecond(register), rate)));
          }
        });
    return faults;
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.3f %%", share * 100);
  }

  String text() {
    StringBuilder text = new StringBuilder();
    text.append(
        "seed %d, %d subscribers, %.1f hours; %d messages sent, %d lost, %d delivered%n"
            .formatted(seed, subscribers, time / HOUR, sent, lost, delivered));
    text.append(
        "%-12s %-18s %12s %18s %12s %24s%n"
            .formatted(
                "",
                "% of subscriber time",
                "gateway",
                "last writer wins",
                "floor",
                "floor of what was asked"));
    for (Means means : Means.values()) {
      for (Wrong how : Wrong.values()) {
        text.append("%-12s %-18s".formatted(means.tuple, how.words));
        for (Contestant who : Contestant.values()) {
          text.append(" %14s".formatted(percent(share(who, means, how))));
        }
        text.append('\n');
      }
    }
    for (Repaired one : repaired) {
      text.append(
          "%s at %s: 15 minutes after its end right of %d watched: %d, floor %d, both %d, floor of what was asked %d%n"
              .formatted(
                  one.fault(),
                  Timeline.BEGINNING.plusMillis(one.began()),
                  one.watched(),
                  one.right(),
                  one.floor(),
                  one.both(),
                  one.asked()));
    }
    rates.forEach(
        (register, rate) ->
            text.append(
                "%s: %d requests, at most %d within a second, %d allowed%n"
                    .formatted(
                        register,
                        registers.asked(register),
                        registers.mostInASecond(register),
                        rate)));
    text.append("where we were wrong and the floor was not, presentity hours:\n");
    scores.causes().stream()
        .limit(CAUSES)
        .forEach(
            cause ->
                text.append(
                    String.format(
                        Locale.ROOT,
                        "%9.1f  %s | most of %d%n",
                        cause.time() / HOUR,
                        cause.words(),
                        cause.owner())));
    text.append("most falsely said of, to be explained by their number:");
    scores
        .worst(WORST)
        .forEach(
            owner -> text.append(" %d (%.1f h)".formatted(owner, scores.excess(owner) / HOUR)));
    text.append('\n');
    List<Fault> faults = faults();
    faults.forEach(
        fault -> text.append("NOT ACCEPTED: %s: %s%n".formatted(fault.what(), fault.words())));
    text.append(faults.isEmpty() ? "accepted\n" : "");
    return text.toString();
  }
}
