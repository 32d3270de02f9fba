package org.pna.transport.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pna.model.Imsi;
import org.pna.model.Msisdn;
import org.pna.model.Place;
import org.pna.model.message.Fingerprint;
import org.pna.model.message.NetworkMessage;
import org.pna.model.message.Origin;
import org.pna.model.message.map.NoteMmEvent;
import org.pna.model.message.map.SccpAddress;
import org.pna.transport.ss7.codec.NoteMmEventCodec;
import org.pna.transport.ss7.codec.TcapWriter;

class RecordedDialoguesTest {
  private static final String REPORTING = "0.4.0.0.1.0.42.3";
  private static final SccpAddress VLR = new SccpAddress("15550100001", 101, 7);
  private static final SccpAddress OTHER_VLR = new SccpAddress("15550100002", 102, 7);
  private static final SccpAddress PNA = new SccpAddress("15550100147", 909, 147);
  private static final SccpAddress UNKNOWN = new SccpAddress(null, -1, 0);

  private final Heard heard = new Heard();
  private final RecordedDialogues dialogues = new RecordedDialogues(heard, 1000);
  private Instant now = Instant.parse("2024-01-01T00:00:00Z");
  private long frame;

  @ParameterizedTest
  @ValueSource(
      strings = {"gen_notemm_basic", "gen_notemm_errors", "gen_mixed_ops", "note_mm_event"})
  void hearsTheCaptures(String name) throws IOException {
    for (SccpUnit unit : SccpUnitsOfCapture.read(fixture(name, "input.pcap"))) {
      dialogues.accept(unit);
    }
    List<String> expected =
        Files.readAllLines(fixture(name, "expected.tshark")).stream()
            .filter(line -> !line.startsWith("#"))
            .map(line -> line.split("\t"))
            .map(columns -> String.join("\t", columns[0], columns[2], columns[3], columns[4]))
            .toList();
    assertThat(heard.events.stream().map(event -> line((NoteMmEvent) event)).toList())
        .isEqualTo(expected);
    assertThat(heard.malformed).isEmpty();
    assertThat(dialogues.open()).isEqualTo(name.equals("note_mm_event") ? 4 : 0);
  }

  private static Path fixture(String name, String file) {
    return Path.of(System.getProperty("pna.root", ".."), "test-fixtures", "replay", name, file);
  }

  /** As tshark prints it: all E.164 numbers in one field. */
  private static String line(NoteMmEvent event) {
    String node = event.vlrNumber() == null ? event.sgsnNumber() : event.vlrNumber();
    return String.join(
        "\t",
        Long.toString(((Place.Frame) event.origin().place()).number()),
        HexFormat.of().toHexDigits((byte) event.eventMet()),
        event.imsi().digits(),
        event.msisdn().digits() + (node == null ? "" : "," + node));
  }

  @Test
  void countsOtherOperationsByName() throws IOException {
    for (SccpUnit unit : SccpUnitsOfCapture.read(fixture("gen_mixed_ops", "input.pcap"))) {
      dialogues.accept(unit);
    }
    assertThat(heard.operations)
        .containsExactly("updateLocation", "updateGprsLocation", "purgeMS", "noteMM-Event");
    assertThat(heard.ignored).containsExactly("updateLocation", "updateGprsLocation", "purgeMS");
  }

  @Test
  void hearsAnEventInALaterContinue() {
    send(VLR, PNA, TcapWriter.begin(7, REPORTING, TcapWriter.invoke(1, 7, new byte[0])));
    send(PNA, VLR, TcapWriter.continuing(70, 7, REPORTING));
    send(VLR, PNA, TcapWriter.continuing(7, 70, null, invoke(2, 3)));
    send(PNA, VLR, TcapWriter.end(7, null, TcapWriter.result(2)));
    assertThat(heard.codes()).containsExactly(3);
    assertThat(heard.operations).containsExactly("insertSubscriberData", "noteMM-Event");
    assertThat(heard.ignored).containsExactly("insertSubscriberData");
    assertThat(dialogues.open()).isZero();
  }

  @Test
  void hearsSeveralInvokesInTheirOrder() {
    send(VLR, PNA, TcapWriter.begin(7, REPORTING, invoke(1, 2), invoke(2, 0), invoke(3, 0x99)));
    assertThat(heard.codes()).containsExactly(2, 0, 0x99);
    assertThat(heard.events.stream().map(NetworkMessage::fingerprint).distinct()).hasSize(3);
  }

