package org.pna.pl;

import java.time.Instant;
import java.util.Comparator;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Who is to be asked about at one location server, the earliest first. Guarded by its owner. */
final class GmlcDesk {
  final GmlcRoom room;
  private final NavigableSet<Target> waiting =
      new TreeSet<>(
          Comparator.<Target, Instant>comparing(target -> Objects.requireNonNull(target.due))
              .thenComparingLong(target -> target.number));

  GmlcDesk(GmlcRoom room) {
    this.room = room;
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
    if (waiting.isEmpty()) {
      return null;
    }
    Target first = waiting.first();
    if (Objects.requireNonNull(first.due).isAfter(now) || !room.take(now)) {
      return null;
    }
    schedule(first, null);
    return first;
  }

  int waiting() {
    return waiting.size();
  }
}
