package org.pna.publisher.pidf;

import java.time.Duration;
import java.time.Instant;
import org.pna.model.Position;

/**
 * Where a device is, by coordinates (PIDF-LO, RFC 4119 and RFC 5491).
 *
 * @param position the place
 * @param retainUntil when whoever was told is to forget it (retention-expiry)
 */
public record GeodeticLocation(Position position, Instant retainUntil) {
  /**
   * Whether the two say the same to a watcher. The same place, told again, is news once half of the
   * time is over for which the watcher may keep it: else he would have to forget what still holds.
   */
  boolean saysTheSameAs(GeodeticLocation other) {
    Instant time = position.time();
    Duration half = Duration.between(time, retainUntil).dividedBy(2);
    Duration apart = Duration.between(time, other.position.time()).abs();
    return position.at(other.position.time()).equals(other.position)
        && (apart.isZero() || apart.compareTo(half) < 0);
  }
}
