package org.pna.normalise;

/**
 * How networks are called in op:network/@id. No registry fixes these names, so the operator does.
 *
 * @param cs circuit-switched network, {@code 3GPP-CS} by default
 * @param ps packet-switched network, {@code 3GPP-PS} by default
 */
public record NetworkNames(String cs, String ps) {
  public static final NetworkNames DEFAULT = new NetworkNames("3GPP-CS", "3GPP-PS");
}
