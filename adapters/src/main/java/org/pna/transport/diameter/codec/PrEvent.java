package org.pna.transport.diameter.codec;

/** What a request of Pr can tell. */
public enum PrEvent {
  /** A session begins: a tunnel if it names an access point, else an attachment. */
  START,
  /** A session goes on. */
  INTERIM,
  /** A session ends. */
  STOP,
  /** The subscriber is attached to the wireless LAN; there is one attachment at each server. */
  ATTACH,
  /** He no longer is. */
  DETACH,
  /** Nothing that matters here: it is answered, and no more. */
  IGNORE
}
