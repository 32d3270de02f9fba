package org.pna.model;

/**
 * IMS public user identity (TS 23.003 clause 13.4).
 *
 * @param uri a {@code sip:}, {@code sips:} or {@code tel:} URI
 */
public record PublicIdentity(String uri) implements SubscriberId {
  @Override
  public String toString() {
    return "PublicIdentity";
  }
}
