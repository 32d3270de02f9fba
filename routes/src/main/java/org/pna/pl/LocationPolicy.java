package org.pna.pl;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.pna.model.message.mlp.LocationType;
import org.pna.model.message.mlp.Quality;

/**
 * When a location is asked for: only of who is watched by somebody who may see it.
 *
 * @param onMove when the cell changes
 * @param every so often; null: not periodically
 * @param pause between two questions about one subscriber, whatever asks for them; more than 0
 * @param type which location
 * @param quality how good; null leaves it to the server
 * @param most subscribers that are located at once; beyond it further ones are not
 */
public record LocationPolicy(
    boolean onMove,
    @Nullable Duration every,
    Duration pause,
    LocationType type,
    @Nullable Quality quality,
    int most) {
  /** When the cell changes and every 15 minutes, a minute apart, of 100,000 subscribers. */
  public static final LocationPolicy DEFAULT =
      new LocationPolicy(
          true,
          Duration.ofMinutes(15),
          Duration.ofMinutes(1),
          LocationType.CURRENT_OR_LAST,
          new Quality(Quality.Delay.LOW_DELAY, Duration.ofSeconds(20), null, null),
          100_000);
}