  @Test
  void equalEventsInTheEndsOfTwoDialoguesAreTwo() {
    for (int id = 7; id <= 8; id++) {
      send(VLR, PNA, TcapWriter.begin(id, REPORTING));
      send(PNA, VLR, TcapWriter.continuing(70 + id, id, REPORTING));
      send(VLR, PNA, TcapWriter.end(70 + id, null, invoke(1, 3)));
    }
    assertThat(heard.codes()).containsExactly(3, 3);
    assertThat(heard.events.stream().map(NetworkMessage::fingerprint).distinct()).hasSize(2);
  }

  @Test
  void pairsThroughATranslatedTitleInTheAnswer() {
    SccpAddress translated = new SccpAddress("46700000", 909, 147);
    send(VLR, PNA, TcapWriter.begin(7, REPORTING, invoke(1, 2)));
    send(translated, VLR, TcapWriter.continuing(70, 7, REPORTING));
    send(VLR, translated, TcapWriter.continuing(7, 70, null, invoke(2, 3)));
    send(VLR, PNA, TcapWriter.end(70, null, invoke(3, 4)));
    assertThat(heard.codes()).containsExactly(2, 3, 4);
    assertThat(heard.ignored).isEmpty();
    assertThat(dialogues.open()).isZero();
  }

  @Test
  void pairsByPointCodeWhereATitleIsMissing() {
    send(VLR, PNA, TcapWriter.begin(7, REPORTING, invoke(1, 2)));
    SccpAddress untitled = new SccpAddress(null, 101, 7);
    send(PNA, untitled, TcapWriter.end(7, REPORTING, TcapWriter.result(1)));
    send(untitled, PNA, TcapWriter.begin(8, REPORTING, invoke(1, 3)));
    send(PNA, VLR, TcapWriter.end(8, REPORTING, TcapWriter.result(1)));
    assertThat(heard.ignored).isEmpty();
    assertThat(dialogues.open()).isZero();
  }

  @Test
  void keepsEqualIdsOfDifferentNodesApart() {
    SccpAddress samePointCode = new SccpAddress("15550100003", 101, 7);
    send(VLR, PNA, TcapWriter.begin(7, REPORTING, invoke(1, 2)));
    send(
        OTHER_VLR,
        PNA,
        TcapWriter.begin(7, "0.4.0.0.1.0.1.3", TcapWriter.invoke(1, 2, new byte[0])));
    send(samePointCode, PNA, TcapWriter.begin(7, REPORTING, invoke(1, 1)));
    assertThat(dialogues.open()).isEqualTo(3);
    send(PNA, OTHER_VLR, TcapWriter.end(7, null));
    assertThat(dialogues.open()).isEqualTo(2);
    send(VLR, PNA, TcapWriter.continuing(7, 99, null, invoke(2, 4)));
    assertThat(heard.codes()).containsExactly(2, 1, 4);
    send(PNA, samePointCode, TcapWriter.providerAbort(7, 1));
    send(PNA, VLR, TcapWriter.userAbort(7));
    assertThat(dialogues.open()).isZero();
    assertThat(heard.ignored).containsExactly("updateLocation");
  }

  @Test
  void pairsByIdAloneWithoutAddresses() {
    send(UNKNOWN, UNKNOWN, TcapWriter.begin(7, REPORTING, invoke(1, 2)));
    send(UNKNOWN, UNKNOWN, TcapWriter.continuing(70, 7, REPORTING));
    send(UNKNOWN, UNKNOWN, TcapWriter.continuing(7, 70, null, invoke(2, 3)));
    send(UNKNOWN, UNKNOWN, TcapWriter.end(7, null, TcapWriter.result(2)));
    assertThat(heard.codes()).containsExactly(2, 3);
    assertThat(heard.ignored).isEmpty();
    assertThat(dialogues.open()).isZero();
  }

  @Test
  void doesNotHearADialogueWithoutItsBegin() {
    send(VLR, PNA, TcapWriter.continuing(7, 70, null, invoke(2, 3)));
    send(PNA, VLR, TcapWriter.end(7, null, TcapWriter.result(2)));
    send(PNA, VLR, TcapWriter.providerAbort(7, 1));
    assertThat(heard.events).isEmpty();
    assertThat(heard.operations).containsExactly("noteMM-Event");
    assertThat(heard.ignored)
        .containsExactly("unknown-dialogue", "unknown-dialogue", "unknown-dialogue");
  }

