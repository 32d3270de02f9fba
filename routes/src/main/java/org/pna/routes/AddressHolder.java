package org.pna.routes;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who has or had an IP address.
 *
 * @param presentity URI
 * @param since when his session began, by its gateway's clock
 * @param until when it ended; null: it goes on
 */
public record AddressHolder(String presentity, Instant since, @Nullable Instant until) {
  @Override
  public String toString() {
    return "AddressHolder";
  }
}
