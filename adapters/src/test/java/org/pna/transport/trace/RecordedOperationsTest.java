package org.pna.transport.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.pna.model.Domain;
import org.pna.model.Imsi;
import org.pna.model.Place;
import org.pna.model.message.NetworkMessage;
import org.pna.model.message.Origin;
import org.pna.model.message.cap.CallEvent;
import org.pna.model.message.cap.GprsEvent;
import org.pna.model.message.map.InterrogationResult;
import org.pna.model.message.map.SccpAddress;
import org.pna.model.message.map.SubscriberDataModified;
import org.pna.model.message.map.SubscriptionResult;
import org.pna.transport.ss7.codec.GprsReference;
import org.pna.transport.ss7.codec.InterrogationCodec;
import org.pna.transport.ss7.codec.Mutations;
import org.pna.transport.ss7.codec.TcapWriter;

/** Calls, GPRS sessions and questions to the home register in recorded dialogues. */
class RecordedOperationsTest {
  private static final String CAP = "0.4.0.0.1.23.3.4";
  private static final String CAP2 = "0.4.0.0.1.0.50.1";
  private static final String GPRS = "0.4.0.0.1.21.3.50";
  private static final String GPRS_BY_SCF = "0.4.0.0.1.21.3.51";
  private static final SccpAddress MSC = new SccpAddress("46701111111", 101, 146);
  private static final SccpAddress SGSN = new SccpAddress("46702222222", 102, 146);
  private static final SccpAddress HLR = new SccpAddress("46703333333", 105, 6);
  private static final SccpAddress SCF = new SccpAddress("15550100147", 909, 146);
  private static final byte[] CALL = hex("3010 800101 9c0102 9f3207 42901932547698");
  private static final byte[] T_CALL = hex("3010 800101 9c010c 9f3207 42901932547698");
  private static final byte[] ATTACH =
      hex("3018 800101 810101 8207915155210300f1 8307 42901932547698");
  private static final Imsi IMSI = new Imsi("24099123456789");

  private final Heard heard = new Heard();
  private final RecordedDialogues dialogues = new RecordedDialogues(heard, 1000);
  private Instant now = Instant.parse("2024-01-01T00:00:00Z");
  private long frame;

  @Test
  void aCallWithItsEnd() {
    begin(7);
    report(7, 7);
    report(7, 9);
    send(SCF, MSC, TcapWriter.end(7, null));
    assertThat(heard.told())
        .containsExactly("initialDP 2", "eventReportBCSM 7", "eventReportBCSM 9");
    assertThat(heard.inferred).isEmpty();
    assertThat(heard.ignored).isEmpty();
    assertThat(calls()).allSatisfy(call -> assertThat(call.subscriber()).containsExactly(IMSI));
    assertThat(calls().stream().map(call -> call.setup().call()).distinct()).hasSize(1);
  }

  @Test
  void t9AnEndWithoutTheCallsEndLeavesItUnknown() {
    begin(1);
    report(1, 7);
    send(SCF, MSC, TcapWriter.end(1, null));
    begin(2);
    send(MSC, SCF, TcapWriter.userAbort(902));
    begin(3);
    report(3, 9);
    report(3, 7); // follow-on: somebody else answers
    send(SCF, MSC, TcapWriter.providerAbort(3, 1));
    begin(4);
    begin(4, T_CALL); // another call under the same transaction id
    assertThat(heard.inferred)
        .extracting(message -> ((Place.Frame) message.origin().place()).number())
        .containsExactly(4L, 7L, 12L, 15L);
    assertThat(heard.inferred)
        .allSatisfy(
            message -> {
              CallEvent lost = (CallEvent) message;
              assertThat(lost.operation()).isEqualTo(CallEvent.Operation.LOST);
              assertThat(lost.calling()).isEqualTo(MSC);
              assertThat(lost.event()).isEqualTo(-1);
            });
  }

  @Test
  void t9EveryEndingEventAndEntityReleasedEndTheCall() {
    int id = 1;
    for (int event : new int[] {4, 5, 6, 9, 10, 13, 14, 17, 18}) {
      begin(++id);
      report(id, event);
      send(MSC, SCF, TcapWriter.providerAbort(900 + id, 1));
    }
    begin(50);
    byte[] released = hex("a109 a003 810102 82028083");
    send(MSC, SCF, TcapWriter.end(950, null, TcapWriter.invoke(2, 96, released)));
    assertThat(heard.inferred).isEmpty();
    for (int event : new int[] {2, 7, 8, 15, 19, 27, 50, 99}) {
      begin(++id);
      report(id, event);
      send(MSC, SCF, TcapWriter.providerAbort(900 + id, 1));
    }
    assertThat(heard.inferred).hasSize(8);
  }

  @Test
  void version2KnowsNoCsiOfTheVisitedSwitch() {
    send(MSC, SCF, TcapWriter.begin(1, CAP, TcapWriter.invoke(1, 0, withSwitch(T_CALL))));
    send(MSC, SCF, TcapWriter.begin(2, CAP2, TcapWriter.invoke(1, 0, withSwitch(T_CALL))));
    assertThat(calls().stream().map(call -> call.setup().fromGateway()))
        .containsExactly(false, true);
  }

