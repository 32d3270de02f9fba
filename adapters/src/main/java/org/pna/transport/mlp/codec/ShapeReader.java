package org.pna.transport.mlp.codec;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.pna.model.Coordinate;
import org.pna.model.MalformedMessageException;
import org.pna.model.MalformedMessageException.Kind;
import org.pna.model.Shape;

/**
 * Reads the element shape. A line and several shapes together become the circle around them, a box
 * a polygon; of a polygon the outer ring is taken, and an inner one where there is no other. A ring
 * may be closed or not; one of more corners than a polygon may have becomes the circle around it.
 */
final class ShapeReader {
  /** Places in one shape. */
  static final int MOST_PLACES = 1000;

  /** Corners of a polygon (TS 23.032 clause 5.4; RFC 5491 clause 5.2). */
  static final int MOST_CORNERS = 15;

  private static final double FULL = 360;

  private ShapeReader() {}

  /** The shape that a shape element has. */
  static Shape read(MlpElement shape) throws MalformedMessageException {
    if (shape.children.isEmpty()) {
      throw shape.malformed(Kind.DATA_MISSING, "empty");
    }
    return one(shape.children.get(0));
  }

  private static Shape one(MlpElement shape) throws MalformedMessageException {
    Coordinates.checkSystem(shape);
    return switch (shape.name) {
      case "Point" -> new Shape.Point(centre(shape));
      case "CircularArea" -> new Shape.Circle(centre(shape), length(shape, "radius"));
      case "EllipticalArea" ->
          new Shape.Ellipse(
              centre(shape),
              length(shape, "semiMajor"),
              length(shape, "semiMinor"),
              angle(shape, "angle"));
      case "CircularArcArea" -> arc(shape);
      case "Polygon" -> polygon(shape);
      case "LinearRing" -> ring(shape);
      case "Box" -> box(shape);
      case "LineString" -> Areas.around(places(shape, 2).stream().map(ShapeReader::dot).toList());
      case "MultiPoint", "MultiLineString", "MultiPolygon" -> several(shape);
      default -> throw shape.malformed(Kind.UNEXPECTED_VALUE, "not a known shape");
    };
  }

  private static Shape.Circle dot(Coordinate place) {
    return new Shape.Circle(place, 0);
  }

  private static Shape arc(MlpElement shape) throws MalformedMessageException {
    double inner = length(shape, "inRadius");
    double outer = length(shape, "outRadius");
    if (outer < inner) {
      throw shape.malformed(Kind.UNEXPECTED_VALUE, "outRadius is less than inRadius");
    }
    double start = angle(shape, "startAngle");
    double opening = turned(angle(shape, "stopAngle") - start);
    return new Shape.ArcBand(centre(shape), inner, outer, start, opening == 0 ? FULL : opening);
  }

  private static Shape polygon(MlpElement shape) throws MalformedMessageException {
    MlpElement boundary = shape.child("outerBoundaryIs");
    if (boundary == null) {
      boundary = shape.required("innerBoundaryIs");
    }
    return ring(boundary.required("LinearRing"));
  }

  private static Shape ring(MlpElement ring) throws MalformedMessageException {
    List<Coordinate> corners = places(ring, 3);
    if (corners.get(0).equals(corners.get(corners.size() - 1))) {
      corners = corners.subList(0, corners.size() - 1);
    }
    if (corners.stream().distinct().count() < 3) {
      throw ring.malformed(Kind.UNEXPECTED_VALUE, "fewer than three corners");
    }
    Shape.Polygon polygon = Areas.within(corners);
    return corners.size() > MOST_CORNERS ? Areas.around(polygon) : polygon;
  }

  /** Two opposite corners. */
  private static Shape box(MlpElement shape) throws MalformedMessageException {
    List<Coordinate> corners = places(shape, 2);
    Coordinate one = corners.get(0);
    Coordinate other = corners.get(1);
    if (one.latitude() == other.latitude() || one.longitude() == other.longitude()) {
      throw shape.malformed(Kind.UNEXPECTED_VALUE, "no area");
    }
    return Areas.within(
        List.of(
            one,
            new Coordinate(one.latitude(), other.longitude()),
            other,
            new Coordinate(other.latitude(), one.longitude())));
  }

  private static Shape several(MlpElement shape) throws MalformedMessageException {
    if (shape.children.isEmpty() || shape.children.size() > MOST_PLACES) {
      throw shape.malformed(Kind.UNEXPECTED_VALUE, "no shape, or more than " + MOST_PLACES);
    }
    List<Shape.Circle> parts = new ArrayList<>();
    for (MlpElement part : shape.children) {
      if (part.name.startsWith("Multi")) {
        throw part.malformed(Kind.UNEXPECTED_VALUE, "several within several");
      }
      parts.add(Areas.around(one(part)));
    }
    return Areas.around(parts);
  }

  private static List<Coordinate> places(MlpElement shape, int least)
      throws MalformedMessageException {
    List<MlpElement> coords = shape.all("coord");
    if (coords.size() < least || coords.size() > MOST_PLACES) {
      throw shape.malformed(
          Kind.UNEXPECTED_VALUE, coords.size() + " coord, not " + least + " to " + MOST_PLACES);
    }
    List<Coordinate> places = new ArrayList<>(coords.size());
    for (MlpElement coord : coords) {
      places.add(Coordinates.read(coord));
    }
    return places;
  }

  private static Coordinate centre(MlpElement shape) throws MalformedMessageException {
    return Coordinates.read(shape.required("coord"));
  }

  private static double length(MlpElement shape, String name) throws MalformedMessageException {
    MlpElement unit = shape.child("distanceUnit");
    if (unit != null && !unit.text().toLowerCase(Locale.ROOT).matches("m|met(er|re)s?|")) {
      throw unit.malformed(Kind.UNEXPECTED_VALUE, "not metres");
    }
    return shape.required(name).length();
  }

  private static double angle(MlpElement shape, String name) throws MalformedMessageException {
    MlpElement unit = shape.child("angularUnit");
    if (unit != null && !unit.text().toLowerCase(Locale.ROOT).matches("deg(ree)?s?|")) {
      throw unit.malformed(Kind.UNEXPECTED_VALUE, "not degrees");
    }
    MlpElement element = shape.required(name);
    double degrees = element.number();
    if (Math.abs(degrees) > FULL) {
      throw element.malformed(Kind.UNEXPECTED_VALUE, "beyond " + (int) FULL + " degrees");
    }
    return turned(degrees);
  }

  /** From 0 to less than 360. */
  private static double turned(double degrees) {
    double within = (degrees % FULL + FULL) % FULL;
    return within < FULL ? within : 0;
  }
}
