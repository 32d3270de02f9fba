package org.pna.publisher.pidf;

import static org.pna.publisher.pidf.Utf8.bytes;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pna.model.Coordinate;
import org.pna.model.Position;
import org.pna.model.Shape;

/**
 * Writes a place as {@code gp:geopriv}: the shapes of RFC 5491 clause 5.2 in WGS 84, speed and
 * heading by RFC 5962. Its name spaces are declared where they are used, since few documents have
 * them. An altitude is told of a point only, as the other shapes would need a vertical extent.
 */
final class GeodeticWriter {
  private static final String GML = " xmlns:gml=\"http://www.opengis.net/gml\"";
  private static final String GS = " xmlns:gs=\"http://www.opengis.net/pidflo/1.0\"" + GML;
  private static final String FLAT = " srsName=\"urn:ogc:def:crs:EPSG::4326\">";
  private static final String DEEP = " srsName=\"urn:ogc:def:crs:EPSG::4979\">";

  private static final byte[] START = bytes("<gp:geopriv><gp:location-info>");
  private static final byte[] POINT = bytes("<gml:Point" + GML + FLAT);
  private static final byte[] POINT_AND_ALTITUDE = bytes("<gml:Point" + GML + DEEP);
  private static final byte[] POINT_END = bytes("</gml:Point>");
  private static final byte[] CIRCLE = bytes("<gs:Circle" + GS + FLAT);
  private static final byte[] CIRCLE_END = bytes("</gs:Circle>");
  private static final byte[] ELLIPSE = bytes("<gs:Ellipse" + GS + FLAT);
  private static final byte[] ELLIPSE_END = bytes("</gs:Ellipse>");
  private static final byte[] ARC_BAND = bytes("<gs:ArcBand" + GS + FLAT);
  private static final byte[] ARC_BAND_END = bytes("</gs:ArcBand>");
  private static final byte[] POLYGON =
      bytes("<gml:Polygon" + GML + FLAT + "<gml:exterior><gml:LinearRing>");
  private static final byte[] POLYGON_END = bytes("</gml:LinearRing></gml:exterior></gml:Polygon>");
  private static final byte[] POS = bytes("<gml:pos>");
  private static final byte[] POS_END = bytes("</gml:pos>");
  private static final byte[] DYNAMIC =
      bytes("<dyn:Dynamic xmlns:dyn=\"urn:ietf:params:xml:ns:pidf:geopriv10:dynamic\">");
  private static final byte[] SPEED = bytes("<dyn:speed>");
  private static final byte[] SPEED_END = bytes("</dyn:speed>");
  private static final byte[] HEADING = bytes("<dyn:heading>");
  private static final byte[] HEADING_END = bytes("</dyn:heading>");
  private static final byte[] DYNAMIC_END = bytes("</dyn:Dynamic>");
  private static final byte[] RULES =
      bytes(
          "</gp:location-info><gp:usage-rules>"
              + "<gbp:retransmission-allowed>false</gbp:retransmission-allowed>"
              + "<gbp:retention-expiry>");
  private static final byte[] RULES_END = bytes("</gbp:retention-expiry></gp:usage-rules>");
  private static final byte[] METHOD = bytes("<gp:method>");
  private static final byte[] METHOD_END = bytes("</gp:method>");
  private static final byte[] LOCATED = bytes("<pna:located-at>");
  private static final byte[] END = bytes("</pna:located-at></gp:geopriv>");

  private static final int A_CENTIMETRE = 7; // decimals of a degree
  private static final int OTHERS = 2;

  private final Utf8 out;

  private GeodeticWriter(Utf8 out) {
    this.out = out;
  }

  static void check(GeodeticLocation location) {
    Timestamp.check(location.position().time());
    Timestamp.check(location.retainUntil());
  }

