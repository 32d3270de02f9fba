package org.pna.ph;

import java.util.List;

/**
 * A home location register that we may ask.
 *
 * @param name the operator's
 * @param link over which it is reached
 * @param globalTitle E.164 digits
 * @param imsiPrefixes beginnings of the IMSIs it holds; none: it holds all that no other does
 * @param gsmScfAddress our own address as it knows it, E.164 digits: that of the link
 * @param interrogations a second at most, 1 to 10,000
 * @param modifications and subscription interrogations a second at most, 1 to 10,000
 */
public record Hlr(
    String name,
    String link,
    String globalTitle,
    List<String> imsiPrefixes,
    String gsmScfAddress,
    int interrogations,
    int modifications) {
  public Hlr {
    imsiPrefixes = List.copyOf(imsiPrefixes);
  }
}
