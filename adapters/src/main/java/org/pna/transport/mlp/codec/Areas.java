package org.pna.transport.mlp.codec;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.pna.model.Coordinate;
import org.pna.model.Shape;

/** What is worked out of corners, near enough for a few hundred kilometres. */
final class Areas {
  private static final double METRES_A_DEGREE = 111_320;

  private Areas() {}

  /**
   * Within a ring.
   *
   * @param ring corners in either order, closed or not; at least three different ones
   */
  static Shape.Polygon within(List<Coordinate> ring) {
    List<Coordinate> corners = new ArrayList<>(ring);
    if (twiceTheArea(corners) < 0) {
      Collections.reverse(corners);
    }
    return new Shape.Polygon(corners);
  }

  /**
   * Positive for corners that go counter-clockwise, seen with north above and east to the right.
   */
  private static double twiceTheArea(List<Coordinate> corners) {
    Coordinate first = corners.get(0);
    double sum = 0;
    Coordinate last = corners.get(corners.size() - 1);
    for (Coordinate corner : corners) {
      sum +=
          east(first, last) * (corner.latitude() - first.latitude())
              - east(first, corner) * (last.latitude() - first.latitude());
      last = corner;
    }
    return sum;
  }

  /** Degrees eastwards, by the shorter way. */
  private static double east(Coordinate from, Coordinate to) {
    double degrees = to.longitude() - from.longitude();
    if (degrees > 180) {
      return degrees - 360;
    }
    return degrees < -180 ? degrees + 360 : degrees;
  }

  /** A circle that has all of them in it, each with what lies around it. */
  static Shape around(List<Shape.Circle> parts) {
    Coordinate first = parts.get(0).centre();
    double south = 0;
    double north = 0;
    double west = 0;
    double east = 0;
    for (Shape.Circle part : parts) {
      double up = part.centre().latitude() - first.latitude();
      double right = east(first, part.centre());
      south = Math.min(south, up);
      north = Math.max(north, up);
      west = Math.min(west, right);
      east = Math.max(east, right);
    }
    double latitude = first.latitude() + (south + north) / 2;
    double longitude = first.longitude() + (west + east) / 2;
    Coordinate centre = new Coordinate(latitude, turned(longitude));
    double radius = 0;
    for (Shape.Circle part : parts) {
      radius = Math.max(radius, metres(centre, part.centre()) + part.radius());
    }
    return radius == 0 ? new Shape.Point(centre) : new Shape.Circle(centre, radius);
  }

  private static double turned(double longitude) {
    if (longitude > 180) {
      return longitude - 360;
    }
    return longitude < -180 ? longitude + 360 : longitude;
  }

  /** A circle that has a shape in it. */
  static Shape.Circle around(Shape shape) {
    if (shape instanceof Shape.Circle circle) {
      return circle;
    } else if (shape instanceof Shape.Ellipse ellipse) {
      return new Shape.Circle(ellipse.centre(), Math.max(ellipse.semiMajor(), ellipse.semiMinor()));
    } else if (shape instanceof Shape.ArcBand band) {
      return new Shape.Circle(band.centre(), band.outer());
    } else if (shape instanceof Shape.Polygon polygon) {
      List<Shape.Circle> corners =
          polygon.corners().stream().map(corner -> new Shape.Circle(corner, 0)).toList();
      return around(around(corners));
    }
    return new Shape.Circle(((Shape.Point) shape).at(), 0);
  }

  static double metres(Coordinate one, Coordinate other) {
    double up = other.latitude() - one.latitude();
    double middle = Math.toRadians((one.latitude() + other.latitude()) / 2);
    double right = east(one, other) * Math.cos(middle);
    return Math.hypot(up, right) * METRES_A_DEGREE;
  }
}
