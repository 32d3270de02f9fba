package org.pna.pl;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.pna.model.message.mlp.LocationType;
import org.pna.model.message.mlp.Quality;

/**
 * When a location is asked for: only of who is watched by somebody who may see it.
 *
 * @param onWatch at once when somebody begins to watch
 * @param onMove when the cell changes
 * @param every so often; null: not periodically
 * @param pause between two questions about one subscriber, whatever asks for them; more than 0
 * @param type which location
 * @param quality how good; null leaves it to the server
 * @param most subscribers that are located at once; beyond it further ones are not
 * @param reports whose locations are taken that servers report of their own accord
 */
public record LocationPolicy(
    boolean onWatch,
    boolean onMove,
    @Nullable Duration every,
    Duration pause,
    LocationType type,
    @Nullable Quality quality,
    int most,
    Whose reports) {
  /** Whose locations servers may report. */
  public enum Whose {
    /** Of who is watched by somebody who may see it, or of whom reports were asked for. */
    WATCHED,
    /** Of all; still only they see it who may. */
    ALL
  }

  /**
   * When somebody begins to watch, when the cell changes and every 15 minutes, a minute apart, of
   * 100,000 subscribers.
   */
  public static final LocationPolicy DEFAULT =
      new LocationPolicy(
          true,
          true,
          Duration.ofMinutes(15),
          Duration.ofMinutes(1),
          LocationType.CURRENT_OR_LAST,
          Quality.DEFAULT,
          100_000,
          Whose.WATCHED);
}
