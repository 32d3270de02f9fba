package org.pna.publisher.pidf;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pna.model.Call;
import org.pna.publisher.pidf.Network.Roaming;

class PidfWriterTest {
  private static final Instant TIME = Instant.parse("2026-11-20T23:50:00Z");

  @Test
  void tupleInTheOrderOfRfc3863() {
    Fragment fragment =
        Fragment.of(
            new Tuple(
                "cs-voice",
                Basic.CLOSED,
                "implicit",
                List.of("urn:uuid:1", "urn:uuid:2"),
                "tel:+15551230001",
                TIME));
    assertThat(fragment.kind()).isEqualTo(Fragment.Kind.TUPLE);
    assertThat(fragment.id()).isEqualTo("cs-voice");
    assertThat(text(fragment, View.WITH_LOCATION))
        .isEqualTo(
            "<tuple id=\"cs-voice\"><status><basic>closed</basic></status>"
                + "<pna:reason>implicit</pna:reason>"
                + "<dm:deviceID>urn:uuid:1</dm:deviceID><dm:deviceID>urn:uuid:2</dm:deviceID>"
                + "<contact>tel:+15551230001</contact>"
                + "<timestamp>2026-11-20T23:50:00Z</timestamp></tuple>");
    assertThat(fragment.xml(View.WITHOUT_LOCATION)).isSameAs(fragment.xml(View.WITH_LOCATION));
  }

  @Test
  void registrationOfATuple() {
    for (RegistrationState state : RegistrationState.values()) {
      Tuple tuple = new Tuple("ims", Basic.OPEN, state, null, null, List.of(), "sip:a@b", TIME);
      assertThat(text(tuple))
          .isEqualTo(
              "<tuple id=\"ims\"><status><basic>open</basic></status><op:registration-state>"
                  + (state == RegistrationState.ACTIVE ? "active" : "terminated")
                  + "</op:registration-state><contact>sip:a@b</contact>"
                  + "<timestamp>2026-11-20T23:50:00Z</timestamp></tuple>");
    }
  }

  @Test
  void tupleWithOnlyWhatItMustHave() {
    assertThat(text(new Tuple("ps-data", Basic.OPEN, null, List.of(), null, TIME)))
        .isEqualTo(
            "<tuple id=\"ps-data\"><status><basic>open</basic></status>"
                + "<timestamp>2026-11-20T23:50:00Z</timestamp></tuple>");
  }

  @ParameterizedTest
  @CsvSource({
    "OPEN, SPEECH, open</op:basic></op:session-participation><pna:bearer>speech</pna:bearer>",
    "OPEN, VIDEO, open</op:basic></op:session-participation><pna:bearer>video</pna:bearer>",
    "OPEN, DATA, open</op:basic></op:session-participation><pna:bearer>data</pna:bearer>",
    "OPEN, , open</op:basic></op:session-participation>",
    "CLOSED, , closed</op:basic></op:session-participation>",
  })
  void tupleThatIsInUseOrNot(Basic basic, Call.@Nullable Bearer bearer, String said) {
    Participation participation = new Participation(basic, bearer);
    assertThat(text(new Tuple("t", Basic.OPEN, participation, "why", List.of("urn:x"), null, TIME)))
        .isEqualTo(
            "<tuple id=\"t\"><status><basic>open</basic></status>"
                + "<op:session-participation><op:basic>"
                + said
                + "<pna:reason>why</pna:reason><dm:deviceID>urn:x</dm:deviceID>"
                + "<timestamp>2026-11-20T23:50:00Z</timestamp></tuple>");
  }

  @Test
  void personWithActivities() {
    assertThat(text(new Person("p1", List.of("on-the-phone", "in-transit"), TIME)))
        .isEqualTo(
            "<dm:person id=\"p1\"><rpid:activities><rpid:on-the-phone/><rpid:in-transit/>"
                + "</rpid:activities><dm:timestamp>2026-11-20T23:50:00Z</dm:timestamp>"
                + "</dm:person>");
  }

