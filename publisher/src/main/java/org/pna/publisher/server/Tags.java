package org.pna.publisher.server;

import java.security.SecureRandom;

/**
 * Makes tags that nobody guesses (RFC 3261 clause 19.3): whoever has one can end a subscription.
 */
final class Tags {
  private static final SecureRandom RANDOM = new SecureRandom();

  private Tags() {}

  static String next() {
    return Long.toUnsignedString(RANDOM.nextLong(), 36);
  }
}
