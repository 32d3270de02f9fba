package org.pna.publisher.pidf;

import java.time.Instant;

/** One addressable part of a presence document. */
public sealed interface Element permits Tuple, Person, Device {
  /** The element's xs:ID: stable, unique in the document, letter first. */
  String id();

  /** When its content last changed. */
  Instant timestamp();

  /** The same element with another time stamp. */
  Element at(Instant timestamp);

  /** Whether the two say the same, time stamps aside. */
  default boolean saysTheSameAs(Element other) {
    return at(other.timestamp()).equals(other);
  }
}
