package org.pna.model.message.mlp;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How good an answer must be (OMA MLP, eqop).
 *
 * @param delay how long it may take
 * @param timeout by when an answer must come, whole seconds; null leaves it to the server
 * @param accuracy metres around the place; null leaves it to the server
 * @param age how old a location may be, whole seconds; null leaves it to the server
 */
public record Quality(
    Delay delay, @Nullable Duration timeout, @Nullable Integer accuracy, @Nullable Duration age) {
  /** Quick rather than good, within 20 seconds. */
  public static final Quality DEFAULT =
      new Quality(Delay.LOW_DELAY, Duration.ofSeconds(20), null, null);

  /** What matters more, time or accuracy (resp_req). */
  public enum Delay {
    NO_DELAY,
    LOW_DELAY,
    DELAY_TOL
  }
}
