package org.pna.pl;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.pna.model.message.mlp.LocationReport;
import org.pna.model.message.mlp.MlpService;
import org.pna.model.message.mlp.ResultCode;
import org.pna.ph.Entrance;
import org.pna.ph.ReportKeys;
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
  private final @Nullable Triggers triggers;
  private final ReportKeys keys;
  private final Identities identities;
  private final Entrance entrance;
  private final Consumer<String> missed;
  private final MeterRegistry meters;
  private volatile Set<String> watched = Set.of();
  private volatile Set<String> declined = Set.of();

  /**
   * @param whose are taken
   * @param triggers what we asked to be reported; null: nothing
   * @param keys whose these are
   * @param identities whose presentity a name is
   * @param entrance where they go
   * @param missed told of presentities of whom one was lost
   * @param meters gets the counter {@code pna.pl.posted} by end
   */
  public Posts(
      Whose whose,
      @Nullable Triggers triggers,
      ReportKeys keys,
      Identities identities,
      Entrance entrance,
      Consumer<String> missed,
      MeterRegistry meters) {
    this.whose = whose;
    this.triggers = triggers;
    this.keys = keys;
    this.identities = identities;
    this.entrance = entrance;
    this.missed = missed;
    this.meters = meters;
  }

  /**
   * Takes note of whose locations are wanted now.
   *
   * @param watched presentities that are watched by somebody who may see their location
   * @param declined those on whom nobody is to report
   */
  public void wanted(Set<String> watched, Set<String> declined) {
    this.watched = Set.copyOf(watched);
    this.declined = Set.copyOf(declined);
  }

  /**
   * Takes a report, or refuses it.
   *
   * @param requestId by which a triggered report names the request that it is of; or null
   * @param end told once, on any thread: OK, UNKNOWN SUBSCRIBER, POSITIONING NOT ALLOWED where the
   *     policy is against it, or CONGESTION where there was no room
   */
  public void take(LocationReport report, @Nullable String requestId, Consumer<ResultCode> end) {
    String presentity =
        identities.identify(report.subscriber()) instanceof Identification.Known known
            ? known.presentity()
            : null;
    String asked = requestId == null ? null : asked(report, requestId);
    if (presentity != null && !mayBeTold(presentity, presentity.equals(asked))) {
      count("not-allowed");
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

  /** Of which presentity it was asked for. */
  private @Nullable String asked(LocationReport report, String requestId) {
    if (triggers == null || report.service() != MlpService.TLREP) {
      return null;
    }
    String key = triggers.heard(report.server(), requestId);
    return key == null ? null : keys.presentity(key);
  }

  private boolean mayBeTold(String presentity, boolean isAsked) {
    return !declined.contains(presentity)
        && (isAsked || whose == Whose.ALL || watched.contains(presentity));
  }

  private void count(String what) {
    meters.counter("pna.pl.posted", "end", what).increment();
  }
}