  @Test
  void knowsThatAnEndedDialogueBegan() {
    send(VLR, PNA, TcapWriter.begin(7, REPORTING, invoke(1, 2)));
    send(PNA, VLR, TcapWriter.end(7, REPORTING, TcapWriter.result(1)));
    send(PNA, VLR, TcapWriter.end(7, REPORTING, TcapWriter.error(1, 59)));
    assertThat(heard.ignored).isEmpty();
    send(VLR, PNA, TcapWriter.continuing(7, 70, null, invoke(2, 3)));
    assertThat(heard.codes()).containsExactly(2);
    assertThat(heard.ignored).containsExactly("unknown-dialogue");
  }

  @Test
  void doesNotHearTheOperationInAnotherContext() {
    send(VLR, PNA, TcapWriter.begin(7, "0.4.0.0.1.0.42.2", invoke(1, 2)));
    send(VLR, PNA, TcapWriter.begin(8, null, invoke(1, 2)));
    send(VLR, PNA, TcapWriter.begin(9, "0.4.0.0.1.0.1.3", invoke(1, 2)));
    assertThat(heard.events).isEmpty();
    assertThat(heard.ignored).containsExactly("noteMM-Event", "noteMM-Event", "noteMM-Event");
    assertThat(heard.malformed).isEmpty();
  }

  @Test
  void reportsWhatCannotBeDecoded() {
    send(VLR, PNA, new byte[] {0x62, 5, 0});
    send(VLR, PNA, TcapWriter.begin(8, REPORTING, TcapWriter.invoke(1, 89, new byte[0])));
    byte[] withoutImsi = {0x30, 6, 2, 1, 100, (byte) 0x80, 1, 3};
    send(
        VLR,
        PNA,
        TcapWriter.begin(9, REPORTING, TcapWriter.invoke(1, 89, withoutImsi), invoke(2, 4)));
    assertThat(heard.malformed)
        .containsExactly(
            "1 TCMessage: element of 5 octets where 1 are left",
            "2 NoteMM-EventArg: not one SEQUENCE",
            "3 NoteMM-EventArg.imsi: missing");
    assertThat(heard.codes()).containsExactly(4);
    assertThat(heard.ignored).isEmpty();
  }

  @Test
  void aNewBeginTakesTheOldDialoguesPlace() {
    send(VLR, PNA, TcapWriter.begin(7, "0.4.0.0.1.0.1.3", TcapWriter.invoke(1, 2, new byte[0])));
    send(VLR, PNA, TcapWriter.begin(7, REPORTING, invoke(1, 2)));
    send(VLR, PNA, TcapWriter.begin(7, REPORTING, invoke(1, 2)));
    assertThat(dialogues.open()).isEqualTo(1);
    assertThat(heard.codes()).containsExactly(2, 2);
    assertThat(heard.events.get(0).fingerprint()).isEqualTo(heard.events.get(1).fingerprint());
    send(VLR, PNA, TcapWriter.continuing(7, 70, null, invoke(2, 3)));
    assertThat(heard.codes()).containsExactly(2, 2, 3);
  }

  @Test
  void dialoguesAgeOnTheTracesClock() {
    send(VLR, PNA, TcapWriter.begin(7, REPORTING, invoke(1, 2)));
    send(VLR, PNA, TcapWriter.begin(8, "0.4.0.0.1.23.3.4", TcapWriter.invoke(1, 31, new byte[0])));
    now = now.plusSeconds(40);
    send(PNA, VLR, TcapWriter.continuing(70, 7, REPORTING));
    now = now.minusSeconds(40);
    send(OTHER_VLR, PNA, TcapWriter.begin(7, REPORTING, invoke(1, 1)));
    now = now.plusSeconds(100);
    send(OTHER_VLR, PNA, TcapWriter.begin(9, null));
    assertThat(dialogues.open()).isEqualTo(4);
    now = now.plusMillis(1);
    send(VLR, PNA, TcapWriter.continuing(7, 70, null, invoke(2, 3)));
    send(PNA, OTHER_VLR, TcapWriter.end(7, null));
    assertThat(heard.ignored).containsExactly("continue", "unknown-dialogue", "unknown-dialogue");
    assertThat(dialogues.aged()).isEqualTo(2);
    now = now.plusSeconds(3600);
    send(PNA, VLR, TcapWriter.end(8, null));
    assertThat(heard.ignored).hasSize(3);
  }

