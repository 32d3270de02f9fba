package org.pna.publisher.store;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pna.publisher.store.DomainFacts.Means;

/**
 * The calls or the data sessions of one domain.
 *
 * @param open those that are followed, the last begun or answered last
 * @param participation whether the subscriber takes part in a call, as is published; UNKNOWN:
 *     nothing is, as always in the packet-switched domain
 * @param lastEnd when one was last heard to be over; null when never
 */
public record Sessions(List<Session> open, Means participation, @Nullable Instant lastEnd) {
  /** Nothing heard of any. */
  public static final Sessions NONE = new Sessions(List.of(), Means.UNKNOWN, null);

  public Sessions {
    open = List.copyOf(open);
  }

  /** Whether there are none, and nothing is published of any. */
  public boolean sayNothing() {
    return open.isEmpty() && participation == Means.UNKNOWN;
  }

  /** The same with others open. */
  public Sessions with(List<Session> others) {
    return new Sessions(others, participation, lastEnd);
  }

  /** The newest that goes on, or null. */
  public @Nullable Session active() {
    return newest(Session.State.ACTIVE);
  }

  /** The newest of which nobody tells any more, or null. */
  public @Nullable Session lost() {
    return newest(Session.State.LOST);
  }

  /** What goes on or may go on: the newest that does, else the newest that is lost; or null. */
  public @Nullable Session going() {
    Session active = active();
    return active == null ? lost() : active;
  }

  private @Nullable Session newest(Session.State state) {
    for (int i = open.size() - 1; i >= 0; i--) {
      if (open.get(i).state() == state) {
        return open.get(i);
      }
    }
    return null;
  }
}
