package org.pna.transport.mlp.codec;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.pna.model.Coordinate;
import org.pna.model.MalformedMessageException;
import org.pna.model.MalformedMessageException.Kind;

/**
 * Places as MLP writes them (element coord): X is the latitude, Y the longitude, each in degrees,
 * minutes and seconds with a hemisphere ({@code 59 19 45.5N}) or in decimal degrees.
 */
final class Coordinates {
  private static final Pattern SEXAGESIMAL =
      Pattern.compile(
          "([0-9]{1,3})\\s+([0-9]{1,2})\\s+([0-9]{1,2}(?:\\.[0-9]{1,12})?)\\s*([NSEW])");
  private static final Pattern DECIMAL = Pattern.compile("[+-]?[0-9]{1,3}(?:\\.[0-9]{1,20})?");

  /** The one reference system that is read, by the names that are in use for it. */
  private static final Pattern WGS_84 =
      Pattern.compile("(?i)(?:.{0,80}[#:/.])?4326(?:\\.xml)?|WGS[ _-]?84");

  private Coordinates() {}

  /** The place of a coord. */
  static Coordinate read(MlpElement coord) throws MalformedMessageException {
    double latitude = degrees(coord.required("X"), 'N', 'S', 90);
    double longitude = degrees(coord.required("Y"), 'E', 'W', 180);
    return new Coordinate(latitude, longitude);
  }

  private static double degrees(MlpElement element, char positive, char negative, int most)
      throws MalformedMessageException {
    String text = element.text();
    double degrees;
    Matcher parts = SEXAGESIMAL.matcher(text);
    if (parts.matches()) {
      double minutes = Double.parseDouble(parts.group(2));
      double seconds = Double.parseDouble(parts.group(3));
      char hemisphere = parts.group(4).charAt(0);
      boolean known = hemisphere == positive || hemisphere == negative;
      if (minutes >= 60 || seconds >= 60 || !known) {
        throw element.malformed(Kind.UNEXPECTED_VALUE, "no such place");
      }
      degrees = Double.parseDouble(parts.group(1)) + minutes / 60 + seconds / 3600;
      degrees = hemisphere == negative ? -degrees : degrees;
    } else if (DECIMAL.matcher(text).matches()) {
      degrees = Double.parseDouble(text);
    } else {
      throw element.malformed(Kind.UNEXPECTED_VALUE, "neither degrees nor '59 19 45.5N'");
    }
    if (Math.abs(degrees) > most) {
      throw element.malformed(Kind.UNEXPECTED_VALUE, "beyond " + most + " degrees");
    }
    return degrees;
  }

  /** Refuses a shape of another reference system than WGS 84; without a name it is that. */
  static void checkSystem(MlpElement shape) throws MalformedMessageException {
    @Nullable String name = shape.attributes.get("srsName");
    if (name != null && !name.isEmpty() && !WGS_84.matcher(name).matches()) {
      throw shape.malformed(
          Kind.UNEXPECTED_VALUE, "a coordinate reference system other than EPSG 4326");
    }
  }
}
