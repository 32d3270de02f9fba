package org.pna.publisher.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.pna.model.message.Fingerprint;

/**
 * A message that was taken, remembered for as long as it may be repeated (rule T2). There are many
 * of each presentity, so it is but one object.
 */
public final class Heard {
  private final long high;
  private final long low;
  private final long seconds;
  private final int nanos;

  /**
   * @param fingerprint what a repeat has in common with it
   * @param time when it was heard
   */
  public Heard(Fingerprint fingerprint, Instant time) {
    high = fingerprint.high();
    low = fingerprint.low();
    seconds = time.getEpochSecond();
    nanos = time.getNano();
  }

  /** Whether a message with that fingerprint repeats it. */
  public boolean isSameAs(Fingerprint fingerprint) {
    return high == fingerprint.high() && low == fingerprint.low();
  }

  /** Whether it was heard in a span of time, both ends included. */
  public boolean isBetween(Instant earliest, Instant latest) {
    return compare(earliest) >= 0 && compare(latest) <= 0;
  }

  private int compare(Instant other) {
    int order = Long.compare(seconds, other.getEpochSecond());
    return order == 0 ? nanos - other.getNano() : order;
  }

  void write(ByteWriter out) {
    out.octets(high).octets(low).instant(seconds, nanos);
  }

  /** What a repeat has in common with it. */
  public Fingerprint fingerprint() {
    return new Fingerprint(high, low);
  }

  /** When it was heard. */
  public Instant time() {
    return Instant.ofEpochSecond(seconds, nanos);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Heard heard
        && high == heard.high
        && low == heard.low
        && seconds == heard.seconds
        && nanos == heard.nanos;
  }

  @Override
  public int hashCode() {
    return (int) low;
  }

  @Override
  public String toString() {
    return "Heard[" + fingerprint() + ", " + time() + ']';
  }
}
