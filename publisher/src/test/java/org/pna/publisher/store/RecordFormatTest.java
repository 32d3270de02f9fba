package org.pna.publisher.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pna.publisher.store.PresenceStoreContract.assertSame;
import static org.pna.publisher.store.PresenceStoreContract.record;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.pna.model.AccessType;
import org.pna.model.Call.Bearer;
import org.pna.model.Cell;
import org.pna.model.Domain;
import org.pna.model.Evidence;
import org.pna.model.Location;
import org.pna.model.LocationArea;
import org.pna.model.Place;
import org.pna.model.Plmn;
import org.pna.model.ReportingNode;
import org.pna.model.RoutingArea;
import org.pna.model.Source;
import org.pna.model.message.Fingerprint;
import org.pna.model.message.accounting.FramedAddress;
import org.pna.model.message.accounting.Nas;
import org.pna.publisher.pidf.Basic;
import org.pna.publisher.pidf.CellLocation;
import org.pna.publisher.pidf.Device;
import org.pna.publisher.pidf.Fragment;
import org.pna.publisher.pidf.Network;
import org.pna.publisher.pidf.Network.Roaming;
import org.pna.publisher.pidf.Participation;
import org.pna.publisher.pidf.Person;
import org.pna.publisher.pidf.PresenceDocument;
import org.pna.publisher.pidf.RandomElements;
import org.pna.publisher.pidf.RegistrationState;
import org.pna.publisher.pidf.Tuple;
import org.pna.publisher.pidf.View;
import org.pna.publisher.store.DomainFacts.Attached;
import org.pna.publisher.store.DomainFacts.Means;
import org.pna.publisher.store.NetworkFacts.Kind;

class RecordFormatTest {
  private static final String PLACE = "/var/lib/store";

  /** After the layout, of which 1 to 3 have it in common. */
  private static final String EVERYTHING =
      "03ac02ad028cf386b00d8094ebdc031c7369703a61406202013c32343039393132333435363738"
          + "393004311475726e3a78fe3920696d706c69636974032c34363730373030303030312c3436373037"
          + "3030303030320003000a0c323430083939d6689af101013b003c0000087063306e6f74654d4d2d45"
          + "76656e740830323b000018612e706361700e0e00e2010001009d060216010c011e22d6681e22d668"
          + "06000870672a083831ef010001046c083161003c3234303939313233343536373839311900750072"
          + "006e003a0079d8000100010004002063732d766f6963650712010e1874656c3a2b31000000000108"
          + "5433001c70732d646174610000000000030108543701010870310110627573790000020162011061"
          + "7761790000000156020864310e02071c334750502d435300041c334750502d505301010f04630473"
          + "3e047200000000011100000156010000000000000001fffffffffffffffe1200";

  private static final String SESSIONS =
      "0300010105000832341475726e3a7801c0000100086330d0f286b00d8094ebdc030000000870633c"
          + "6576656e745265706f72744243534d0437000001046c08316108000000780001010000020601c001"
          + "011508633101043477000200010d01000900000000780001010000020601c002010a086332770004"
          + "00010a040300780001010000020601c000011f086333012677000600010c05000a00000000780001"
          + "010000020601c0010100086334770008000109030700780001010004000874300800007700000001"
          + "1043414c4c0008743108030000000000013a0008743208050000000000013a000874330807000000"
          + "0000013a00";

  private static final String END_AND_SILENCE =
      "0300000001000832341475726e3a7801c006d0f286b00d8094ebdc03001001000000";

  private static final String NETWORKS =
      "0300010101040832341475726e3a7801000100030002001c7369703a614062d0f286b00d8094eb"
          + "dc0312000008706840557365722d446174612d416e737765720431110001046816010d050c7768"
          + "79000006000c000102100a110012000f0001020008743010000100000001085433000874312000"
          + "00000000012600";

  /** As the second layout has it: what is over and what was heard between. */
  private static final String ACCOUNTS_BETWEEN =
      "02020003d88087b00d8094ebdc0302020832341475726e3a780100010001011b01012031302e302e302e39203130"
          + "2e302e302e3108316120696e7465726e6574c0cf24870e000000880e00012031302e302e302e32000870"
          + "6b484163636f756e74696e672d526571756573740431870e0001046c1202050a0e083066010075000"
          + "11a010a0e0831307800020832351475726e3a7901000100000001010a0e0832300000000100000000"
          + "00000001fffffffffffffffe0000";

