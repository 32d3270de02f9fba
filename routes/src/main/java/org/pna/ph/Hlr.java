package org.pna.ph;

import java.util.List;

/**
 * A home location register, or the home subscriber server that is one, that we may ask.
 *
 * @param name the operator's
 * @param way how it is reached
 * @param imsiPrefixes beginnings of the IMSIs it holds; none: it holds all that no other does
 * @param interrogations requests about state and location a second at most, 1 to 10,000
 */
public record Hlr(String name, Way way, List<String> imsiPrefixes, int interrogations) {
  public Hlr {
    imsiPrefixes = List.copyOf(imsiPrefixes);
  }

  /** One that is reached by MAP; see {@link Way.Map}. */
  public Hlr(
      String name,
      String link,
      String globalTitle,
      List<String> imsiPrefixes,
      String gsmScfAddress,
      int interrogations,
      int modifications) {
    this(
        name,
        new Way.Map(link, globalTitle, gsmScfAddress, modifications),
        imsiPrefixes,
        interrogations);
  }

  /** Whether CSIs can be armed there. */
  public boolean isArmable() {
    return way instanceof Way.Map;
  }

  private Way.Map map() {
    if (way instanceof Way.Map map) {
      return map;
    }
    throw new IllegalStateException(name + " is not reached by MAP");
  }

  /**
   * Its address.
   *
   * @throws IllegalStateException if it is not reached by MAP
   */
  String globalTitle() {
    return map().globalTitle();
  }

  /**
   * Our own address as it knows it.
   *
   * @throws IllegalStateException if it is not reached by MAP
   */
  String gsmScfAddress() {
    return map().gsmScfAddress();
  }

  /**
   * Modifications and subscription interrogations a second at most.
   *
   * @throws IllegalStateException if it is not reached by MAP
   */
  int modifications() {
    return map().modifications();
  }
}
