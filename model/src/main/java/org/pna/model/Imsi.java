package org.pna.model;

/**
 * International Mobile Subscriber Identity (TS 23.003 clause 2.2).
 *
 * @param digits 5 to 15 decimal digits
 */
public record Imsi(String digits) implements SubscriberId {
  @Override
  public String toString() {
    return "Imsi";
  }
}