  private static final String ACCOUNTS =
      "03020003d88087b00d8094ebdc0302020832341475726e3a780100010001011b01012031302e302e302e"
          + "392031302e302e302e3108316120696e7465726e6574c0cf24870e000000880e00012031302e302e302e"
          + "320008706b484163636f756e74696e672d526571756573740431870e0001046c12020832351475726e3a"
          + "7901000100000000010000000000000001fffffffffffffffe000002052031302e302e302e392031302e"
          + "302e302e3108306601007500012031302e302e302e32080831307800010102060832300000";

  private static final String EVENT =
      "03000000000002d0f286b00d8094ebdc0300087063306e6f74654d4d2d"
          + "4576656e7408303200000018612e706361700e083234010434085433";
  private static final String TIMER =
      "0300000000001dd0f286b00d8094ebdc0300087063306e6f74654d4d2d"
          + "4576656e7408303200000018612e706361700e083234010434085437106c61746501";

  private static PresentityRecord reread(PresentityRecord record) {
    return RecordFormat.read(record.presentity(), RecordFormat.write(record), PLACE);
  }

  @Test
  void everyRecordComesBackAsItWas() {
    RandomRecords records = new RandomRecords(RandomElements.seed("everyRecordComesBackAsItWas"));
    for (int i = 0; i < 5_000; i++) {
      PresentityRecord record = records.next();
      PresentityRecord again = reread(record);
      assertSame(again, record);
      assertThat(again.document().entity()).isEqualTo(record.document().entity());
      for (int f = 0; f < record.document().fragments().size(); f++) {
        Fragment was = record.document().fragments().get(f);
        Fragment is = again.document().fragments().get(f);
        for (View view : View.values()) {
          assertThat(is.element(view)).isEqualTo(was.element(view));
          assertThat(is.xml(view)).isEqualTo(was.xml(view));
        }
      }
      assertThat(RecordFormat.write(again)).isEqualTo(RecordFormat.write(record));
    }
  }

  @Test
  void whatEveryEnumAndFlagIsOnDiskNeverChanges() {
    assertThat(HexFormat.of().formatHex(RecordFormat.write(everything())))
        .isEqualTo("03" + EVERYTHING);
    assertSame(read("03" + EVERYTHING), everything());
    assertThat(HexFormat.of().formatHex(RecordFormat.write(sessions()))).isEqualTo(SESSIONS);
    assertSame(read(SESSIONS), sessions());
  }

  @Test
  void anEndAndASilentNodeHaveBitsThatOlderRecordsLeaveAtZero() {
    Instant time = Instant.parse("2026-11-20T23:50:00.5Z");
    DomainFacts facts =
        DomainFacts.UNKNOWN
            .with(new Sessions(List.of(), Means.CLOSED, time))
            .with(Upkeep.NONE.polled(true));
    PresentityRecord record =
        PresentityRecord.unknown("tel:+1")
            .with(List.of(new SimFacts("24", null, "urn:x", facts, DomainFacts.UNKNOWN)));
    assertThat(HexFormat.of().formatHex(RecordFormat.write(record))).isEqualTo(END_AND_SILENCE);
    assertSame(read(END_AND_SILENCE), record);
  }

  @Test
  void networksHaveABitThatOlderRecordsLeaveAtZero() {
    assertThat(HexFormat.of().formatHex(RecordFormat.write(networks()))).isEqualTo(NETWORKS);
    assertSame(read(NETWORKS), networks());
  }

