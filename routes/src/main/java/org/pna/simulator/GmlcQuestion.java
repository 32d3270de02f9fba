package org.pna.simulator;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a GMLC was asked about one of its subscribers. */
public sealed interface GmlcQuestion {
  /** Whom it is about. */
  Subscriber who();

  /**
   * Standard location immediate request (slir).
   *
   * @param type CURRENT, LAST, ...
   */
  record Immediate(Subscriber who, String type) implements GmlcQuestion {}

  /**
   * Triggered location reporting request (tlrr).
   *
   * @param requestId that it gets
   * @param interval of periodic reports; null: none
   * @param whenAvailable also when the handset becomes reachable
   */
  record Triggered(
      Subscriber who, String requestId, @Nullable Duration interval, boolean whenAvailable)
      implements GmlcQuestion {}

  /** Triggered location reporting stop request (tlrsr). */
  record Stop(Subscriber who, String requestId) implements GmlcQuestion {}

  /** Hears of questions; called by one thread at a time, before they are answered. */
  @FunctionalInterface
  interface Listener {
    void asked(GmlcQuestion question);
  }
}