  @Test
  void aReportWithoutItsCallIsNone() {
    send(MSC, SCF, TcapWriter.begin(1, CAP, TcapWriter.invoke(1, 0, hex("3000"))));
    send(SCF, MSC, TcapWriter.continuing(901, 1, CAP));
    report(1, 7);
    send(MSC, SCF, TcapWriter.providerAbort(901, 1));
    assertThat(heard.events).isEmpty();
    assertThat(heard.inferred).isEmpty();
    assertThat(heard.malformed).containsExactly("1 InitialDPArg.serviceKey: missing");
    assertThat(heard.ignored).containsExactly("eventReportBCSM");
  }

  @Test
  void inAnotherContextTheSameOperationsAreNone() {
    for (String context : new String[] {"0.4.0.0.1.0.50.0", "0.4.0.0.1.23.3.8", null}) {
      send(MSC, SCF, TcapWriter.begin(1, context, TcapWriter.invoke(1, 0, CALL)));
    }
    assertThat(heard.events).isEmpty();
    assertThat(heard.ignored).containsExactly("initialDP", "initialDP", "initialDP");
  }

  @Test
  void s3ARelationshipGoesOnInLaterDialogues() {
    send(
        SGSN,
        SCF,
        TcapWriter.begin(1, GPRS, new GprsReference(null, 5L), TcapWriter.invoke(1, 78, ATTACH)));
    send(SCF, SGSN, TcapWriter.continuing(901, 1, GPRS, new GprsReference(5L, 6L)));
    send(SGSN, SCF, TcapWriter.end(901, null));
    byte[] report = hex("3006 800102 830101");
    send(
        SGSN,
        SCF,
        TcapWriter.begin(2, GPRS, new GprsReference(6L, 5L), TcapWriter.invoke(1, 80, report)));
    // the other side names it by the reference that it was given
    send(SCF, SGSN, TcapWriter.begin(902, GPRS_BY_SCF, new GprsReference(5L, 6L)));
    send(
        SGSN,
        SCF,
        TcapWriter.continuing(3, 902, GPRS_BY_SCF, TcapWriter.invoke(1, 76, hex("3003800100"))));
    assertThat(heard.told())
        .containsExactly("initialDPGPRS 1", "eventReportGPRS 2", "entityReleasedGPRS -1");
    assertThat(
            heard.events.stream()
                .map(event -> ((GprsEvent) event).setup().relationship())
                .distinct())
        .hasSize(1);
    assertThat(heard.ignored).isEmpty();
    // a reference is its giver's, for one node
    SccpAddress other = new SccpAddress("46702222223", 104, 146);
    send(
        other,
        SCF,
        TcapWriter.begin(4, GPRS, new GprsReference(6L, 5L), TcapWriter.invoke(1, 80, report)));
    send(
        SGSN,
        SCF,
        TcapWriter.begin(5, GPRS, new GprsReference(5L, 6L), TcapWriter.invoke(1, 80, report)));
    send(SGSN, SCF, TcapWriter.begin(6, GPRS, TcapWriter.invoke(1, 80, report)));
    assertThat(heard.events).hasSize(3);
    assertThat(heard.ignored)
        .containsExactly("unknown-dialogue", "unknown-dialogue", "unknown-dialogue");
    assertThat(heard.inferred).isEmpty();
  }

  @Test
  void t3AnAnswerBelongsToItsQuestion() {
    byte[] byPs = question(Domain.PS);
    byte[] byCs = question(Domain.CS);
    send(
        SCF,
        HLR,
        TcapWriter.begin(
            1,
            InterrogationCodec.CONTEXT,
            TcapWriter.invoke(1, 71, byPs),
            TcapWriter.invoke(2, 71, byCs)));
    Instant askedAt = now;
    now = now.plusSeconds(3);
    byte[] idle = hex("3006 3004 a102 8000");
    byte[] detached = hex("3006 3004 a402 8100");
    send(
        HLR,
        SCF,
        TcapWriter.end(
            1,
            InterrogationCodec.CONTEXT,
            TcapWriter.result(2, 71, idle),
            TcapWriter.result(1, 71, detached),
            TcapWriter.result(3, 71, idle)));
    assertThat(heard.events)
        .extracting(event -> ((InterrogationResult) event).asked())
        .containsExactly(Domain.CS, Domain.PS);
    assertThat(heard.events)
        .allSatisfy(
            event -> {
              assertThat(((InterrogationResult) event).askedAt()).isEqualTo(askedAt);
              assertThat(event.origin().time()).isEqualTo(now);
              assertThat(event.subscriber()).containsExactly(IMSI);
            });
    assertThat(heard.operations).containsExactly("anyTimeInterrogation", "anyTimeInterrogation");
  }

