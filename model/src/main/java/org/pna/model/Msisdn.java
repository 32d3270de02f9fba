package org.pna.model;

/**
 * Mobile Subscriber ISDN number (TS 23.003 clause 3.3).
 *
 * @param digits international, without {@code +}, 1 to 15 decimal digits
 */
public record Msisdn(String digits) implements SubscriberId {
  @Override
  public String toString() {
    return "Msisdn";
  }
}
