package org.pna.app.why;

import java.util.List;
import java.util.Locale;
import org.pna.app.print.UtcTime;
import org.pna.model.Coordinate;
import org.pna.model.Position;
import org.pna.model.Shape;

/** Places by coordinates in words. */
final class Coordinates {
  private Coordinates() {}

  /** {@code 850 m around 59.32931 18.06858 at} a time. */
  static String text(Position position) {
    Shape shape = position.shape();
    String words;
    if (shape instanceof Shape.Point point) {
      words = place(point.at());
    } else if (shape instanceof Shape.Circle circle) {
      words = around(circle.centre(), circle.radius());
    } else if (shape instanceof Shape.Ellipse ellipse) {
      words = around(ellipse.centre(), ellipse.semiMajor());
    } else if (shape instanceof Shape.ArcBand band) {
      words = around(band.centre(), band.outer());
    } else {
      List<Coordinate> corners = ((Shape.Polygon) shape).corners();
      words = corners.size() + " corners from " + place(corners.get(0));
    }
    return words + " at " + UtcTime.text(position.time());
  }

  private static String around(Coordinate centre, double metres) {
    return String.format(Locale.ROOT, "%.0f m around %s", metres, place(centre));
  }

  private static String place(Coordinate place) {
    return String.format(Locale.ROOT, "%.5f %.5f", place.latitude(), place.longitude());
  }
}
