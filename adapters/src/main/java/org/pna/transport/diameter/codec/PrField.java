package org.pna.transport.diameter.codec;

/** What is looked for in a request of Pr. */
public enum PrField {
  /** Name of the session, unique at its server; text. */
  SESSION,
  /** IMSI, 5 to 15 digits. */
  IMSI,
  /** An international number; what is none names nobody. */
  MSISDN,
  /** {@code user@realm}; what is none names nobody. */
  NAI,
  /** A {@code sip:}, {@code sips:} or {@code tel:} URI; what is none names nobody. */
  PUBLIC_IDENTITY,
  /** W-APN of a tunnel; text. */
  APN,
  /** The subscriber's IPv4 address, 4 octets. */
  IPV4,
  /** The subscriber's IPv6 prefix, as RFC 3162 clause 2.3 writes it. */
  IPV6_PREFIX,
  /** When the event happened, type Time. */
  EVENT_TIME,
  /** How long the session has lasted, in seconds, type Unsigned32. */
  SESSION_TIME
}
