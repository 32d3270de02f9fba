package org.pna.publisher.store;

/** What is kept beside the presentities. */
public enum TableName {
  /** The presence server's subscriptions. */
  SUBSCRIPTIONS('s'),
  /** Subscribers and nodes of which something was missed (rule T1). */
  SUSPECTS('x'),
  /** Whose reports the home location registers are to send us, and whether they do (rule S5). */
  ARMING('a'),
  /** Whose states the home subscriber servers are to tell us, and how far that is. */
  STATE_SUBSCRIPTIONS('i'),
  /** Calls and GPRS sessions that are open (rules S2 and S3). */
  CAP_DIALOGUES('c'),
  /** Whose accounting by gateways is answered, and no more (TS 23.141 clause 4.3.2). */
  ACCOUNTING_OFF('o'),
  /** Our subscriptions to registrations at S-CSCFs. */
  REG_SUBSCRIPTIONS('r'),
  /** Names that suppliers told of, and whose they are. */
  LEARNED_NAMES('n'),
  /** Of whom no registrations are subscribed to (TS 23.141 clause 4.3.2). */
  REG_OFF('q');

  private final char prefix;

  TableName(char prefix) {
    this.prefix = prefix;
  }

  /** The first octet of its keys; p, h and w are the presentities' own. */
  char prefix() {
    return prefix;
  }
}
