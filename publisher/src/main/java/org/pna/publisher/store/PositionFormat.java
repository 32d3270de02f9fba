package org.pna.publisher.store;

import static org.pna.publisher.store.EvidenceFormat.optional;
import static org.pna.publisher.store.RecordFormat.flag;
import static org.pna.publisher.store.RecordFormat.list;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pna.model.Coordinate;
import org.pna.model.Position;
import org.pna.model.Shape;

/** The part of {@link RecordFormat} that has places. Codes and bits never get another meaning. */
final class PositionFormat {
  private static final int METHOD = 1;
  private static final int CONFIDENCE = 2;
  private static final int ALTITUDE = 4;
  private static final int ALTITUDE_UNCERTAINTY = 8;
  private static final int SPEED = 16;
  private static final int BEARING = 32;

  private static final int POINT = 0;
  private static final int CIRCLE = 1;
  private static final int ELLIPSE = 2;
  private static final int ARC_BAND = 3;
  private static final int POLYGON = 4;

  private PositionFormat() {}

  static void write(ByteWriter out, Position position) {
    out.octet(
        flag(METHOD, position.method())
            | flag(CONFIDENCE, position.confidence())
            | flag(ALTITUDE, position.altitude())
            | flag(ALTITUDE_UNCERTAINTY, position.altitudeUncertainty())
            | flag(SPEED, position.speed())
            | flag(BEARING, position.bearing()));
    shape(out, position.shape());
    out.instant(position.time());
    optional(out, position.method());
    number(out, position.confidence());
    number(out, position.altitude());
    number(out, position.altitudeUncertainty());
    number(out, position.speed());
    number(out, position.bearing());
  }

  static Position read(ByteReader in) {
    int flags = in.octet();
    return new Position(
        shape(in),
        in.instant(),
        optional(in, flags & METHOD),
        number(in, flags & CONFIDENCE),
        number(in, flags & ALTITUDE),
        number(in, flags & ALTITUDE_UNCERTAINTY),
        number(in, flags & SPEED),
        number(in, flags & BEARING));
  }

  private static void shape(ByteWriter out, Shape shape) {
    if (shape instanceof Shape.Point point) {
      place(out.octet(POINT), point.at());
    } else if (shape instanceof Shape.Circle circle) {
      place(out.octet(CIRCLE), circle.centre());
      number(out, circle.radius());
    } else if (shape instanceof Shape.Ellipse ellipse) {
      place(out.octet(ELLIPSE), ellipse.centre());
      number(out, ellipse.semiMajor());
      number(out, ellipse.semiMinor());
      number(out, ellipse.orientation());
    } else if (shape instanceof Shape.ArcBand band) {
      place(out.octet(ARC_BAND), band.centre());
      number(out, band.inner());
      number(out, band.outer());
      number(out, band.start());
      number(out, band.opening());
    } else {
      List<Coordinate> corners = ((Shape.Polygon) shape).corners();
      out.octet(POLYGON).unsigned(corners.size());
      corners.forEach(corner -> place(out, corner));
    }
  }

  private static Shape shape(ByteReader in) {
    return switch (in.octet()) {
      case POINT -> new Shape.Point(place(in));
      case CIRCLE -> new Shape.Circle(place(in), number(in));
      case ELLIPSE -> new Shape.Ellipse(place(in), number(in), number(in), number(in));
      case ARC_BAND -> new Shape.ArcBand(place(in), number(in), number(in), number(in), number(in));
      case POLYGON -> polygon(in);
      default -> throw in.damaged("no shape");
    };
  }

  private static Shape polygon(ByteReader in) {
    List<Coordinate> corners = list(in, PositionFormat::place);
    if (corners.size() < 3) {
      throw in.damaged("a polygon of fewer than three corners");
    }
    return new Shape.Polygon(corners);
  }

  private static void place(ByteWriter out, Coordinate place) {
    number(out, place.latitude());
    number(out, place.longitude());
  }

  private static Coordinate place(ByteReader in) {
    try {
      return new Coordinate(number(in), number(in));
    } catch (IllegalArgumentException e) {
      throw in.damaged("no place on earth", e);
    }
  }

  private static void number(ByteWriter out, @Nullable Double number) {
    if (number != null) {
      out.octets(Double.doubleToLongBits(number));
    }
  }

  private static double number(ByteReader in) {
    double number = Double.longBitsToDouble(in.octets());
    if (!Double.isFinite(number)) {
      throw in.damaged("not a finite number");
    }
    return number;
  }

  private static @Nullable Double number(ByteReader in, int flag) {
    return flag == 0 ? null : Double.valueOf(number(in));
  }
}
