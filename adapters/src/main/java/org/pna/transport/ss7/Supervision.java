package org.pna.transport.ss7;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When to look at what is tracked: a wheel of seconds. Whatever is due beyond one turn is looked at
 * once a turn.
 */
final class Supervision {
  private static final int SLOTS = 1024;

  private final @Nullable Tracked[] heads = new Tracked[SLOTS];
  private long reached;

  Supervision(long now) {
    reached = now;
  }

  /**
   * Has something looked at, instead of when it was to be before.
   *
   * @param due seconds since 1970
   */
  synchronized void schedule(Tracked tracked, long due) {
    cancel(tracked);
    long at = Math.min(Math.max(due, reached + 1), reached + SLOTS - 1);
    int slot = (int) (at % SLOTS);
    Tracked head = heads[slot];
    tracked.slot = slot;
    tracked.next = head;
    tracked.previous = null;
    if (head != null) {
      head.previous = tracked;
    }
    heads[slot] = tracked;
  }

  /** Has it looked at no more. */
  synchronized void cancel(Tracked tracked) {
    if (tracked.slot < 0) {
      return;
    }
    if (tracked.previous == null) {
      heads[tracked.slot] = tracked.next;
    } else {
      tracked.previous.next = tracked.next;
    }
    if (tracked.next != null) {
      tracked.next.previous = tracked.previous;
    }
    tracked.slot = -1;
    tracked.next = null;
    tracked.previous = null;
  }

  /**
   * Takes out what is due by now.
   *
   * @param most that are wanted at a time; the others stay due
   */
  synchronized List<Tracked> due(long now, int most) {
    List<Tracked> due = new ArrayList<>();
    if (now - reached > SLOTS) {
      reached = now - SLOTS; // after a leap of the clock one turn finds everything
    }
    reached = Math.min(reached, now); // and goes on from where it was set back to
    while (reached < now) {
      int slot = (int) ((reached + 1) % SLOTS);
      for (Tracked head = heads[slot]; head != null; head = heads[slot]) {
        if (due.size() == most) {
          return due;
        }
        cancel(head);
        due.add(head);
      }
      reached++;
    }
    return due;
  }
}
