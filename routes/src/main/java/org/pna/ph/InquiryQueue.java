package org.pna.ph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What waits for one register: by priority, and in the order of asking within it. Each eighth goes
 * to whoever has waited longest, so that nobody waits for ever. Not safe for use by many threads.
 */
final class InquiryQueue {
  private static final int FAIR = 8;

  private static final List<Priority> LEAST_FIRST;

  static {
    List<Priority> all = new ArrayList<>(List.of(Priority.values()));
    Collections.reverse(all);
    LEAST_FIRST = List.copyOf(all);
  }

  private record Waiting(Inquiry inquiry, long number) {}

  private final Map<Priority, Deque<Waiting>> waiting = new EnumMap<>(Priority.class);
  private long number;
  private int turn;

  InquiryQueue() {
    for (Priority priority : Priority.values()) {
      waiting.put(priority, new ArrayDeque<>());
    }
  }

  void add(Inquiry inquiry) {
    of(inquiry.priority).addLast(new Waiting(inquiry, number++));
  }

  /** Takes it out; false if it is not here. */
  boolean remove(Inquiry inquiry) {
    return of(inquiry.priority).removeIf(one -> one.inquiry() == inquiry);
  }

  /**
   * Takes the next.
   *
   * @param urgent only those that somebody waits for
   * @return null if there is none
   */
  @Nullable Inquiry poll(boolean urgent) {
    Deque<Waiting> byHand = of(Priority.BY_HAND);
    if (urgent || !byHand.isEmpty()) {
      Waiting first = byHand.pollFirst();
      return first == null ? null : first.inquiry();
    }
    turn = (turn + 1) % FAIR;
    Deque<Waiting> chosen = null;
    for (Deque<Waiting> each : waiting.values()) {
      Waiting first = each.peekFirst();
      Waiting best = chosen == null ? null : chosen.peekFirst();
      if (first != null && (best == null || (turn == 0 && first.number() < best.number()))) {
        chosen = each;
      }
    }
    Waiting next = chosen == null ? null : chosen.pollFirst();
    return next == null ? null : next.inquiry();
  }

  /** Takes out the youngest of the least, if that is less than a priority; null if none is. */
  @Nullable Inquiry displace(Priority priority) {
    for (Priority each : LEAST_FIRST) {
      if (each == priority) {
        return null;
      }
      Waiting last = of(each).pollLast();
      if (last != null) {
        return last.inquiry();
      }
    }
    return null;
  }

  void clear() {
    waiting.values().forEach(Deque::clear);
  }

  /** Whether {@link #poll} gives one. */
  boolean hasNext(boolean urgent) {
    return urgent ? !of(Priority.BY_HAND).isEmpty() : size() > 0;
  }

  /** How many wait. */
  int size() {
    int size = 0;
    for (Deque<Waiting> each : waiting.values()) {
      size += each.size();
    }
    return size;
  }

  private Deque<Waiting> of(Priority priority) {
    Deque<Waiting> found = waiting.get(priority);
    if (found == null) {
      throw new IllegalStateException("every priority has its own");
    }
    return found;
  }
}
