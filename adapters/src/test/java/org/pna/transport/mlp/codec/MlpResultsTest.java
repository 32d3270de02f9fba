package org.pna.transport.mlp.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.pna.transport.mlp.codec.Samples.answer;
import static org.pna.transport.mlp.codec.Samples.coord;
import static org.pna.transport.mlp.codec.Samples.shape;
import static org.pna.transport.mlp.codec.Samples.xml;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pna.model.Coordinate;
import org.pna.model.Imsi;
import org.pna.model.MalformedMessageException;
import org.pna.model.Msisdn;
import org.pna.model.Nai;
import org.pna.model.Position;
import org.pna.model.PublicIdentity;
import org.pna.model.Shape;
import org.pna.model.message.mlp.LocatedSubscriber;
import org.pna.model.message.mlp.LocationOutcome.Failed;
import org.pna.model.message.mlp.LocationOutcome.Located;
import org.pna.model.message.mlp.LocationOutcome.Seen;
import org.pna.model.message.mlp.LocationTrigger;
import org.pna.model.message.mlp.MlpResult;
import org.pna.model.message.mlp.MlpService;
import org.pna.model.message.mlp.ResultCode;

class MlpResultsTest {
  private static final double A_MICRO_DEGREE = 1e-6;

  private static Position position(byte[] document) throws MalformedMessageException {
    MlpResult result = MlpResults.read(document);
    return ((Located) result.subscribers().get(0).outcome()).position();
  }

  private static Shape read(String shape) throws MalformedMessageException {
    return position(shape(shape)).shape();
  }

  @Test
  void anImmediateAnswer() throws Exception {
    MlpResult result = MlpResults.read(Samples.ours("slia.xml"));
    assertThat(result.service()).isEqualTo(MlpService.SLIA);
    assertThat(result.isGood()).isTrue();
    assertThat(result.subscribers()).hasSize(1);
    assertThat(result.subscribers().get(0).names()).containsExactly(new Msisdn("15551230001"));
    Position position = ((Located) result.subscribers().get(0).outcome()).position();
    assertThat(position.time()).isEqualTo(Instant.parse("2026-11-20T22:50:00Z"));
    Shape.Circle circle = (Shape.Circle) position.shape();
    assertThat(circle.radius()).isEqualTo(850);
    assertThat(circle.centre().latitude()).isCloseTo(59.329306, within(A_MICRO_DEGREE));
    assertThat(circle.centre().longitude()).isCloseTo(18.068583, within(A_MICRO_DEGREE));
  }

  @Test
  void aTriggeredReportOfAnAbsentSubscriber() throws Exception {
    MlpResult result = MlpResults.read(Samples.ours("tlrep.xml"));
    assertThat(result.service()).isEqualTo(MlpService.TLREP);
    assertThat(result.requestId()).isEqualTo("25293");
    LocatedSubscriber subscriber = result.subscribers().get(0);
    assertThat(subscriber.trigger()).isEqualTo(LocationTrigger.PERIODIC);
    assertThat(subscriber.outcome()).isEqualTo(new Failed(ResultCode.ABSENT_SUBSCRIBER));
  }

  @Test
  void everythingThatAPositionCanHave() throws Exception {
    byte[] document =
        answer(
            "<pd><time utc_off=\"-0330\">20261120235000</time><shape><Point>"
                + coord("-33.5", "-70.25")
                + "</Point></shape><alt>310.5</alt><alt_unc>12</alt_unc><speed>13.9</speed>"
                + "<direction>271.5</direction><lev_conf>67</lev_conf></pd>");
    assertThat(position(document))
        .isEqualTo(
            new Position(
                new Shape.Point(new Coordinate(-33.5, -70.25)),
                Instant.parse("2026-11-21T03:20:00Z"),
                "CELL",
                67.0,
                310.5,
                12.0,
                13.9,
                271.5));
  }

