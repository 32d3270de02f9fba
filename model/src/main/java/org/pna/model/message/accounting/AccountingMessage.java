package org.pna.model.message.accounting;

import org.pna.model.Source;
import org.pna.model.message.Fingerprint;
import org.pna.model.message.Origin;

/**
 * An Accounting-Request (RFC 2866 clause 4.1), or what a Diameter server tells in its place: of one
 * session, or of a whole NAS.
 */
public sealed interface AccountingMessage permits AccountingRequest, NasEvent {
  /** Gi of a GGSN, SGi of a PGW (TS 23.141 clause 4.3.11). */
  Source PK = new Source("pk");

  /** Wi of a PDG (TS 23.141 clause 4.3.13). */
  Source PP = new Source("pp");

  /** 3GPP AAA server (TS 23.141 clause 4.3.12). */
  Source PR = new Source("pr");

  /** When and where it was heard. */
  Origin origin();

  /**
   * What a repeat has in common with it: NAS, Acct-Session-Id, status type and Event-Timestamp
   * (rule T2), and in RADIUS, whose time stamps tell whole seconds, the access network. Without an
   * Event-Timestamp, that of a session's request is of all its attributes but Acct-Delay-Time and
   * Proxy-State, and that of a NAS of its authenticator.
   */
  Fingerprint fingerprint();

  /** The reference point that its sender is configured for. */
  Source source();

  /** Name of the command, or of what else told it, as evidence has it. */
  String operation();

  /** Acct-Status-Type, the raw number. */
  int statusType();

  /** Who speaks. */
  Nas nas();

  /** Its own times. */
  AccountingTimes times();
}
