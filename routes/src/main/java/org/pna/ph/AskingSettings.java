package org.pna.ph;

import java.time.Duration;

/**
 * How persistent the questioner is.
 *
 * @param queue questions that may wait for one register, 1 to 1,000,000; beyond it the least urgent
 *     goes
 * @param attempts to get an answer, 1 to 10
 * @param backOff until the second attempt; four times as long until each further one
 */
public record AskingSettings(int queue, int attempts, Duration backOff) {
  /** 10,000, three, two seconds. */
  public static final AskingSettings DEFAULT = new AskingSettings(10_000, 3, Duration.ofSeconds(2));

  private static final int GROWTH = 4;

  /** How long to wait after so many attempts. */
  Duration pause(int attempts) {
    Duration pause = backOff;
    for (int i = 1; i < attempts; i++) {
      pause = pause.multipliedBy(GROWTH);
    }
    return pause;
  }
}