  @ParameterizedTest
  @CsvSource({
    "59 19 45.5N, 018 04 06.9E, 59.329306, 18.068583",
    "27 28 25.00S, 058 50 02.0W, -27.473611, -58.833889",
    "00 00 00N, 180 00 00W, 0, -180",
    "+6.195592, -75.558107, 6.195592, -75.558107",
    "-90, 180, -90, 180",
    "12 30 00 S, 000 30 00 E, -12.5, 0.5",
  })
  void bothNotationsOfAPlace(String x, String y, double latitude, double longitude)
      throws Exception {
    Coordinate at = ((Shape.Point) read("<Point>" + coord(x, y) + "</Point>")).at();
    assertThat(at.latitude()).isCloseTo(latitude, within(A_MICRO_DEGREE));
    assertThat(at.longitude()).isCloseTo(longitude, within(A_MICRO_DEGREE));
  }

  @ParameterizedTest
  @CsvSource({
    "90.1, 0",
    "0, 180.5",
    "59 60 00N, 018 00 00E",
    "59 00 60N, 018 00 00E",
    "59 00 00E, 018 00 00N",
    "91 00 00N, 018 00 00E",
    "NaN, 0",
    "1e1, 0",
    "'', 0",
    "0x10, 0",
  })
  void noSuchPlace(String x, String y) {
    assertThatThrownBy(() -> read("<Point>" + coord(x, y) + "</Point>"))
        .isInstanceOf(MalformedMessageException.class)
        .hasMessageMatching("line 1, [XY]: .*");
  }

  static List<String> shapes() {
    return Samples.shapes();
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void everyShape(String shape) throws Exception {
    assertThat(read(shape)).isNotNull();
    // the same from further away, in a document with white space and a name space
    byte[] spaced =
        xml(
            new String(shape(shape), StandardCharsets.UTF_8)
                .replace("<svc_result", "<svc_result xmlns=\"urn:example\"")
                .replace("><", ">\n <"));
    assertThat(position(spaced).shape()).isEqualTo(read(shape));
  }

  @Test
  void anArcGoesFromItsStartToItsStopOverNorth() throws Exception {
    Shape.ArcBand band = (Shape.ArcBand) read(Samples.shapes().get(3));
    assertThat(band.start()).isEqualTo(300);
    assertThat(band.opening()).isEqualTo(120);
    Shape.ArcBand ring =
        (Shape.ArcBand)
            read(Samples.shapes().get(3).replace(">300<", ">0<").replace(">60<", ">360<"));
    assertThat(ring.opening()).isEqualTo(360);
  }

  @Test
  void ringsBecomeCounterClockwiseAndOpen() throws Exception {
    Coordinate a = new Coordinate(59.3, 18);
    Coordinate b = new Coordinate(59.4, 18);
    Coordinate c = new Coordinate(59.4, 18.2);
    String there = coord("59.3", "18") + coord("59.4", "18") + coord("59.4", "18.2");
    String back = coord("59.4", "18.2") + coord("59.4", "18") + coord("59.3", "18");
    List<Coordinate> counterClockwise = List.of(c, b, a);
    assertThat(ring(there)).isEqualTo(counterClockwise);
    assertThat(ring(back)).isEqualTo(counterClockwise);
    assertThat(ring(there + coord("59.3", "18"))).isEqualTo(counterClockwise);
  }

  private static List<Coordinate> ring(String coords) throws MalformedMessageException {
    String polygon =
        "<Polygon><outerBoundaryIs><LinearRing>"
            + coords
            + "</LinearRing></outerBoundaryIs></Polygon>";
    return ((Shape.Polygon) read(polygon)).corners();
  }

  @Test
  void aRingOverTheDateLineKeepsItsOrder() throws Exception {
    String east = coord("0", "179.9") + coord("0", "-179.9") + coord("0.2", "-179.9");
    assertThat(ring(east)).first().isEqualTo(new Coordinate(0, 179.9));
  }

  @Test
  void aRingOfManyCornersBecomesTheCircleAroundIt() throws Exception {
    StringBuilder coords = new StringBuilder();
    for (int i = 0; i < 16; i++) {
      double angle = Math.toRadians(i * 22.5);
      coords.append(coord(decimal(0.01 * Math.cos(angle)), decimal(0.01 * Math.sin(angle))));
    }
    String ring = "<LinearRing>" + coords + "</LinearRing>";
    Shape.Circle circle = (Shape.Circle) read(ring);
    assertThat(circle.radius()).isCloseTo(1113, within(5.0));
    assertThat(circle.centre().latitude()).isCloseTo(0, within(A_MICRO_DEGREE));
  }

  private static String decimal(double degrees) {
    return String.format(Locale.ROOT, "%.9f", degrees);
  }

  @Test
  void severalShapesBecomeTheCircleAroundThem() throws Exception {
    Shape.Circle circle = (Shape.Circle) read(Samples.shapes().get(8));
    assertThat(circle.centre().latitude()).isCloseTo(59.35, within(A_MICRO_DEGREE));
    assertThat(circle.centre().longitude()).isCloseTo(18.1, within(A_MICRO_DEGREE));
    assertThat(circle.radius()).isCloseTo(7_950, within(50.0));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "www.epsg.org#4326",
        "EPSG:4326",
        "urn:ogc:def:crs:EPSG::4326",
        "4326",
        "WGS84",
        ""
      })
  void namesOfTheReferenceSystem(String name) throws Exception {
    assertThat(read("<Point srsName=\"" + name + "\">" + coord("1", "2") + "</Point>")).isNotNull();
  }

