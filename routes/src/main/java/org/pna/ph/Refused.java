package org.pna.ph;

import java.util.HashSet;
import java.util.Set;
import org.pna.model.SubscriberId;

/**
 * Of whom a register refused to tell since it told anything. One may be barred alone; of several in
 * a row it is that we may ask about nobody.
 */
final class Refused {
  private static final int SEVERAL = 3;

  private final Set<SubscriberId> subscribers = new HashSet<>();

  /** Adds one; tells whether they are several now. */
  boolean add(SubscriberId subscriber) {
    if (subscribers.size() < SEVERAL) {
      subscribers.add(subscriber);
    }
    return subscribers.size() == SEVERAL;
  }

  /** It told. */
  void clear() {
    subscribers.clear();
  }
}
