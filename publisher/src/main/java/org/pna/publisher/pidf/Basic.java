package org.pna.publisher.pidf;

/** PIDF basic status (RFC 3863 clause 4.1.4). */
public enum Basic {
  OPEN,
  CLOSED
}
