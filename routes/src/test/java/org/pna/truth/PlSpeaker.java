package org.pna.truth;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.pna.model.Coordinate;
import org.pna.model.Msisdn;
import org.pna.model.Position;
import org.pna.model.Shape;
import org.pna.model.SubscriberId;
import org.pna.model.message.Fingerprint;
import org.pna.model.message.mlp.LocationOutcome;
import org.pna.model.message.mlp.LocationReport;
import org.pna.model.message.mlp.MlpService;
import org.pna.model.message.mlp.ResultCode;

/**
 * The location server as it answers where somebody is, whom it is asked about regularly (reference
 * point Pl): whom it cannot page it calls absent.
 */
final class PlSpeaker {
  private static final String NODE = "gmlc.pna.test";
  private static final double METRES = 1500;
  private static final double AREA_DEGREES = 0.1;

  private final Wire wire;
  private final Timeline timeline;
  private final long interval;

  PlSpeaker(Wire wire, Timeline timeline, WorldSettings settings) {
    this.wire = wire;
    this.timeline = timeline;
    interval = settings.minutes(Parameter.POSITION_MINUTES);
  }

  /** From some moment on it is asked about him. */
  void follows(Sim sim, long from) {
    timeline.at(
        from,
        () -> {
          answers(sim);
          follows(sim, from + interval);
        });
  }

  private void answers(Sim sim) {
    Fingerprint fingerprint = wire.fingerprint();
    Instant askedAt = timeline.instant();
    boolean isFound = sim.is(Means.VOICE);
    Coordinate where = new Coordinate(59 + sim.area * AREA_DEGREES, 18);
    LocationOutcome outcome =
        isFound
            ? new LocationOutcome.Located(new Position(new Shape.Circle(where, METRES), askedAt))
            : new LocationOutcome.Failed(ResultCode.ABSENT_SUBSCRIBER);
    List<SubscriberId> names = List.of(new Msisdn(sim.msisdn));
    wire.send(
        new Signal(
            sim,
            NODE,
            false,
            Set.of(Means.VOICE),
            Map.of(Means.VOICE, isFound),
            "slia " + (isFound ? "position" : "absent"),
            origin ->
                new LocationReport(
                    origin, fingerprint, NODE, names, MlpService.SLIA, askedAt, null, outcome)));
  }
}
