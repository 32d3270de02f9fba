package org.pna.model.message.accounting;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a request says of time. It orders events of the same session only (rule T3).
 *
 * @param eventTimestamp Event-Timestamp (RFC 2869 clause 5.3); null when absent
 * @param delay Acct-Delay-Time (RFC 2866 clause 5.2): how long the sender has been trying; null
 *     when absent
 * @param sessionTime Acct-Session-Time (RFC 2866 clause 5.7): how long the session has lasted; null
 *     when absent
 */
public record AccountingTimes(
    @Nullable Instant eventTimestamp, @Nullable Duration delay, @Nullable Duration sessionTime) {
  private static final Duration EARLIEST = Duration.ofMinutes(10);

  /**
   * When the event happened as its sender says, to be compared with another of the same session:
   * Event-Timestamp, else receipt less the delay; never after receipt nor more than ten minutes
   * before it.
   *
   * @param received time of receipt
   */
  public Instant order(Instant received) {
    Instant earliest = received.minus(EARLIEST);
    Instant told = received;
    if (eventTimestamp != null) {
      told = eventTimestamp;
    } else if (delay != null) {
      told = received.minus(delay);
    }
    if (told.isAfter(received)) {
      return received;
    }
    return told.isBefore(earliest) ? earliest : told;
  }
}
