package org.pna.publisher.pidf;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.pna.model.Coordinate;
import org.pna.model.Position;
import org.pna.model.Shape;

/** Shapes as RFC 5491 clause 5.2 has them. */
class GeodeticWriterTest {
  private static final Instant TIME = Instant.parse("2026-11-20T23:50:00Z");
  private static final Coordinate HERE = new Coordinate(59.3293, -18.0686);
  private static final String METRES = " uom=\"urn:ogc:def:uom:EPSG::9001\">";
  private static final String DEGREES = " uom=\"urn:ogc:def:uom:EPSG::9102\">";
  private static final String GML = " xmlns:gml=\"http://www.opengis.net/gml\"";
  private static final String GS = " xmlns:gs=\"http://www.opengis.net/pidflo/1.0\"" + GML;
  private static final String FLAT = " srsName=\"urn:ogc:def:crs:EPSG::4326\">";
  private static final String POS = "<gml:pos>59.3293 -18.0686</gml:pos>";

  private static Device device(Position position) {
    GeodeticLocation location = new GeodeticLocation(position, TIME.plusSeconds(3600));
    return new Device("d1", "urn:x", List.of(), null, location, TIME);
  }

  private static String text(Device device) {
    return new String(Fragment.of(device).xml(View.WITH_LOCATION), UTF_8);
  }

  static Stream<Arguments> shapes() {
    return Stream.of(
        Arguments.of(new Shape.Point(HERE), "<gml:Point" + GML + FLAT + POS + "</gml:Point>"),
        Arguments.of(
            new Shape.Circle(HERE, 850.256),
            "<gs:Circle"
                + GS
                + FLAT
                + POS
                + "<gs:radius"
                + METRES
                + "850.26</gs:radius></gs:Circle>"),
        Arguments.of(
            new Shape.Ellipse(HERE, 200, 100.5, 30),
            "<gs:Ellipse"
                + GS
                + FLAT
                + POS
                + "<gs:semiMajorAxis"
                + METRES
                + "200</gs:semiMajorAxis><gs:semiMinorAxis"
                + METRES
                + "100.5</gs:semiMinorAxis><gs:orientation"
                + DEGREES
                + "30</gs:orientation></gs:Ellipse>"),
        Arguments.of(
            new Shape.ArcBand(HERE, 0, 550, 300, 120),
            "<gs:ArcBand"
                + GS
                + FLAT
                + POS
                + "<gs:innerRadius"
                + METRES
                + "0</gs:innerRadius><gs:outerRadius"
                + METRES
                + "550</gs:outerRadius><gs:startAngle"
                + DEGREES
                + "300</gs:startAngle><gs:openingAngle"
                + DEGREES
                + "120</gs:openingAngle></gs:ArcBand>"),
        Arguments.of(
            new Shape.Polygon(
                List.of(HERE, new Coordinate(59.4, -18), new Coordinate(59.4, -18.1))),
            "<gml:Polygon"
                + GML
                + FLAT
                + "<gml:exterior><gml:LinearRing>"
                + POS
                + "<gml:pos>59.4 -18</gml:pos><gml:pos>59.4 -18.1</gml:pos>"
                + POS
                + "</gml:LinearRing></gml:exterior></gml:Polygon>"));
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void everyShape(Shape shape, String written) throws Exception {
    Device device = device(new Position(shape, TIME.minusSeconds(60)));
    assertThat(text(device))
        .isEqualTo(
            "<dm:device id=\"d1\"><gp:geopriv><gp:location-info>"
                + written
                + "</gp:location-info><gp:usage-rules>"
                + "<gbp:retransmission-allowed>false</gbp:retransmission-allowed>"
                + "<gbp:retention-expiry>2026-11-21T00:50:00Z</gbp:retention-expiry>"
                + "</gp:usage-rules><pna:located-at>2026-11-20T23:49:00Z</pna:located-at>"
                + "</gp:geopriv><dm:deviceID>urn:x</dm:deviceID>"
                + "<dm:timestamp>2026-11-20T23:50:00Z</dm:timestamp></dm:device>");
    byte[] document =
        PidfDocuments.pidf(
            PresenceDocument.of("sip:a@b", List.of(Fragment.of(device))), View.WITH_LOCATION);
    new PidfSchema().validate(document);
    PublishedSchemas.require("GeodeticWriterTest.everyShape").validate(document);
  }

  @Test
  void methodMovementAndAltitude() throws Exception {
    Position position =
        new Position(new Shape.Point(HERE), TIME, "A-GPS", 67.0, 310.5, 12.0, 13.9, 271.5);
    String text = text(device(position));
    assertThat(text)
        .contains(
            "EPSG::4979\"><gml:pos>59.3293 -18.0686 310.5</gml:pos></gml:Point><dyn:Dynamic",
            "<dyn:speed>13.9</dyn:speed><dyn:heading>271.5</dyn:heading></dyn:Dynamic>"
                + "</gp:location-info>",
            "</gp:usage-rules><gp:method>A-GPS</gp:method><pna:located-at>");
    byte[] document =
        PidfDocuments.pidf(
            PresenceDocument.of("sip:a@b", List.of(Fragment.of(device(position)))),
            View.WITH_LOCATION);
    PublishedSchemas.require("GeodeticWriterTest.methodMovementAndAltitude").validate(document);
  }

  @Test
  void nobodySeesItWhoMayNot() {
    Fragment fragment = Fragment.of(device(new Position(new Shape.Point(HERE), TIME)));
    assertThat(new String(fragment.xml(View.WITHOUT_LOCATION), UTF_8))
        .isEqualTo(
            "<dm:device id=\"d1\"><dm:deviceID>urn:x</dm:deviceID>"
                + "<dm:timestamp>2026-11-20T23:50:00Z</dm:timestamp></dm:device>");
  }

  @Test
  void theSamePlaceAgainIsNewsOnceHalfOfItsTimeIsOver() {
    Position position = new Position(new Shape.Point(HERE), TIME);
    Device first = device(position);
    assertThat(first.saysTheSameAs(later(position, 1799))).isTrue();
    assertThat(later(position, 1799).saysTheSameAs(first)).isTrue();
    assertThat(first.saysTheSameAs(later(position, 1800))).isFalse();
    Position elsewhere = new Position(new Shape.Circle(HERE, 1), TIME);
    assertThat(first.saysTheSameAs(device(elsewhere))).isFalse();
    assertThat(first.saysTheSameAs(first.withoutLocation())).isFalse();
  }

  private static Device later(Position position, int seconds) {
    Instant time = TIME.plusSeconds(seconds);
    GeodeticLocation location = new GeodeticLocation(position.at(time), time.plusSeconds(3600));
    return new Device("d1", "urn:x", List.of(), null, location, time);
  }

  @Test
  void timesThatCannotBeWritten() {
    Position position = new Position(new Shape.Point(HERE), Instant.MAX);
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                Fragment.of(
                    new Device(
                        "d1",
                        "urn:x",
                        List.of(),
                        null,
                        new GeodeticLocation(position, TIME),
                        TIME)));
  }
}