  @Test
  void anotherReferenceSystemIsRefused() {
    String utm = "<Point srsName=\"www.epsg.org#32633\">" + coord("1", "2") + "</Point>";
    assertThatThrownBy(() -> read(utm)).hasMessageContaining("reference system");
    String nested = "<MultiPoint>" + utm + "</MultiPoint>";
    assertThatThrownBy(() -> read(nested)).hasMessageContaining("reference system");
  }

  @Test
  void severalSubscribersInOneMessage() throws Exception {
    String error = "<poserr><result resid=\"202\">no</result><time>20261120235000</time></poserr>";
    MlpResult result =
        MlpResults.read(
            xml(
                "<svc_result ver=\"3.0.0\"><slrep ver=\"3.0.0\">"
                    + "<pos><msid type=\"IMSI\">240991234567890</msid>"
                    + error
                    + "</pos><pos><msid type=\"SIP_URI\">sip:a@example.org</msid>"
                    + error
                    + "</pos><pos><msid type=\"NAI\">a@example.org</msid>"
                    + error
                    + "</pos><pos><msid enc=\"CRP\">12345</msid>"
                    + error
                    + "<gsm_net_param><imsi>240991234567891</imsi></gsm_net_param>"
                    + "</pos></slrep></svc_result>"));
    assertThat(result.service()).isEqualTo(MlpService.SLREP);
    assertThat(result.subscribers())
        .extracting(LocatedSubscriber::names)
        .containsExactly(
            List.of(new Imsi("240991234567890")),
            List.of(new PublicIdentity("sip:a@example.org")),
            List.of(new Nai("a@example.org")),
            List.of(new Imsi("240991234567891")));
  }