  @Test
  void theLongestSilentGoesAtTheBound() {
    for (int i = 0; i < 1000; i++) {
      send(VLR, PNA, TcapWriter.begin(i, REPORTING, invoke(1, 2)));
    }
    send(PNA, VLR, TcapWriter.continuing(5000, 0, REPORTING));
    send(VLR, PNA, TcapWriter.begin(1000, REPORTING, invoke(1, 2)));
    assertThat(dialogues.open()).isEqualTo(1000);
    assertThat(dialogues.aged()).isEqualTo(1);
    send(VLR, PNA, TcapWriter.continuing(0, 5000, null));
    assertThat(heard.ignored).isEmpty();
    send(PNA, VLR, TcapWriter.end(1, null));
    assertThat(heard.ignored).containsExactly("unknown-dialogue");
  }

  @Test
  void theOldestOfManyNodesWithOneIdGoes() {
    for (int i = 0; i < 300; i++) {
      send(new SccpAddress("1555" + i, i, 7), PNA, TcapWriter.begin(7, REPORTING, invoke(1, 2)));
    }
    assertThat(dialogues.open()).isEqualTo(256);
    assertThat(dialogues.aged()).isEqualTo(44);
    send(PNA, new SccpAddress("1555299", 299, 7), TcapWriter.end(7, null));
    assertThat(dialogues.open()).isEqualTo(255);
    assertThat(heard.ignored).isEmpty();
  }

  @Test
  void aDialogueHasAHandfulOfNames() {
    send(VLR, PNA, TcapWriter.begin(7, REPORTING, invoke(1, 2)));
    for (int i = 100; i < 200; i++) {
      send(PNA, VLR, TcapWriter.continuing(i, 7, null));
    }
    send(VLR, PNA, TcapWriter.end(100, null));
    send(VLR, PNA, TcapWriter.end(199, null));
    assertThat(heard.ignored).containsExactly("unknown-dialogue");
  }

  @Test
  void leavesUsersOfSccpThatSpeakNoTcapAlone() {
    dialogues.accept(
        new SccpUnit(
            new Origin(now, new Place.Frame("f", 1)),
            new SccpAddress(null, 1, 1),
            new SccpAddress(null, 2, 1),
            HexFormat.of().parseHex("0393650900")));
    assertThat(heard.malformed).isEmpty();
    assertThat(heard.ignored).isEmpty();
  }

  private void send(SccpAddress calling, SccpAddress called, byte[] tcap) {
    dialogues.accept(
        new SccpUnit(new Origin(now, new Place.Frame("f", ++frame)), calling, called, tcap));
  }

  private static byte[] invoke(int invokeId, int eventMet) {
    NoteMmEvent event =
        new NoteMmEvent(
            new Origin(Instant.EPOCH, new Place.Frame("f", 1)),
            new Fingerprint(0, 0),
            VLR,
            100,
            eventMet,
            new Imsi("240991234567890"),
            new Msisdn("15551230001"),
            null,
            null,
            null,
            null,
            null,
            null);
    return TcapWriter.invoke(invokeId, 89, NoteMmEventCodec.encode(event));
  }

  private static final class Heard implements RecordedMessages {
    final List<String> operations = new ArrayList<>();
    final List<NetworkMessage> events = new ArrayList<>();
    final List<String> ignored = new ArrayList<>();
    final List<String> malformed = new ArrayList<>();

    List<Integer> codes() {
      return events.stream().map(event -> ((NoteMmEvent) event).eventMet()).toList();
    }

    @Override
    public void operation(String name) {
      operations.add(name);
    }

    @Override
    public void event(NetworkMessage message) {
      events.add(message);
    }

    @Override
    public void inferred(NetworkMessage message) {
      throw new AssertionError(message);
    }

    @Override
    public void ignored(String reason) {
      ignored.add(reason);
    }

    @Override
    public void malformed(Place.Frame place, String reason) {
      malformed.add(place.number() + " " + reason);
    }
  }
}
