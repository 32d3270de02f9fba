package org.pna.adapter.pl;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pna.model.Adapter;
import org.pna.model.Domain;
import org.pna.model.Doubt;
import org.pna.model.Evidence;
import org.pna.model.Fact;
import org.pna.model.Position;
import org.pna.model.PositionWithheld;
import org.pna.model.PresenceReport;
import org.pna.model.ReportingNode;
import org.pna.model.Source;
import org.pna.model.Urgency;
import org.pna.model.message.mlp.LocationOutcome;
import org.pna.model.message.mlp.LocationOutcome.Failed;
import org.pna.model.message.mlp.LocationOutcome.Located;
import org.pna.model.message.mlp.LocationReport;
import org.pna.model.message.mlp.LocationTrigger;
import org.pna.model.message.mlp.ResultCode;

/**
 * What a location server tells of one subscriber (OMA MLP). That he is absent, or there again, is
 * its hint only: the home register is asked. Where it may not tell, nothing is shown any more; with
 * every other result what is held stays, and grows old. An answer is of the moment at which it was
 * asked for (rule T3); only the place has the server's own time, and that never after its receipt.
 */
public final class PlAdapter implements Adapter<LocationReport> {
  @Override
  public Source source() {
    return Source.PL;
  }

  @Override
  public Class<LocationReport> messageType() {
    return LocationReport.class;
  }

  @Override
  public boolean hears(LocationReport message) {
    return true;
  }

  @Override
  public List<PresenceReport> reports(LocationReport message) {
    List<PresenceReport> reports = new ArrayList<>(1);
    Fact place = place(message);
    boolean doubted = isDoubted(message);
    if (place != null || !doubted) {
      Urgency urgency = place instanceof PositionWithheld ? Urgency.TRANSITION : Urgency.LOCATION;
      reports.add(report(message, place == null ? List.of() : List.of(place), urgency));
    }
    if (doubted) {
      reports.add(
          report(message, List.of(new Doubt(Domain.CS, Doubt.Unless.NOTHING)), Urgency.TRANSITION));
    }
    return reports;
  }

  private static @Nullable Fact place(LocationReport message) {
    LocationOutcome outcome = message.outcome();
    if (outcome instanceof Located located) {
      Instant heard = message.origin().time();
      Position position = located.position();
      return position.time().isAfter(heard) ? position.at(heard) : position;
    }
    return outcome instanceof Failed failed && isWithheld(failed.result())
        ? new PositionWithheld()
        : null;
  }

  private static boolean isWithheld(ResultCode result) {
    return result.equals(ResultCode.POSITIONING_NOT_ALLOWED)
        || result.equals(ResultCode.DISALLOWED_BY_LOCAL_REGULATIONS);
  }

  private static boolean isDoubted(LocationReport message) {
    return message.outcome() instanceof Failed failed
        ? failed.result().equals(ResultCode.ABSENT_SUBSCRIBER)
        : message.trigger() == LocationTrigger.MS_AVAIL;
  }

  private static PresenceReport report(LocationReport message, List<Fact> facts, Urgency urgency) {
    Instant asked = message.askedAt();
    ResultCode result =
        message.outcome() instanceof Failed failed ? failed.result() : ResultCode.OK;
    Evidence evidence =
        new Evidence(
            Source.PL,
            message.service().specName(),
            Integer.toString(result.id()),
            asked == null ? message.origin().time() : asked,
            message.origin().place());
    return new PresenceReport(
        evidence, message.subscriber(), new ReportingNode(null, null), facts, urgency);
  }
}
