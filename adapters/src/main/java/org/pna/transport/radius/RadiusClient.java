package org.pna.transport.radius;

import org.pna.model.Source;

/**
 * A NAS, or a proxy in front of some, whose accounting is taken.
 *
 * @param network where its requests come from; where networks overlap, the smallest that holds the
 *     address counts
 * @param secret shared with it, not empty
 * @param source the reference point that it speaks on: {@code pk}, {@code pp} or {@code pr}
 */
public record RadiusClient(IpNetwork network, String secret, Source source) {
  public RadiusClient {
    if (secret.isEmpty()) {
      throw new IllegalArgumentException(network + ": the shared secret is empty");
    }
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return network + " (" + source + ')';
  }
}