  /** A checked place. */
  static void write(Utf8 out, GeodeticLocation location) {
    GeodeticWriter writer = new GeodeticWriter(out);
    Position position = location.position();
    out.raw(START);
    writer.shape(position);
    writer.movement(position);
    Timestamp.write(out.raw(RULES), location.retainUntil());
    out.raw(RULES_END);
    String method = method(position.method());
    if (method != null) {
      out.raw(METHOD).text(method).raw(METHOD_END);
    }
    Timestamp.write(out.raw(LOCATED), position.time());
    out.raw(END);
  }

  private void shape(Position position) {
    Shape shape = position.shape();
    if (shape instanceof Shape.Point point) {
      Double altitude = position.altitude();
      out.raw(altitude == null ? POINT : POINT_AND_ALTITUDE);
      pos(point.at(), altitude);
      out.raw(POINT_END);
    } else if (shape instanceof Shape.Circle circle) {
      out.raw(CIRCLE);
      pos(circle.centre(), null);
      measure("radius", circle.radius(), Unit.METRE);
      out.raw(CIRCLE_END);
    } else if (shape instanceof Shape.Ellipse ellipse) {
      out.raw(ELLIPSE);
      pos(ellipse.centre(), null);
      measure("semiMajorAxis", ellipse.semiMajor(), Unit.METRE);
      measure("semiMinorAxis", ellipse.semiMinor(), Unit.METRE);
      measure("orientation", ellipse.orientation(), Unit.DEGREE);
      out.raw(ELLIPSE_END);
    } else if (shape instanceof Shape.ArcBand band) {
      out.raw(ARC_BAND);
      pos(band.centre(), null);
      measure("innerRadius", band.inner(), Unit.METRE);
      measure("outerRadius", band.outer(), Unit.METRE);
      measure("startAngle", band.start(), Unit.DEGREE);
      measure("openingAngle", band.opening(), Unit.DEGREE);
      out.raw(ARC_BAND_END);
    } else {
      List<Coordinate> corners = ((Shape.Polygon) shape).corners();
      out.raw(POLYGON);
      corners.forEach(corner -> pos(corner, null));
      pos(corners.get(0), null);
      out.raw(POLYGON_END);
    }
  }

  private void movement(Position position) {
    if (position.speed() == null && position.bearing() == null) {
      return;
    }
    out.raw(DYNAMIC);
    if (position.speed() != null) {
      out.raw(SPEED).text(decimal(position.speed(), OTHERS)).raw(SPEED_END);
    }
    if (position.bearing() != null) {
      out.raw(HEADING).text(decimal(position.bearing(), OTHERS)).raw(HEADING_END);
    }
    out.raw(DYNAMIC_END);
  }

  private enum Unit {
    METRE(9001),
    DEGREE(9102);

    private final String name;

    Unit(int code) {
      name = "urn:ogc:def:uom:EPSG::" + code;
    }
  }

  private void measure(String name, double value, Unit unit) {
    out.raw(bytes("<gs:" + name + " uom=\"" + unit.name + "\">"));
    out.text(decimal(value, OTHERS)).raw(bytes("</gs:" + name + ">"));
  }

  private void pos(Coordinate place, @Nullable Double altitude) {
    out.raw(POS).text(decimal(place.latitude(), A_CENTIMETRE)).text(" ");
    out.text(decimal(place.longitude(), A_CENTIMETRE));
    if (altitude != null) {
      out.text(" ").text(decimal(altitude, OTHERS));
    }
    out.raw(POS_END);
  }

  private static String decimal(double value, int decimals) {
    BigDecimal rounded = BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_EVEN);
    return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
  }

  /** The method token of RFC 4119 that says what a pos_method of OMA MLP means, or null. */
  private static @Nullable String method(@Nullable String method) {
    if (method == null) {
      return null;
    }
    return switch (method) {
      case "CELL", "E-CID", "NR_E-CID" -> "Cell";
      case "GPS" -> "GPS";
      case "A-GPS" -> "A-GPS";
      case "OTDOA", "E-OTD", "U-TDOA", "AFLT", "EFLT", "Multi-RTT", "DL-TDOA", "UL-TDOA" ->
          "Triangulation";
      case "WLAN" -> "802.11";
      default -> null;
    };
  }
}
