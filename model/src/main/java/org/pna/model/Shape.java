package org.pna.model;

import java.util.List;

/**
 * Where somebody is, as an area in which he is likely to be (RFC 5491 clause 5.2). Angles are
 * degrees clockwise from north, lengths metres.
 */
public sealed interface Shape {
  /** Exactly there. */
  record Point(Coordinate at) implements Shape {}

  /**
   * A circle.
   *
   * @param radius 0 or more
   */
  record Circle(Coordinate centre, double radius) implements Shape {}

  /**
   * An ellipse.
   *
   * @param semiMajor 0 or more
   * @param semiMinor 0 or more
   * @param orientation of the major axis, 0 to less than 360
   */
  record Ellipse(Coordinate centre, double semiMajor, double semiMinor, double orientation)
      implements Shape {}

  /**
   * What lies between two radii and two angles around a place.
   *
   * @param inner 0 or more
   * @param outer not less than the inner one
   * @param start where it begins, 0 to less than 360
   * @param opening how far it goes on from there, more than 0, up to 360
   */
  record ArcBand(Coordinate centre, double inner, double outer, double start, double opening)
      implements Shape {}

  /**
   * What lies within straight lines.
   *
   * @param corners at least three, counter-clockwise, the first not repeated at the end
   */
  record Polygon(List<Coordinate> corners) implements Shape {
    public Polygon {
      corners = List.copyOf(corners);
    }
  }
}
