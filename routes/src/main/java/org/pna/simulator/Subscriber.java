package org.pna.simulator;

/**
 * A handset's subscription.
 *
 * @param imsi digits
 * @param msisdn international digits without {@code +}
 */
public record Subscriber(String imsi, String msisdn) {
  /**
   * The subscriber of a number, in the test network 240-99.
   *
   * @param number 0 to 99,999,999
   */
  public static Subscriber numbered(int number) {
    return new Subscriber(String.format("2409900%08d", number), String.format("4670%08d", number));
  }

  /** The URI that the gateway gives a subscriber whom no directory names. */
  public String telUri() {
    return "tel:+" + msisdn;
  }
}
