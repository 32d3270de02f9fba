package org.pna.pl;

import java.time.Instant;
import java.util.Comparator;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.pna.ph.Budget;

/** Who is to be asked about at one location server, the earliest first. Guarded by its owner. */
final class GmlcDesk {
  final Gmlc gmlc;
  final Budget budget;
  private final NavigableSet<Target> waiting =
      new TreeSet<>(
          Comparator.<Target, Instant>comparing(target -> Objects.requireNonNull(target.due))
              .thenComparingLong(target -> target.number));
  private int underWay;

  GmlcDesk(Gmlc gmlc) {
    this.gmlc = gmlc;
    this.budget = new Budget(gmlc.rate());
  }

  /** To be asked about then; null: not. */
  void schedule(Target target, @Nullable Instant due) {
    if (target.due != null) {
      waiting.remove(target);
    }
    target.due = due;
    if (due != null) {
      waiting.add(target);
    }
  }

  /** The next that may go now; null if there is none, or no room. */
  @Nullable Target next(Instant now) {
    if (waiting.isEmpty() || underWay >= gmlc.pending()) {
      return null;
    }
    Target first = waiting.first();
    if (Objects.requireNonNull(first.due).isAfter(now) || !budget.take(now)) {
      return null;
    }
    schedule(first, null);
    underWay++;
    return first;
  }

  void ended() {
    underWay--;
  }

  int underWay() {
    return underWay;
  }

  int waiting() {
    return waiting.size();
  }
}
