package org.pna.endurance;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pna.publisher.pidf.ReceivedPresence;
import org.pna.simulator.SimulatedNode;

/** A subscriber who attaches, moves and detaches. */
final class MobilityCourse extends Course {
  final Life life;

  /** The event that is to be acknowledged next; null when the last one was. */
  Life.@Nullable Happening happening;

  /** Its dialogue; null before the first and after a refusal. */
  SimulatedNode.@Nullable Report report;

  /** When the dialogue's first message was sent, by {@link System#nanoTime}; null before. */
  @Nullable Long sentFirst;

  /** Whether the gateway's present process was sent it. */
  boolean sentNow;

  MobilityCourse(int number, long seed) {
    super(number);
    this.life = new Life(number, seed);
  }

  @Override
  boolean isOpen() {
    return report != null;
  }

  @Override
  boolean isOwed() {
    return happening != null;
  }

  @Override
  boolean isTold(@Nullable ReceivedPresence document) {
    return life.isTold(document);
  }

  @Override
  Map<String, String> elements() {
    return elements("cs-voice", life.voice());
  }
}
