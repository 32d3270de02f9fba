package org.pna.transport.ss7;

import org.jspecify.annotations.Nullable;
import org.restcomm.protocols.ss7.sccp.message.ParseException;

/**
 * Asks those who were silent for long whether they live, and gives up those that do not answer or
 * are older than can be believed (rule S2). Never throws.
 */
final class ActivityTests {
  /** Longer than the switch may take to answer: 1 to 10 s (TS 29.078 clause 12). */
  private static final int ANSWER_SECONDS = 10;

  /** Asked in a second; the others wait for the next. */
  private static final int MOST = 2_000;

  private final CapSide side;
  private final CapSettings settings;
  private final CallDialogues calls;
  private final SessionDialogues sessions;

  ActivityTests(
      CapSide side, CapSettings settings, CallDialogues calls, SessionDialogues sessions) {
    this.side = side;
    this.settings = settings;
    this.calls = calls;
    this.sessions = sessions;
  }

  /** To be run about once a second. */
  void tick() {
    long now = side.seconds();
    for (Tracked tracked : side.table().due(now, MOST)) {
      try {
        look(tracked, now);
      } catch (ParseException | RuntimeException e) {
        side.meters().failed("supervision", e);
      }
    }
  }

  private void look(Tracked tracked, long now) throws ParseException {
    String fault = null;
    boolean asks = false;
    long next;
    synchronized (tracked) {
      long end = end(tracked);
      long silent = tracked.heard + settings.activityTest().toSeconds();
      next = Math.min(end, silent);
      if (now >= end) {
        fault = "age";
      } else if (tracked.asked) {
        fault = "activity-test";
      } else if (now >= silent) {
        asks = !(tracked instanceof TrackedSession session) || session.callable;
        tracked.asked = asks;
        next = asks ? now + ANSWER_SECONDS : end;
      }
    }
    if (fault != null) {
      giveUp(tracked, fault);
    } else {
      side.table().schedule(tracked, next);
      if (asks) {
        ask(tracked);
      }
    }
  }

  /** A relationship may live as long as its subscriber is attached, and is often silent. */
  private long end(Tracked tracked) {
    return tracked instanceof TrackedSession
        ? tracked.heard + settings.sessionAge().toSeconds()
        : tracked.begun + settings.callAge().toSeconds();
  }

  private void ask(Tracked tracked) throws ParseException {
    if (tracked instanceof TrackedSession session) {
      sessions.supervision().ask(session);
    } else {
      calls.ask((TrackedCall) tracked);
    }
  }

  private void giveUp(Tracked tracked, @Nullable String fault) {
    if (tracked instanceof TrackedSession session) {
      sessions.supervision().giveUp(session, String.valueOf(fault));
    } else {
      calls.giveUp((TrackedCall) tracked, String.valueOf(fault));
    }
  }
}
