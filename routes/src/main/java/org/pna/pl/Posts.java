package org.pna.pl;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Set;
import java.util.function.Consumer;
import org.pna.model.message.mlp.LocationReport;
import org.pna.model.message.mlp.ResultCode;
import org.pna.ph.Entrance;
import org.pna.pl.LocationPolicy.Whose;
import org.pna.routes.Identification;
import org.pna.routes.Identities;

/**
 * What becomes of locations that servers report of their own accord: those that the policy allows
 * go into the route. Safe for use by many threads.
 */
public final class Posts {
  private static final String UNKNOWN = "unknown-subscriber";

  private final Whose whose;
  private final Identities identities;
  private final Entrance entrance;
  private final Consumer<String> missed;
  private final MeterRegistry meters;
  private volatile Set<String> watched = Set.of();

  /**
   * @param whose are taken
   * @param identities whose presentity a name is
   * @param entrance where they go
   * @param missed told of presentities of whom one was lost
   * @param meters gets the counter {@code pna.pl.posted} by end
   */
  public Posts(
      Whose whose,
      Identities identities,
      Entrance entrance,
      Consumer<String> missed,
      MeterRegistry meters) {
    this.whose = whose;
    this.identities = identities;
    this.entrance = entrance;
    this.missed = missed;
    this.meters = meters;
  }

  /** Takes note of all who are watched now by somebody who may see their location. */
  public void watched(Set<String> presentities) {
    watched = Set.copyOf(presentities);
  }

  /**
   * Takes a report, or refuses it.
   *
   * @param end told once, on any thread: OK, UNKNOWN SUBSCRIBER, POSITIONING NOT ALLOWED where the
   *     policy is against it, or CONGESTION where there was no room
   */
  public void take(LocationReport report, Consumer<ResultCode> end) {
    String presentity =
        identities.identify(report.subscriber()) instanceof Identification.Known known
            ? known.presentity()
            : null;
    if (presentity != null && whose == Whose.WATCHED && !watched.contains(presentity)) {
      count("not-watched");
      end.accept(ResultCode.POSITIONING_NOT_ALLOWED);
      return;
    }
    entrance.enter(
        report,
        passed -> {
          if (!passed.accepted()) {
            count("no-room");
            if (presentity != null) {
              missed.accept(presentity);
            }
            end.accept(ResultCode.CONGESTION_IN_LOCATION_SERVER);
          } else if (UNKNOWN.equals(passed.ignored())) {
            count(UNKNOWN);
            end.accept(ResultCode.UNKNOWN_SUBSCRIBER);
          } else {
            count("taken");
            end.accept(ResultCode.OK);
          }
        });
  }

  private void count(String what) {
    meters.counter("pna.pl.posted", "end", what).increment();
  }
}
