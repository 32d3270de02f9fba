package org.pna.publisher.pidf;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pna.model.MalformedMessageException;
import org.pna.publisher.pidf.Network.Roaming;
import org.pna.publisher.pidf.ReceivedPresence.ReceivedDevice;
import org.pna.publisher.pidf.ReceivedPresence.ReceivedPerson;
import org.pna.publisher.pidf.ReceivedPresence.ReceivedTuple;

class PidfReaderTest {
  private static final Instant TIME = Instant.parse("2026-11-20T23:50:00Z");
  private static final String PRESENCE =
      "<presence xmlns=\"urn:ietf:params:xml:ns:pidf\" xmlns:dm=\""
          + Namespaces.DATA_MODEL
          + "\" xmlns:op=\""
          + Namespaces.OMA_PRES
          + "\" xmlns:gp=\""
          + Namespaces.GEOPRIV
          + "\" xmlns:pna=\""
          + Namespaces.PNA
          + "\" entity=\"e\">";

  private static byte[] presence(String content) {
    return (PRESENCE + content + "</presence>").getBytes(UTF_8);
  }

  @Test
  void everythingThatIsWritten() throws Exception {
    ReceivedPresence presence = PidfReader.read(Fixtures.good("presence-cell.xml"));
    String urn = "urn:uuid:48662e19-5fbf-43fc-a2fd-d23002787599";
    assertThat(presence)
        .isEqualTo(
            new ReceivedPresence(
                "tel:+15551230001",
                List.of(
                    new ReceivedTuple(
                        "cs-voice",
                        Basic.CLOSED,
                        null,
                        "implicit",
                        List.of(urn),
                        "tel:+15551230001",
                        TIME),
                    new ReceivedTuple(
                        "ps-data",
                        Basic.OPEN,
                        null,
                        null,
                        List.of(),
                        null,
                        TIME.minus(Duration.ofHours(1)).plusMillis(250))),
                List.of(new ReceivedPerson("p1", List.of("on-the-phone"), TIME)),
                List.of(
                    new ReceivedDevice(
                        "d1",
                        urn,
                        List.of(
                            new Network("3GPP-CS", true, Roaming.VISITED, false),
                            new Network("3GPP-PS", true, null, true),
                            new Network("IMS", false, null, false)),
                        new CellLocation("240-99-6699-15437", null, null, "240-99-6699-3", TIME),
                        null,
                        TIME))));
    assertThat(presence.summary())
        .isEqualTo(
            "cs-voice closed (implicit), ps-data open, on-the-phone,"
                + " networks: 3GPP-CS active (visited), 3GPP-PS active (not reachable),"
                + " IMS terminated, cell 240-99-6699-15437, routing area 240-99-6699-3");
  }

  @Test
  void whatOthersWrite() throws Exception {
    assertThat(PidfReader.read(Fixtures.good("pidf-full.xml")).summary()).isEqualTo("t1 open");
    assertThat(PidfReader.read(Fixtures.good("presence-empty.xml")).summary())
        .isEqualTo("nothing known");
    assertThat(PidfReader.read(Fixtures.good("pidf-pna-full.xml")).summary())
        .isEqualTo(
            "cs-voice open (in a call), on-the-phone, networks: 3GPP-CS active (visited),"
                + " 3GPP-PS terminated, IMS active, Circle 59.3293 18.0686");
    assertThat(
            PidfReader.read(
                    presence(
                        "<tuple id=\"t\"><status/></tuple><dm:device id=\"d\">"
                            + "<op:network-availability><op:network id=\"n\"/>"
                            + "</op:network-availability><dm:deviceID>u</dm:deviceID>"
                            + "</dm:device><dm:person id=\"p\"/>"))
                .summary())
        .isEqualTo("t unknown, p, no networks");
  }

  @Test
  void whatIsWrittenIsReadAgain() throws Exception {
    RandomElements random = new RandomElements(RandomElements.seed("whatIsWrittenIsReadAgain"));
    for (int i = 0; i < 500; i++) {
      List<Element> elements = random.elements();
      ReceivedPresence read =
          PidfReader.read(
              PidfDocuments.pidf(
                  PresenceDocument.of("e", elements.stream().map(Fragment::of).toList()),
                  View.WITH_LOCATION));
      List<Object> ids = new ArrayList<>();
      for (ReceivedTuple tuple : read.tuples()) {
        Tuple written = (Tuple) written(elements, tuple.id());
        assertThat(tuple.basic()).isEqualTo(written.basic());
        assertThat(tuple.deviceIds()).isEqualTo(written.deviceIds());
        assertThat(tuple.contact()).isEqualTo(written.contact());
        assertThat(tuple.timestamp()).isEqualTo(written.timestamp());
        ids.add(tuple.id());
      }
      for (ReceivedDevice device : read.devices()) {
        Device written = (Device) written(elements, device.id());
        assertThat(device.deviceId()).isEqualTo(written.deviceId());
        assertThat(device.networks()).hasSameSizeAs(written.networks());
        CellLocation location = written.location();
        assertThat(device.cell())
            .isEqualTo(location == null || !location.hasPlace() ? null : location);
        assertThat(device.timestamp()).isEqualTo(written.timestamp());
        ids.add(device.id());
      }
      for (ReceivedPerson person : read.persons()) {
        Person written = (Person) written(elements, person.id());
        assertThat(person.activities()).isEqualTo(written.activities());
        ids.add(person.id());
      }
      assertThat(ids).hasSameSizeAs(elements);
    }
  }

