package org.pna.ph.sh;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.pna.model.message.sh.ShAnswer;
import org.pna.ph.Budget;

/**
 * How much the servers of a node are asked, and whether they let us. Under the subscriptions' lock
 * only.
 */
final class ServerDesk {
  /** Requests under way for each that may go in a second: half a minute's would do no good. */
  private static final int PER_RATE = 10;

  /** Refused so often in a row, the server refuses us, and not somebody. */
  private static final int REFUSALS = 10;

  private static final Duration LEFT_ALONE = Duration.ofHours(1);
  private static final int TOO_BUSY = 3004;

  private final Budget budget;
  private int underWay;
  private int refusals;
  private boolean hasServed;
  private @Nullable Instant closedUntil;

  ServerDesk(int rate) {
    this.budget = new Budget(rate);
  }

  /** How many a second it is asked now. */
  int rate() {
    return budget.rate();
  }

  boolean isClosed() {
    return closedUntil != null;
  }

  /** Whether it may be asked: one that refused us is left alone, then tried one at a time. */
  boolean isOpen(Instant now) {
    return closedUntil == null || (!now.isBefore(closedUntil) && underWay == 0);
  }

  /** Takes the room for one request, if there is some. */
  boolean take(Instant now) {
    if (underWay >= budget.rate() * PER_RATE || !budget.take(now)) {
      return false;
    }
    underWay++;
    return true;
  }

  /**
   * Gives the room back.
   *
   * @return whether it has become closed, or is no more; null if that is as it was
   */
  @Nullable Boolean ended(ShAnswer answer, Instant now) {
    underWay--;
    if (!(answer instanceof ShAnswer.Failed failed)) {
      budget.answered();
      return served();
    }
    switch (failed.kind()) {
      case NOT_ALLOWED, UNSUPPORTED -> {
        budget.answered();
        return refused(now);
      }
      case UNREACHABLE, NO_ROOM -> budget.close(now.plusSeconds(1));
      case TIMEOUT -> budget.troubled(now);
      case UNKNOWN_USER, NO_SUBSCRIPTION, NOT_AVAILABLE, ERROR, PROTOCOL -> {
        if (failed.code() != null && failed.code() == TOO_BUSY) {
          budget.troubled(now);
        } else {
          budget.answered();
        }
      }
    }
    return null;
  }

  /** The first refusal closes it if it never served us; else some in a row do. */
  private @Nullable Boolean refused(Instant now) {
    refusals++;
    if (hasServed && refusals < REFUSALS && closedUntil == null) {
      return null;
    }
    boolean wasOpen = closedUntil == null;
    closedUntil = now.plus(LEFT_ALONE);
    hasServed = false;
    return wasOpen ? Boolean.TRUE : null;
  }

  private @Nullable Boolean served() {
    boolean was = closedUntil != null;
    refusals = 0;
    hasServed = true;
    closedUntil = null;
    return was ? Boolean.FALSE : null;
  }
}
