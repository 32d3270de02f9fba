package org.pna.routes;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.pna.model.Evidence;
import org.pna.model.Urgency;
import org.pna.model.message.accounting.NasEvent;

/**
 * One Accounting-On or -Off on its way through the presentities that it concerns, some at a time: a
 * gateway may have more of them than the lanes have room. A lane that is full is waited for until
 * the answer is due. What was done by then stays done, and its repetition finds the rest.
 */
final class NasRestart {
  /** Presentities that are being looked at at a time. */
  static final int WINDOW = 500;

  private static final long PAUSE_MILLIS = 10;

  /** Told of the end, once. */
  interface End {
    /**
     * It has ended.
     *
     * @param published whether it changed anybody's document
     * @param whole whether all is done, and safe
     */
    void ended(boolean published, boolean whole);
  }

  private final NasEvent event;
  private final Evidence evidence;
  private final Lanes lanes;
  private final UnaskedChanges unasked;
  private final InstantSource clock;
  private final End end;
  private final Deque<String> waiting;
  private int outstanding;
  private boolean pausing;
  private boolean published;
  private boolean failed;
  private boolean ended;

  NasRestart(
      NasEvent event,
      Evidence evidence,
      Collection<String> presentities,
      Lanes lanes,
      UnaskedChanges unasked,
      InstantSource clock,
      End end) {
    this.event = event;
    this.evidence = evidence;
    this.waiting = new ArrayDeque<>(presentities);
    this.lanes = lanes;
    this.unasked = unasked;
    this.clock = clock;
    this.end = end;
  }

  /** Does what there is room for; the end of each makes room for the next. */
  void goOn() {
    String next = next();
    while (next != null) {
      String presentity = next;
      if (!lanes.submit(
          presentity, Urgency.TRANSITION, clock.instant(), () -> restart(presentity))) {
        pause(presentity);
        return;
      }
      next = next();
    }
    finish();
  }

  private synchronized @Nullable String next() {
    if (pausing || outstanding == WINDOW || waiting.isEmpty() || isLate()) {
      return null;
    }
    outstanding++;
    return waiting.poll();
  }

  private void pause(String presentity) {
    synchronized (this) {
      outstanding--;
      waiting.addFirst(presentity);
      pausing = true;
    }
    CompletableFuture.delayedExecutor(PAUSE_MILLIS, TimeUnit.MILLISECONDS)
        .execute(
            () -> {
              synchronized (this) {
                pausing = false;
              }
              goOn();
            });
  }

  /** On the presentity's lane. */
  private void restart(String presentity) {
    try {
      unasked.restarted(presentity, event, evidence, this::done);
    } catch (RuntimeException e) {
      done(false, e); // or the gateway would wait for nothing
    }
  }

  private void done(boolean changed, @Nullable Exception failure) {
    synchronized (this) {
      outstanding--;
      published |= changed;
      failed |= failure != null;
    }
    goOn();
  }

  private void finish() {
    boolean whole;
    synchronized (this) {
      if (ended || pausing || outstanding > 0 || !(waiting.isEmpty() || isLate())) {
        return;
      }
      ended = true;
      whole = waiting.isEmpty() && !failed;
    }
    end.ended(published, whole);
  }

  private boolean isLate() {
    Instant answerBy = event.origin().answerBy();
    return answerBy != null && !clock.instant().isBefore(answerBy);
  }
}
