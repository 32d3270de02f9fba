package org.pna.model.message;

/** One component by which the network tells something of a subscriber. */
public interface NetworkMessage {
  /** When and where it was heard. */
  Origin origin();

  /** What a repeat of it has in common with it. */
  Fingerprint fingerprint();
}
