package org.pna.model.message.accounting;

import org.jspecify.annotations.Nullable;

/** Acct-Status-Type (RFC 2866 clause 5.1), as far as TS 29.061 uses it. */
public enum AccountingStatus {
  START(1, "Start"),
  STOP(2, "Stop"),
  INTERIM_UPDATE(3, "Interim-Update"),
  ACCOUNTING_ON(7, "Accounting-On"),
  ACCOUNTING_OFF(8, "Accounting-Off");

  private final int value;
  private final String specName;

  AccountingStatus(int value, String specName) {
    this.value = value;
    this.specName = specName;
  }

  /** The number on the wire. */
  public int value() {
    return value;
  }

  /** The value's name in the specification. */
  public String specName() {
    return specName;
  }

  /** Whether it speaks of the whole NAS and not of one session. */
  public boolean isOfNas() {
    return this == ACCOUNTING_ON || this == ACCOUNTING_OFF;
  }

  /** The status of a number, or null for any other number. */
  public static @Nullable AccountingStatus of(int value) {
    return switch (value) {
      case 1 -> START;
      case 2 -> STOP;
      case 3 -> INTERIM_UPDATE;
      case 7 -> ACCOUNTING_ON;
      case 8 -> ACCOUNTING_OFF;
      default -> null;
    };
  }
}
