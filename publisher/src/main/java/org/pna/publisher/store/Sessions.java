package org.pna.publisher.store;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pna.publisher.store.DomainFacts.Means;

/**
 * The calls or the data sessions of one domain.
 *
 * @param open those that are followed, the last begun or answered last
 * @param participation whether the subscriber takes part in a call, as is published; UNKNOWN:
 *     nothing is, as always in the packet-switched domain
 */
public record Sessions(List<Session> open, Means participation) {
  /** Nothing heard of any. */
  public static final Sessions NONE = new Sessions(List.of(), Means.UNKNOWN);

  public Sessions {
    open = List.copyOf(open);
  }

  /** The newest that goes on, or null. */
  public @Nullable Session active() {
    return newest(Session.State.ACTIVE);
  }

  /** What goes on or may go on: the newest that does, else the newest that is lost; or null. */
  public @Nullable Session going() {
    Session active = active();
    return active == null ? newest(Session.State.LOST) : active;
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
