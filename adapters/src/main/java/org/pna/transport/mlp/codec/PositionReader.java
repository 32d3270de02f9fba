package org.pna.transport.mlp.codec;

import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.pna.model.MalformedMessageException;
import org.pna.model.MalformedMessageException.Kind;
import org.pna.model.Position;
import org.pna.model.message.mlp.LocatedSubscriber;
import org.pna.model.message.mlp.LocationOutcome;
import org.pna.model.message.mlp.LocationTrigger;

/** Reads what is said of one subscriber (elements pos and trl_pos). */
final class PositionReader {
  private static final Pattern METHOD = Pattern.compile("[A-Za-z0-9_-]{1,20}");
  private static final double HUNDRED = 100;
  private static final double FULL = 360;

  private PositionReader() {}

  /** Null if it tells something else than where or when somebody was. */
  static @Nullable LocatedSubscriber read(MlpElement pos) throws MalformedMessageException {
    LocationOutcome outcome = outcome(pos);
    return outcome == null
        ? null
        : new LocatedSubscriber(Subscribers.of(pos), trigger(pos), outcome);
  }

  private static @Nullable LocationOutcome outcome(MlpElement pos)
      throws MalformedMessageException {
    MlpElement error = pos.child("poserr");
    if (error != null) {
      return new LocationOutcome.Failed(MlpResults.code(error.required("result")));
    }
    MlpElement data = pos.child("pd");
    if (data != null) {
      return located(data, pos.attributes.get("pos_method"));
    }
    MlpElement time = pos.child("time");
    if (time != null) {
      return new LocationOutcome.Seen(MlpTimes.read(time));
    }
    if (pos.child("location_uri") == null && pos.child("analytic_data") == null) {
      throw pos.malformed(Kind.DATA_MISSING, "neither pd, poserr nor time");
    }
    return null;
  }

  private static LocationOutcome located(MlpElement data, @Nullable String method)
      throws MalformedMessageException {
    Instant time = MlpTimes.read(data.required("time"));
    MlpElement shape = data.child("shape");
    if (shape == null) {
      return new LocationOutcome.Seen(time);
    }
    MlpElement direction = data.child("direction");
    return new LocationOutcome.Located(
        new Position(
            ShapeReader.read(shape),
            time,
            method != null && METHOD.matcher(method).matches() ? method : null,
            within(data.child("lev_conf"), HUNDRED),
            data.optionalNumber("alt"),
            within(data.child("alt_unc"), Double.MAX_VALUE),
            within(data.child("speed"), Double.MAX_VALUE),
            within(direction, FULL)));
  }

  private static @Nullable Double within(@Nullable MlpElement element, double most)
      throws MalformedMessageException {
    if (element == null) {
      return null;
    }
    double number = element.length();
    if (number > most) {
      throw element.malformed(Kind.UNEXPECTED_VALUE, "more than " + (long) most);
    }
    return number;
  }

  private static @Nullable LocationTrigger trigger(MlpElement pos) {
    String text = pos.attributes.get("trl_trigger");
    if (text == null) {
      return null;
    }
    return switch (text) {
      case "PERIODIC" -> LocationTrigger.PERIODIC;
      case "MS_AVAIL" -> LocationTrigger.MS_AVAIL;
      case "CHANGE_AREA" -> LocationTrigger.CHANGE_AREA;
      default -> LocationTrigger.OTHER;
    };
  }
}
