package org.pna.routes;

import java.util.List;
import org.pna.model.Evidence;
import org.pna.model.SubscriberId;
import org.pna.model.message.NetworkMessage;

/** Whose presentity a subscriber is (TS 23.141 clause 5.2.2.1). Safe for use by many threads. */
public interface Identities {
  /**
   * Looks a subscriber up by all the names that one message gives.
   *
   * @param names at least one
   */
  Identification identify(List<SubscriberId> names);

  /**
   * The names of a message, and the IMSI that they stand for where it gives neither IMSI nor number
   * and the presentity has that one alone: so that what is known by another name is kept with the
   * SIM it belongs to from the first.
   *
   * @param presentity whose names they are
   */
  default List<SubscriberId> completed(List<SubscriberId> names, String presentity) {
    return names;
  }

  /**
   * A message has been identified.
   *
   * @param names that it gives
   * @param found whose they are
   */
  default void heard(
      NetworkMessage message, List<SubscriberId> names, Identification found, Evidence evidence) {}
}
