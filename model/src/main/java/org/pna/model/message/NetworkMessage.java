package org.pna.model.message;

import java.util.List;
import org.pna.model.SubscriberId;

/** One component by which the network tells something of a subscriber. */
public interface NetworkMessage {
  /** When and where it was heard. */
  Origin origin();

  /** The names that it gives its subscriber, at least one. */
  List<SubscriberId> subscriber();

  /** What a repeat of it has in common with it. */
  Fingerprint fingerprint();
}
