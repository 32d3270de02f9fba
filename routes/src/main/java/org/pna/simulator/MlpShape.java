package org.pna.simulator;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * An area as a simulated GMLC writes it (OMA MLP, element shape). Latitudes and longitudes are
 * written as they are given, {@code 59.33} or {@code 59 19 45.5N}; lengths are metres, angles
 * degrees clockwise from north.
 *
 * @param xml the one element within shape
 */
public record MlpShape(String xml) {
  /**
   * A corner or centre.
   *
   * @param latitude element X
   * @param longitude element Y
   */
  public record Place(String latitude, String longitude) {
    private String xml() {
      return element("coord", element("X", latitude) + element("Y", longitude));
    }
  }

  /** Exactly there. */
  public static MlpShape point(Place at) {
    return new MlpShape(element("Point", at.xml()));
  }

  /** A circle. */
  public static MlpShape circle(Place centre, int radius) {
    return new MlpShape(element("CircularArea", centre.xml() + element("radius", radius)));
  }

  /**
   * An ellipse.
   *
   * @param angle of the major axis
   */
  public static MlpShape ellipse(Place centre, int angle, int semiMajor, int semiMinor) {
    String axes = element("semiMajor", semiMajor) + element("semiMinor", semiMinor);
    return new MlpShape(element("EllipticalArea", centre.xml() + element("angle", angle) + axes));
  }

  /** What lies between two radii and two angles. */
  public static MlpShape arc(Place centre, int inner, int outer, int start, int stop) {
    String radii = element("inRadius", inner) + element("outRadius", outer);
    String angles = element("startAngle", start) + element("stopAngle", stop);
    return new MlpShape(element("CircularArcArea", centre.xml() + radii + angles));
  }

  /**
   * What lies within a ring, which is left as it is given: unclosed if its last corner is not its
   * first.
   */
  public static MlpShape polygon(Place... ring) {
    return new MlpShape(
        element("Polygon", element("outerBoundaryIs", element("LinearRing", places(ring)))));
  }

  /** What lies between two opposite corners. */
  public static MlpShape box(Place one, Place other) {
    return new MlpShape(element("Box", one.xml() + other.xml()));
  }

  /** On a line. */
  public static MlpShape line(Place... through) {
    return new MlpShape(element("LineString", places(through)));
  }

  /** At one of several places. */
  public static MlpShape points(Place... at) {
    String all = Arrays.stream(at).map(place -> point(place).xml).collect(Collectors.joining());
    return new MlpShape(element("MultiPoint", all));
  }

  private static String places(Place... places) {
    return Arrays.stream(places).map(Place::xml).collect(Collectors.joining());
  }

  private static String element(String name, Object content) {
    return '<' + name + '>' + content + "</" + name + '>';
  }
}
