package org.pna.transport.meters;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;

/** Warnings that a hostile peer can cause: one line a period, which counts those left out. */
final class RateLimitedLog {
  private final Logger logger;
  private final long period;
  private final LongSupplier nanos;
  private final AtomicLong next;
  private final AtomicLong suppressed = new AtomicLong();

  RateLimitedLog(Logger logger, Duration period, LongSupplier nanos) {
    this.logger = logger;
    this.period = period.toNanos();
    this.nanos = nanos;
    this.next = new AtomicLong(nanos.getAsLong());
  }

  /**
   * Writes a line, or counts it.
   *
   * @param what without any identity
   */
  void warn(String what) {
    long now = nanos.getAsLong();
    long due = next.get();
    if (now - due < 0 || !next.compareAndSet(due, now + period)) {
      suppressed.incrementAndGet();
      return;
    }
    long before = suppressed.getAndSet(0);
    if (before == 0) {
      logger.warn("{}", what);
    } else {
      logger.warn("{} ({} more since the last line)", what, before);
    }
  }
}