  @Test
  void deviceInTheOrderOfRfc4479AndItsViewWithoutLocation() {
    Device device =
        new Device(
            "d1",
            "urn:uuid:1",
            List.of(
                new Network("3GPP-CS", true, Roaming.VISITED, false),
                new Network("3GPP-PS", true, Roaming.HOME, true),
                new Network("IMS", false, null, false)),
            new CellLocation(
                "240-99-6699-15437", null, null, "240-99-6699-3", TIME.minusSeconds(60)),
            TIME);
    String head =
        "<dm:device id=\"d1\"><op:network-availability>"
            + "<op:network id=\"3GPP-CS\"><op:active/><pde:visited/></op:network>"
            + "<op:network id=\"3GPP-PS\"><op:active/><pde:home/><pna:not-reachable/></op:network>"
            + "<op:network id=\"IMS\"><op:terminated/></op:network></op:network-availability>";
    String tail =
        "<dm:deviceID>urn:uuid:1</dm:deviceID>"
            + "<dm:timestamp>2026-11-20T23:50:00Z</dm:timestamp></dm:device>";
    Fragment fragment = Fragment.of(device);
    assertThat(text(fragment, View.WITH_LOCATION))
        .isEqualTo(
            head
                + "<gp:geopriv><gp:location-info><pna:cell time=\"2026-11-20T23:49:00Z\">"
                + "<pna:cgi>240-99-6699-15437</pna:cgi><pna:rai>240-99-6699-3</pna:rai>"
                + "</pna:cell></gp:location-info><gp:usage-rules>"
                + "<gbp:retransmission-allowed>false</gbp:retransmission-allowed>"
                + "</gp:usage-rules><gp:method>Cell</gp:method></gp:geopriv>"
                + tail);
    assertThat(text(fragment, View.WITHOUT_LOCATION)).isEqualTo(head + tail);
  }

  @Test
  void deviceThatNobodyHasIsOnlyItsId() {
    Device device =
        new Device("d1", "urn:x", List.of(), new CellLocation(null, null, null, null, TIME), TIME);
    assertThat(text(device))
        .isEqualTo(
            "<dm:device id=\"d1\"><dm:deviceID>urn:x</dm:deviceID>"
                + "<dm:timestamp>2026-11-20T23:50:00Z</dm:timestamp></dm:device>");
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-20T23:50:00Z, 2026-11-20T23:50:00Z",
    "2026-11-20T23:50:00.5Z, 2026-11-20T23:50:00.5Z",
    "2026-01-02T03:04:05.000120Z, 2026-01-02T03:04:05.00012Z",
    "2026-01-02T03:04:05.123456999Z, 2026-01-02T03:04:05.123456Z",
    "2026-01-02T03:04:05.000000999Z, 2026-01-02T03:04:05Z",
    "1969-12-31T23:59:59.9Z, 1969-12-31T23:59:59.9Z",
    "0001-01-01T00:00:00Z, 0001-01-01T00:00:00Z",
    "9999-12-31T23:59:59.999999Z, 9999-12-31T23:59:59.999999Z"
  })
  void timestampsOfRfc3339(String instant, String written) {
    assertThat(text(new Tuple("t", Basic.OPEN, null, List.of(), null, Instant.parse(instant))))
        .contains("<timestamp>" + written + "</timestamp>");
  }

  @Test
  void timestampsOutsideTheCalendarAreRefused() {
    for (Instant instant :
        List.of(Instant.parse("0000-12-31T23:59:59Z"), Instant.parse("+10000-01-01T00:00:00Z"))) {
      Tuple tuple = new Tuple("t", Basic.OPEN, null, List.of(), null, instant);
      assertThatIllegalArgumentException().isThrownBy(() -> Fragment.of(tuple));
    }
  }

  @Test
  void textIsEscaped() {
    String hostile = "a&b<c>d\"e'f\tg\nh\ri\u0001j\u00e9\u20ac\ud83d\ude00\ud800k\uffff";
    assertThat(text(new Tuple("t", Basic.OPEN, hostile, List.of(), null, TIME)))
        .contains(
            "<pna:reason>a&amp;b&lt;c&gt;d\"e'f\tg\nh&#xD;i\ufffdj\u00e9\u20ac"
                + "\ud83d\ude00\ufffdk\ufffd</pna:reason>");
  }

  @Test
  void attributesAreEscaped() {
    Network network = new Network("a&b<c>d\"e'f\tg\nh\r\u0001", true, null, false);
    assertThat(text(new Device("d", "urn:x", List.of(network), null, TIME)))
        .contains("id=\"a&amp;b&lt;c&gt;d&quot;e'f&#x9;g&#xA;h&#xD;\ufffd\"");
  }

  @Test
  void longTextsFit() {
    String contact = "&\u20ac".repeat(10_000);
    assertThat(text(new Tuple("t", Basic.OPEN, null, List.of(), contact, TIME)))
        .contains("<contact>" + "&amp;\u20ac".repeat(10_000) + "</contact>");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1a", "-a", "_a", ".a", "a b", "a:b", "a'b", "\u00e9"})
  void idsThatAreNoXsIdWithALetterFirstAreRefused(String id) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Fragment.of(new Tuple(id, Basic.OPEN, null, List.of(), null, TIME)));
  }

  @Test
  void activitiesThatRpidDoesNotHaveAreRefused() {
    for (List<String> activities :
        List.<List<String>>of(List.of(), List.of("unknown"), List.of("x/><y"))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Fragment.of(new Person("p", activities, TIME)));
    }
  }

  private static String text(Element element) {
    return text(Fragment.of(element), View.WITH_LOCATION);
  }

  private static String text(Fragment fragment, View view) {
    return new String(fragment.xml(view), UTF_8);
  }
}
