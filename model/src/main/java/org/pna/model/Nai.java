package org.pna.model;

/**
 * Network Access Identifier (TS 23.003 clause 14.3).
 *
 * @param value {@code user@realm}
 */
public record Nai(String value) implements SubscriberId {
  @Override
  public String toString() {
    return "Nai";
  }
}