  /** Each code and each flag of networks and registration at least once. */
  private static PresentityRecord networks() {
    Instant time = Instant.parse("2026-11-20T23:50:00.5Z");
    Evidence evidence =
        new Evidence(Source.PH, "User-Data-Answer", "1", time, new Place.Dialogue("h", "1"));
    List<NetworkFacts> networks = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      boolean one = kind == Kind.EPS;
      networks.add(
          new NetworkFacts(
              kind,
              kind == Kind.IMS ? "sip:a@b" : null,
              Attached.values()[kind.ordinal()],
              one,
              Means.values()[kind.ordinal()],
              one ? "why" : null,
              time,
              one ? time.plusSeconds(3) : null,
              time.plusSeconds(9),
              kind == Kind.FIVE_GS ? time.plusSeconds(1) : null,
              evidence,
              null));
    }
    SimFacts sim = SimFacts.unknown("24", "urn:x").with(networks);
    List<Fragment> tuples = new ArrayList<>();
    for (RegistrationState state : RegistrationState.values()) {
      tuples.add(
          Fragment.of(
              new Tuple(
                  "t" + tuples.size(), Basic.OPEN, state, null, null, List.of(), null, time)));
    }
    Reason reason = new Reason(Cause.EVENT, evidence, "T3", null);
    return new PresentityRecord(
        "tel:+1",
        List.of(sim),
        PresenceDocument.of("tel:+1", tuples),
        List.of(reason, reason),
        1,
        1,
        null,
        List.of());
  }

  @Test
  void whatTheFirstLayoutWroteIsRead() {
    assertSame(read("01" + EVERYTHING), everything());
  }

  @Test
  void whatTheSecondLayoutWroteIsRead() {
    assertSame(read("02" + EVERYTHING), everything());
    assertSame(read(ACCOUNTS_BETWEEN), accounts());
  }

  @Test
  void whatTheFirstLayoutsWroteAsAStepIsRead() {
    for (String layout : List.of("01", "02")) {
      byte[] step =
          HexFormat.of().parseHex(layout + EVENT.substring(2, 12) + "00" + EVENT.substring(12));
      assertThat(StepFormat.read("tel:+1", step, PLACE).after())
          .isEqualTo(PresentityRecord.unknown("tel:+1"));
    }
  }

  @Test
  void accountsThatAreOverStandBehindTheFacts() {
    assertThat(HexFormat.of().formatHex(RecordFormat.write(accounts()))).isEqualTo(ACCOUNTS);
    assertSame(read(ACCOUNTS), accounts());
  }

  /** One SIM with a session and two that are over, one with one that is over. */
  private static PresentityRecord accounts() {
    Instant time = Instant.parse("2026-11-20T23:50:00.5Z");
    Evidence evidence =
        new Evidence(
            new Source("pk"), "Accounting-Request", "1", time, new Place.Dialogue("l", "1a"));
    Nas nas = new Nas("10.0.0.9", null, "10.0.0.1");
    FramedAddress framed = new FramedAddress("10.0.0.2", null, null);
    Account open =
        new Account(
            nas,
            "1a",
            AccessType.PS,
            "internet",
            true,
            null,
            time,
            time,
            Duration.ofMinutes(5),
            time.plusSeconds(900),
            framed,
            null,
            null,
            evidence);
    EndedAccount first =
        new EndedAccount(nas, "0f", time.minusSeconds(60), time.minusSeconds(1), framed);
    EndedAccount second = new EndedAccount(nas, "10", time, time, FramedAddress.NONE);
    EndedAccount only = new EndedAccount(nas, "20", time, time, FramedAddress.NONE);
    Accounts one =
        new Accounts(
            List.of(open), List.of(first, second), Means.OPEN, Attached.UNKNOWN, Means.UNKNOWN);
    return new PresentityRecord(
        "tel:+1",
        List.of(
            SimFacts.unknown("24", "urn:x").with(one),
            SimFacts.unknown("25", "urn:y").with(Accounts.NONE.with(List.of(only)))),
        PresenceDocument.empty("tel:+1"),
        List.of(),
        0,
        3,
        time.plusSeconds(900),
        List.of(new Heard(new Fingerprint(1, -2), time)));
  }

  private static PresentityRecord read(String hex) {
    return RecordFormat.read("tel:+1", HexFormat.of().parseHex(hex), PLACE);
  }

  @Test
  void aSimWithoutSessionsCostsNoMoreThanInTheFirstLayout() {
    assertThat(RecordFormat.write(everything())).hasSize(1 + EVERYTHING.length() / 2);
  }

  /** Each code and each flag of calls, sessions and questions at least once. */
  private static PresentityRecord sessions() {
    Instant time = Instant.parse("2026-11-20T23:50:00.5Z");
    Evidence evidence =
        new Evidence(Source.PC, "eventReportBCSM", "7", time, new Place.Dialogue("l", "1a"));
    List<SimFacts> sims = new ArrayList<>();
    Bearer[] bearers = {null, Bearer.SPEECH, Bearer.VIDEO, Bearer.DATA};
    ReportingNode[] nodes = {null, new ReportingNode("4", null)};
    for (Question.Why why : Question.Why.values()) {
      int i = why.ordinal();
      Session session =
          new Session(
              "c" + i,
              Session.State.values()[i % 4],
              bearers[i % 4],
              nodes[i % 2],
              time,
              time.plusSeconds(i),
              evidence);
      Instant maybe = i % 2 == 0 ? null : time;
      Upkeep upkeep =
          new Upkeep(
              Upkeep.Reporting.values()[i % 3],
              false,
              maybe,
              new Question(why, time, maybe, time.plusSeconds(60), evidence));
      DomainFacts facts =
          DomainFacts.UNKNOWN
              .with(new Sessions(List.of(session), Means.values()[i % 3], null))
              .with(upkeep);
      sims.add(new SimFacts("24", null, "urn:x", facts, DomainFacts.UNKNOWN));
    }
    List<Fragment> tuples = new ArrayList<>();
    for (int i = 0; i < bearers.length; i++) {
      Participation participation =
          new Participation(i == 0 ? Basic.CLOSED : Basic.OPEN, bearers[i]);
      tuples.add(
          Fragment.of(new Tuple("t" + i, Basic.OPEN, participation, null, List.of(), null, time)));
    }
    Reason reason = new Reason(Cause.EVENT, evidence, "CALL", null);
    return new PresentityRecord(
        "tel:+1",
        sims,
        PresenceDocument.of("tel:+1", tuples),
        Collections.nCopies(tuples.size(), reason),
        1,
        1,
        null,
        List.of());
  }

  /** Each code and each flag at least once. */
  private static PresentityRecord everything() {
    Instant time = Instant.parse("2026-11-20T23:50:00.5Z");
    LocationArea area = new LocationArea(new Plmn("240", "99"), 6699);
    Evidence evidence =
        new Evidence(Source.PC, "noteMM-Event", "02", time, new Place.Frame("a.pcap", 7));
    Reason event = new Reason(Cause.EVENT, evidence, "T3", null);
    Reason timer = new Reason(Cause.TIMER, evidence, "T7", evidence);
    DomainFacts cs =
        new DomainFacts(
            Attached.YES,
            false,
            Means.CLOSED,
            "implicit",
            new ReportingNode("46707000001", "46707000002"),
            Roaming.HOME,
            new Location(Domain.CS, 5, new Cell(area, 15437, true), null, null),
            time,
            time.plusSeconds(30),
            evidence,
            time.plusSeconds(7),
            Sessions.NONE,
            Upkeep.NONE,
            new Held(time.plusSeconds(120), DomainFacts.UNKNOWN));
    DomainFacts ps =
        new DomainFacts(
            Attached.NO,
            true,
            Means.OPEN,
            null,
            new ReportingNode(null, "46707000001"),
            Roaming.VISITED,
            new Location(Domain.PS, null, null, area, new RoutingArea(area, 3)),
            null,
            null,
            new Evidence(Source.PG, "noteMM-Event", "81", time, new Place.Dialogue("l", "1a")),
            null,
            Sessions.NONE,
            Upkeep.NONE,
            null);
    Device device =
        new Device(
            "d1",
            "urn:x",
            List.of(
                new Network("3GPP-CS", true, Roaming.HOME, true),
                new Network("3GPP-PS", false, Roaming.VISITED, false)),
            new CellLocation("c", "s", "l", "r", time),
            time);
    Fragment another =
        Fragment.of(new Person("p1", List.of("busy"), time))
            .withUnlocated(Fragment.of(new Person("p1", List.of("away"), time)));
    Fragment moved =
        Fragment.of(device).withUnlocated(Fragment.of(device.at(time.minusSeconds(9))));
    Tuple voice = new Tuple("cs-voice", Basic.CLOSED, "implicit", List.of("urn:x"), "tel:+1", time);
    Tuple data = new Tuple("ps-data", Basic.OPEN, null, List.of(), null, time);
    return new PresentityRecord(
        "tel:+1",
        List.of(
            new SimFacts("240991234567890", "1", "urn:x", cs, ps),
            SimFacts.unknown("240991234567891", "urn:y\ud800")),
        PresenceDocument.of(
            "sip:a@b", List.of(Fragment.of(voice), Fragment.of(data), another, moved)),
        List.of(event, timer, event, event),
        300,
        301,
        time.plusSeconds(30),
        List.of(new Heard(new Fingerprint(1, -2), time)));
  }

  @Test
  void whatAStepIsOnDiskNeverChanges() {
    Instant time = Instant.parse("2026-11-20T23:50:00.5Z");
    PresentityRecord none = PresentityRecord.unknown("tel:+1");
    Evidence evidence =
        new Evidence(Source.PC, "noteMM-Event", "02", time, new Place.Frame("a.pcap", 7));
    ReportingNode node = new ReportingNode("4", null);
    JournalEntry event =
        new JournalEntry(0, Cause.EVENT, time, evidence, "24", Domain.CS, node, "T3", null, null);
    JournalEntry timer =
        new JournalEntry(
            0, Cause.TIMER, time, evidence, "24", Domain.PS, node, "T7", "late", evidence);
    assertThat(HexFormat.of().formatHex(write(new Step(event, none)))).isEqualTo(EVENT);
    assertThat(HexFormat.of().formatHex(write(new Step(timer, none)))).isEqualTo(TIMER);
    assertThat(StepFormat.read("tel:+1", write(new Step(timer, none)), PLACE))
        .isEqualTo(new Step(timer, none));
  }

  private static byte[] write(Step step) {
    ByteWriter out = new ByteWriter();
    RecordFormat.write(out, step.after());
    StepFormat.write(out, step.entry());
    return out.toBytes();
  }

  @Test
  void everyStepComesBackAsItWas() {
    RandomRecords records = new RandomRecords(RandomElements.seed("everyStepComesBackAsItWas"));
    for (int i = 0; i < 2_000; i++) {
      PresentityRecord record = records.next();
      Step step = new Step(records.entry(record.steps()), record);
      Step again = StepFormat.read(record.presentity(), write(step), PLACE);
      assertThat(again.entry()).isEqualTo(step.entry());
      assertSame(again.after(), record.withoutMemory());
      assertThat(write(again)).isEqualTo(write(step));
    }
  }

  @Test
  void whatAMovedDeviceShowsWithoutLocationStaysTheSame() {
    Instant time = Instant.parse("2026-11-20T23:50:00Z");
    Fragment first = Fragment.of(new Device("d1", "urn:x", List.of(), null, time));
    Fragment moved =
        Fragment.of(new Device("d1", "urn:x", List.of(), null, time.plusSeconds(60)))
            .withUnlocated(first);
    PresentityRecord record =
        new PresentityRecord(
            "tel:+1",
            List.of(),
            PresenceDocument.of("tel:+1", List.of(moved)),
            List.of(record("tel:+1", 1).reasons().get(0)),
            2,
            2,
            null,
            List.of());
    Fragment again = reread(record).document().fragments().get(0);
    assertThat(new String(again.xml(View.WITH_LOCATION))).contains("T23:51:00Z");
    assertThat(again.xml(View.WITHOUT_LOCATION)).isEqualTo(first.xml(View.WITHOUT_LOCATION));
  }

  @Test
  void aStringSaidTwiceIsWrittenOnce() {
    DomainFacts none = DomainFacts.UNKNOWN;
    String urn = "urn:uuid:48662e19-5fbf-43fc-a2fd-d23002787599";
    SimFacts one = new SimFacts("240991234567890", null, urn, none, none);
    SimFacts two = new SimFacts("240991234567891", null, urn, none, none);
    int single = RecordFormat.write(of(List.of(one))).length;
    int both = RecordFormat.write(of(List.of(one, two))).length;
    assertThat(both - single).isLessThan(urn.length());
  }

  private static PresentityRecord of(List<SimFacts> sims) {
    return PresentityRecord.unknown("tel:+1").with(sims);
  }

  @Test
  void whateverTheBytesOnlyTheDeclaredExceptionIsThrown() {
    long seed = RandomElements.seed("whateverTheBytesOnlyTheDeclaredExceptionIsThrown");
    Random random = new Random(seed);
    RandomRecords records = new RandomRecords(seed);
    int damaged = 0;
    byte[] value = {};
    for (int i = 0; i < 100_000; i++) {
      if (i % 100 == 0) {
        PresentityRecord record = i % 200 == 0 ? record("tel:+1", 1) : records.next();
        value = write(new Step(records.entry(record.steps()), record));
      }
      byte[] mutated = mutate(value, random);
      try {
        StepFormat.read("tel:+1", mutated, PLACE); // a record first
      } catch (DamagedRecordException e) {
        damaged++;
      }
    }
    assertThat(damaged).isGreaterThan(10_000);
  }

  private static byte[] mutate(byte[] value, Random random) {
    if (random.nextInt(5) == 0) {
      return Arrays.copyOf(value, random.nextInt(value.length + 8));
    }
    byte[] mutated = value.clone();
    for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
      mutated[random.nextInt(mutated.length)] = (byte) random.nextInt();
    }
    return mutated;
  }

  @Test
  void theExceptionSaysWhereAndWhatToDoButNotWho() {
    byte[] value = RecordFormat.write(record("tel:+15551230001", 1));
    assertThatThrownBy(() -> RecordFormat.read("tel:+15551230001", Arrays.copyOf(value, 20), PLACE))
        .isInstanceOf(DamagedRecordException.class)
        .hasMessageStartingWith("a record in the store /var/lib/store is damaged (")
        .hasMessageContaining("of 20)")
        .hasMessageContaining("put back a backup")
        .hasMessageNotContaining("tel:");
  }
}
