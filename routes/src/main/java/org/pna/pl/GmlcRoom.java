package org.pna.pl;

import java.time.Instant;
import org.pna.ph.Budget;

/** How much one location server may be asked now, whatever for. Safe for use by many threads. */
public final class GmlcRoom {
  private final Gmlc gmlc;
  private final Budget budget;
  private int underWay;
  private Instant closedUntil = Instant.MIN;

  public GmlcRoom(Gmlc gmlc) {
    this.gmlc = gmlc;
    this.budget = new Budget(gmlc.rate());
  }

  /** Whose it is. */
  public Gmlc gmlc() {
    return gmlc;
  }

  /** Takes the room for one request, if there is some. */
  synchronized boolean take(Instant now) {
    if (underWay >= gmlc.pending() || now.isBefore(closedUntil) || !budget.take(now)) {
      return false;
    }
    underWay++;
    return true;
  }

  /** A request has ended, and its room is free. */
  synchronized void ended(Verdict verdict, Instant now) {
    underWay--;
    if (verdict.isTrouble()) {
      budget.troubled(now);
    } else {
      budget.answered();
    }
    if (verdict == Verdict.NOT_ALLOWED) {
      closedUntil = now.plus(Verdict.LONG);
    }
  }

  /** Requests a second that it is given now. */
  public int rate() {
    return budget.rate();
  }

  /** Requests that wait for their answer. */
  public synchronized int underWay() {
    return underWay;
  }

  /** Whether the server does not let us ask. */
  public synchronized boolean isClosed(Instant now) {
    return now.isBefore(closedUntil);
  }
}