  private static Element written(List<Element> elements, String id) {
    return elements.stream().filter(e -> e.id().equals(id)).findFirst().orElseThrow();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "<tuple><status/></tuple> | tuple: no id",
        "<tuple id=\"t\"><status><basic>x</basic></status></tuple> | basic: neither open nor",
        "<tuple id=\"t\"><timestamp>now</timestamp></tuple> | timestamp: no time stamp",
        "<tuple id=\"t\"><timestamp>2026-11-20T23:50:00</timestamp></tuple> | timestamp: no time",
        "<dm:device id=\"d\"/> | device: no deviceID",
        "<dm:device><dm:deviceID>u</dm:deviceID></dm:device> | device: no id",
        "<dm:person/> | person: no id",
        "<dm:device id=\"d\"><op:network-availability><op:network><op:active/></op:network>"
            + "</op:network-availability><dm:deviceID>u</dm:deviceID></dm:device>"
            + " | network: no id",
        "<dm:device id=\"d\"><op:network-availability><op:network id=\"n\"><op:active/>"
            + "<op:terminated/></op:network></op:network-availability>"
            + "<dm:deviceID>u</dm:deviceID></dm:device> | network: both active and terminated",
        "<dm:device id=\"d\"><gp:geopriv><gp:location-info><pna:cell/></gp:location-info>"
            + "</gp:geopriv><dm:deviceID>u</dm:deviceID></dm:device> | cell: no time"
      })
  void whatCannotBeIsRefusedWithItsPlace(String content, String message) {
    assertThatExceptionOfType(MalformedMessageException.class)
        .isThrownBy(() -> PidfReader.read(presence(content)))
        .withMessageStartingWith("line 1: " + message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "<presence xmlns=\"urn:ietf:params:xml:ns:pidf\"/> | no entity",
        "<presence entity=\"e\"/> | neither presence nor pidf-full",
        "<presence xmlns=\"urn:ietf:params:xml:ns:pidf\" entity=\"a\" entity=\"b\"/> | line 1",
        "<a><b></a></b> | line 1",
        "<a:b/> | line 1",
        "<a/><b/> | line 1",
        "x | line 1",
        "`` | line 1",
        "<!DOCTYPE a><a/> | a DTD is not allowed",
        "<!DOCTYPE a SYSTEM \"file:///etc/hostname\"><a/> | a DTD is not allowed",
        "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/hostname\">]><a>&x;</a> | a DTD is not",
        "<!DOCTYPE a [<!ENTITY x \"y\"><!ENTITY z \"&x;&x;&x;\">]><a>&z;</a> | a DTD is not",
        "<a>&x;</a> | line 1",
        "<a b=\"&x;\"/> | line 1"
      })
  void whatIsNoDocumentIsRefused(String document, String message) {
    assertThatExceptionOfType(MalformedMessageException.class)
        .isThrownBy(() -> PidfReader.read(document.getBytes(UTF_8)))
        .withMessageContaining(message);
  }

  @Test
  @Timeout(10)
  void hostileSizesAreRefused() {
    byte[] noUtf8 = presence("<note>x</note>");
    noUtf8[new String(noUtf8, UTF_8).indexOf("x</note>")] = (byte) 0xFF;
    for (byte[] document :
        List.of(
            presence("<a>".repeat(100_000)),
            presence("<a>".repeat(64) + "</a>".repeat(64)),
            presence("x".repeat(XmlParser.MAX_BYTES)),
            new byte[0],
            new byte[1000],
            noUtf8)) {
      assertThatExceptionOfType(MalformedMessageException.class)
          .isThrownBy(() -> PidfReader.read(document))
          .withMessageStartingWith("line ");
    }
  }

  @Test
  void brokenDocumentsNeverThrowAnythingElse() throws Exception {
    int refused = 0;
    for (Path file : Fixtures.files(Fixtures.BROKEN)) {
      try {
        PidfReader.read(Files.readAllBytes(file));
      } catch (MalformedMessageException e) {
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(15);
  }
}
