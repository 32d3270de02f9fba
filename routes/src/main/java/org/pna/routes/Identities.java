package org.pna.routes;

import java.util.List;
import org.pna.model.SubscriberId;

/** Whose presentity a subscriber is (TS 23.141 clause 5.2.2.1). Safe for use by many threads. */
public interface Identities {
  /**
   * Looks a subscriber up by all the names that one message gives.
   *
   * @param names at least one
   */
  Identification identify(List<SubscriberId> names);
}
