package org.pna.endurance;

import org.jspecify.annotations.Nullable;
import org.pna.simulator.SimulatedNode;
import org.pna.simulator.Subscriber;

/** One subscriber's way through a load, one event at a time; guarded by its {@link EventLoad}. */
final class Course {
  final int number;
  final Subscriber who;
  final Life life;

  /** The event that is to be acknowledged next; null when the last one was. */
  Life.@Nullable Happening happening;

  /** Its dialogue; null before the first and after a refusal. */
  SimulatedNode.@Nullable Report report;

  /** When the dialogue's first message was sent, by {@link System#nanoTime}; null before. */
  @Nullable Long sentFirst;

  /** Whether the gateway's present process was sent it. */
  boolean sentNow;

  long acknowledged;
  long refused;

  /** What earlier checks found to be wrong, so that it is counted once. */
  long known;

  Course(int number, long seed) {
    this.number = number;
    this.who = Subscriber.numbered(number);
    this.life = new Life(number, seed);
  }
}
