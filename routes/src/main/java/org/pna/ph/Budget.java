package org.pna.ph;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;

/**
 * How much one register is asked (rule S5): in no second more than the rate, and in no tenth of a
 * second more than a tenth of it. Trouble halves the rate, once in ten seconds at most and never
 * below one; each answer gives a little of it back, all of it in about a minute. Safe for use by
 * many threads.
 */
public final class Budget {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();
  private static final int PARTS = 10;
  private static final Duration BETWEEN_HALVINGS = Duration.ofSeconds(10);
  private static final double RECOVERY_SECONDS = 60;

  private final int limit;
  private final long[] sent; // a ring of the last times
  private long count;
  private double rate;
  private Instant halved = Instant.MIN;
  private Instant closedUntil = Instant.MIN;

  /**
   * @param limit a second, at least 1
   */
  public Budget(int limit) {
    this.limit = limit;
    this.rate = limit;
    this.sent = new long[limit];
  }

  /** Takes one if there is one. */
  public synchronized boolean take(Instant now) {
    if (now.isBefore(closedUntil)) {
      return false;
    }
    long nanos = ChronoUnit.NANOS.between(Instant.EPOCH, now);
    if (count > 0 && nanos < sentBefore(1)) { // the clock was put back
      Arrays.fill(sent, nanos);
      return false;
    }
    int whole = rate();
    if (!isRoom(whole, SECOND, nanos)
        || !isRoom((whole + PARTS - 1) / PARTS, SECOND / PARTS, nanos)) {
      return false;
    }
    sent[(int) (count++ % limit)] = nanos;
    return true;
  }

  private boolean isRoom(int most, long span, long now) {
    return count < most || now - sentBefore(most) >= span;
  }

  /** When the one was sent that lies so many back, the last being 1. */
  private long sentBefore(int back) {
    return sent[(int) ((count - back) % limit)];
  }

  /** An answer came. */
  public synchronized void answered() {
    rate = Math.min(limit, rate + limit / (RECOVERY_SECONDS * rate));
  }

  /** The register is in trouble. */
  public synchronized void troubled(Instant now) {
    if (!now.isBefore(halved) && now.isBefore(halved.plus(BETWEEN_HALVINGS))) {
      return;
    }
    halved = now;
    rate = Math.max(1, rate / 2);
  }

  /** Gives none until then. */
  public synchronized void close(Instant until) {
    closedUntil = until;
  }

  /** How many a second it gives now. */
  public synchronized int rate() {
    return Math.max(1, (int) rate);
  }
}
