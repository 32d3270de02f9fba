package org.pna.truth;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

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
  private static final int MISSED = 12;
  private static final List<Means> JUDGED = List.of(Means.VOICE, Means.DATA, Means.IMS);

  /**
   * How many of the watched somebody had right after a fault.
   *
   * @param within a quarter of an hour, as {@link Recovery} counts them
   * @param then at the end of it
   */
  record Right(long within, long then) {}

  /**
   * How the watched were after a fault.
   *
   * @param missed whom the floor had right and we had not, in words
   */
  record Repaired(
      String fault, long began, long watched, Map<Contestant, Right> right, List<String> missed) {
    long within(Contestant who) {
      return Objects.requireNonNull(right.get(who)).within();
    }

    private String words() {
      StringBuilder words = new StringBuilder();
      right.forEach(
          (who, count) ->
              words.append(
                  "; %s %d, at its end %d".formatted(who.words, count.within(), count.then())));
      return words.toString();
    }
  }

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
      long right = one.within(Contestant.GATEWAY);
      if (right < REPAIRED * one.watched()) {
        faults.add(
            new Fault(
                one.fault(),
                "within 15 minutes %d of %d watched are right".formatted(right, one.watched())));
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
          "%s at %s: of %d watched right within 15 minutes of its end%s%n"
              .formatted(
                  one.fault(),
                  Timeline.BEGINNING.plusMillis(one.began()),
                  one.watched(),
                  one.words()));
      one.missed().stream()
          .limit(MISSED)
          .forEach(who -> text.append("    ").append(who).append('\n'));
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