  @Test
  void noResultIsNoEvent() {
    String context = InterrogationCodec.CONTEXT;
    byte[][] answers = {
      TcapWriter.end(1, context, TcapWriter.error(1, 49)),
      TcapWriter.end(1, context, TcapWriter.reject(1, 1, 1)),
      TcapWriter.end(1, context),
      TcapWriter.providerAbort(1, 4)
    };
    for (byte[] answer : answers) {
      send(SCF, HLR, TcapWriter.begin(1, context, TcapWriter.invoke(1, 71, question(Domain.CS))));
      send(HLR, SCF, answer);
    }
    assertThat(heard.events).isEmpty();
    assertThat(heard.malformed).isEmpty();
    send(SCF, HLR, TcapWriter.begin(1, context, TcapWriter.invoke(1, 71, question(Domain.CS))));
    send(HLR, SCF, TcapWriter.end(1, context, TcapWriter.result(1)));
    assertThat(heard.malformed).hasSize(1);
  }

  @Test
  void whatTheTracesHold() throws IOException {
    for (String name : List.of("ph_reporting", "ph_interrogation", "cap_gprs_relationships")) {
      for (SccpUnit unit : SccpUnitsOfCapture.read(fixture(name))) {
        dialogues.accept(unit);
      }
    }
    assertThat(count(SubscriptionResult.class)).isEqualTo(1);
    assertThat(count(SubscriberDataModified.class)).isEqualTo(4);
    assertThat(count(InterrogationResult.class)).isEqualTo(27);
    assertThat(count(GprsEvent.class)).isEqualTo(11);
    assertThat(heard.malformed).isEmpty();
  }

  @Test
  void damagedTracesHarmNothing() throws IOException {
    List<SccpUnit> units = new ArrayList<>();
    for (String name :
        List.of("cap_calls", "cap_gprs_relationships", "ph_interrogation", "ph_reporting")) {
      units.addAll(SccpUnitsOfCapture.read(fixture(name)));
    }
    Random random = new Random(3);
    for (int i = 0; i < 40_000; i++) {
      SccpUnit unit = units.get(i % units.size());
      byte[] data =
          switch (random.nextInt(3)) {
            case 0 -> Mutations.of(unit.data(), random);
            case 1 -> Mutations.inPlace(unit.data(), random);
            default -> unit.data();
          };
      dialogues.accept(new SccpUnit(unit.origin(), unit.calling(), unit.called(), data));
    }
    assertThat(heard.events.size()).isGreaterThan(5_000);
    assertThat(heard.malformed.size()).isGreaterThan(5_000);
    assertThat(dialogues.open()).isLessThanOrEqualTo(1000);
  }

  private long count(Class<?> type) {
    return heard.events.stream().filter(type::isInstance).count();
  }

  private List<CallEvent> calls() {
    return heard.events.stream().map(event -> (CallEvent) event).toList();
  }

  private static byte[] question(Domain domain) {
    return InterrogationCodec.encodeRequest(
        new InterrogationCodec.Request(IMSI, domain, true, true, "15550100147"));
  }

  /** The argument with an mscAddress. */
  private static byte[] withSwitch(byte[] argument) {
    String fields = HexFormat.of().formatHex(argument).substring(4) + "9f3707916407111111f1";
    return hex("30" + HexFormat.of().toHexDigits((byte) (fields.length() / 2)) + fields);
  }

  private void begin(long id) {
    begin(id, CALL);
  }

  private void begin(long id, byte[] argument) {
    send(MSC, SCF, TcapWriter.begin(id, CAP, TcapWriter.invoke(1, 0, argument)));
    send(SCF, MSC, TcapWriter.continuing(900 + id, id, CAP));
  }

  private void report(long id, int event) {
    byte[] argument = {0x30, 3, (byte) 0x80, 1, (byte) event};
    send(MSC, SCF, TcapWriter.continuing(id, 900 + id, null, TcapWriter.invoke(2, 24, argument)));
  }

  private void send(SccpAddress calling, SccpAddress called, byte[] tcap) {
    dialogues.accept(
        new SccpUnit(new Origin(now, new Place.Frame("f", ++frame)), calling, called, tcap));
  }

  private static Path fixture(String name) {
    return Path.of(System.getProperty("pna.root", ".."), "test-fixtures", "replay", name)
        .resolve("input.pcap");
  }

  private static byte[] hex(String octets) {
    return HexFormat.of().parseHex(octets.replace(" ", ""));
  }

  private static final class Heard implements RecordedMessages {
    final List<String> operations = new ArrayList<>();
    final List<NetworkMessage> events = new ArrayList<>();
    final List<NetworkMessage> inferred = new ArrayList<>();
    final List<String> ignored = new ArrayList<>();
    final List<String> malformed = new ArrayList<>();

    List<String> told() {
      return events.stream()
          .map(
              event ->
                  event instanceof CallEvent call
                      ? call.operation().specName() + ' ' + call.event()
                      : ((GprsEvent) event).operation().specName()
                          + ' '
                          + ((GprsEvent) event).event())
          .toList();
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
      inferred.add(message);
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
