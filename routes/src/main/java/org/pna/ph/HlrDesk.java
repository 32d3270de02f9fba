package org.pna.ph;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What is on its way to one register; touched under the questioner's lock only. */
final class HlrDesk {
  /** How long a register that does not allow us to ask is left alone. */
  private static final Duration LEFT_ALONE = Duration.ofHours(1);

  /** Requests under way for each that may go in a second: half a minute's would do no good. */
  private static final int PER_RATE = 10;

  final Hlr hlr;
  final InquiryQueue queue = new InquiryQueue();
  int underWay;
  private @Nullable Instant closedUntil;

  HlrDesk(Hlr hlr) {
    this.hlr = hlr;
  }

  boolean hasRoom(int rate) {
    return underWay < rate * PER_RATE;
  }

  boolean isClosed() {
    return closedUntil != null;
  }

  /** We are not allowed to ask. */
  void close(Instant now) {
    closedUntil = now.plus(LEFT_ALONE);
  }

  void open() {
    closedUntil = null;
  }

  /** Whether a question may be taken: of a register that is closed, one each hour. */
  boolean admits(Instant now) {
    if (closedUntil == null) {
      return true;
    }
    if (now.isBefore(closedUntil)) {
      return false;
    }
    close(now);
    return true;
  }
}