  @Test
  void answersWithoutAPlace() throws Exception {
    MlpResult accepted =
        MlpResults.read(
            xml("<svc_result ver=\"3.1.0\"><tlra><req_id>77</req_id></tlra></svc_result>"));
    assertThat(accepted.requestId()).isEqualTo("77");
    MlpResult refused =
        MlpResults.read(
            xml("<svc_result><tlrsa><result resid=\"115\">X</result></tlrsa></svc_result>"));
    assertThat(refused.isGood()).isFalse();
    assertThat(refused.result()).isEqualTo(new ResultCode(115));
    MlpResult general = MlpResults.read(xml("<gem ver=\"3.4.0\"><result resid=\"105\"/></gem>"));
    assertThat(general.service()).isEqualTo(MlpService.GEM);
    MlpResult seen =
        MlpResults.read(
            xml(
                "<svc_result><tlrep><req_id>1</req_id><trl_pos trl_trigger=\"MS_AVAIL\">"
                    + "<msid>1</msid><time>20261120235000</time></trl_pos></tlrep></svc_result>"));
    assertThat(seen.subscribers().get(0).outcome())
        .isEqualTo(new Seen(Instant.parse("2026-11-20T23:50:00Z")));
    assertThat(seen.subscribers().get(0).trigger()).isEqualTo(LocationTrigger.MS_AVAIL);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "<svc_result/>",
        "<svc_init ver=\"3.4.0\"/>",
        "<svc_result ver=\"2.0.0\"><slia><req_id>1</req_id></slia></svc_result>",
        "<svc_result><slia/></svc_result>",
        "<svc_result><slia><result>OK</result></slia></svc_result>",
        "<svc_result><slia><result resid=\"99999999999\"/></slia></svc_result>",
        "<svc_result><slia><pos><msid>1</msid></pos></slia></svc_result>",
        "<svc_result><slia><pos><pd><shape/></pd></pos></slia></svc_result>",
        "<svc_result><slia><pos><pd><time>20261320235000</time></pd></pos></slia></svc_result>",
        "<svc_result><slia><pos><pd><time>2026</time></pd></pos></slia></svc_result>",
        "<svc_result><slia><req_id>1</req_id></slia>",
      })
  void malformed(String document) {
    assertThatThrownBy(() -> MlpResults.read(xml(document)))
        .isInstanceOf(MalformedMessageException.class)
        .hasMessageStartingWith("line ");
  }

  @Test
  void refusesWhatIsTooLargeOrTooDeep() {
    assertThatThrownBy(() -> MlpResults.read(new byte[MlpXml.MOST_OCTETS + 1]))
        .hasMessageContaining("larger");
    assertThatThrownBy(() -> MlpResults.read(xml("<a>".repeat(40) + "</a>".repeat(40))))
        .hasMessageContaining("too deep");
    assertThatThrownBy(() -> MlpResults.read(xml("<a>" + "<b/>".repeat(30_000) + "</a>")))
        .hasMessageContaining("too many elements");
    String line = "<LineString>" + coord("1", "2").repeat(1001) + "</LineString>";
    assertThatThrownBy(() -> read(line)).hasMessageContaining("1001 coord");
    String pos = "<pos><poserr><result resid=\"5\"/></poserr></pos>";
    assertThatThrownBy(
            () ->
                MlpResults.read(
                    xml("<svc_result><slrep>" + pos.repeat(1001) + "</slrep></svc_result>")))
        .hasMessageContaining("more than 1000 subscribers");
  }

  @Test
  void aDocumentTypeElsewhereIsNeverFetchedAndOneThatDeclaresIsRefused() throws Exception {
    try (ServerSocket listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      listener.setSoTimeout(300);
      String url = "http://127.0.0.1:" + listener.getLocalPort() + "/mlp.dtd";
      String body = "<svc_result><slia><req_id>%s</req_id></slia></svc_result>";
      assertThat(
              MlpResults.read(
                      xml("<!DOCTYPE svc_result SYSTEM \"" + url + "\">" + body.formatted("1")))
                  .requestId())
          .isEqualTo("1");
      List<String> hostile =
          List.of(
              "<!DOCTYPE svc_result [<!ENTITY e SYSTEM \"" + url + "\">]>" + body.formatted("&e;"),
              "<!DOCTYPE svc_result [<!ENTITY e \"1\">]>" + body.formatted("&e;"),
              "<!DOCTYPE svc_result [<!ENTITY % p SYSTEM \"" + url + "\"> %p;]>" + body,
              "<!DOCTYPE svc_result SYSTEM \"" + url + "\">" + body.formatted("&e;"),
              body.formatted("&e;"));
      for (String document : hostile) {
        assertThatThrownBy(() -> MlpResults.read(xml(document)))
            .as(document)
            .isInstanceOf(MalformedMessageException.class);
      }
      assertThatThrownBy(listener::accept).isInstanceOf(SocketTimeoutException.class);
    }
  }

  @Test
  void samplesOfOthers() {
    List<Path> files =
        Samples.others("samplesOfOthers", "captures/third-party/mlp", "gmlc_example_.*\\.xml");
    List<String> results = new ArrayList<>();
    for (Path file : files) {
      byte[] document = Samples.read(file);
      String name = file.getFileName().toString().replaceAll("[^0-9]", "");
      try {
        results.add(name + " " + MlpResults.read(document).service());
      } catch (MalformedMessageException e) {
        try {
          results.add(name + " " + MlpRequestReader.read(document).service());
        } catch (MalformedMessageException again) {
          results.add(name + " " + again.getMessage());
        }
      }
    }
    assertThat(results)
        .containsExactly(
            "00 slir",
            "02 SLIA",
            "04 SLIA",
            "06 SLIA",
            "08 SLIA",
            "10 TLREP",
            "12 slir",
            "14 slir",
            "16 line 1: not well-formed XML",
            "18 SLIA",
            "20 line 1: not well-formed XML",
            "22 slir",
            "24 SLIA",
            "26 TLRA",
            "28 slir");
  }
}
