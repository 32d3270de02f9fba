package org.pna.endurance;

import java.io.Closeable;
import java.time.Duration;
import java.util.List;

/**
 * Events of many subscribers, many under way at a time but one of a subscriber, over the death of
 * the gateway: what was not answered is sent again.
 */
interface NetworkLoad extends Closeable {
  /** A repeat must come within 30 s (rule T2). */
  Duration REPEATABLE = Duration.ofSeconds(25);

  /** The subscribers; to be looked at while the load is paused or drained. */
  List<? extends Course> courses();

  /**
   * Waits, beside the link's association, for the connections that the gateway has to make; false
   * when the time is over before.
   */
  default boolean awaitReachable(Duration patience) throws InterruptedException {
    return true;
  }

  /** Sends again what was not answered, then goes on. */
  void resume();

  /** Sends nothing more. */
  void pause() throws InterruptedException;

  /** Waits until all that was begun is acknowledged; false when the time is over before. */
  boolean drain(Duration patience) throws InterruptedException;

  /** Waits until each subscriber has come to its limit; false when the time is over before. */
  boolean awaitLimits(Duration patience) throws InterruptedException;

  /** The gateway has died: how many events it was sent and did not answer. */
  int bury();

  /** Events that were sent again after a restart. */
  long resent();

  /** Sent again too late to be taken for a repeat. */
  long resentLate();

  /** Neither acknowledged nor refused by a gateway that lived. */
  long unanswered();

  @Override
  void close();
}
