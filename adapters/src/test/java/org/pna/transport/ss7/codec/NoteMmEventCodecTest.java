package org.pna.transport.ss7.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pna.model.Cell;
import org.pna.model.Domain;
import org.pna.model.Imsi;
import org.pna.model.Location;
import org.pna.model.LocationArea;
import org.pna.model.MalformedMessageException;
import org.pna.model.MalformedMessageException.Kind;
import org.pna.model.Msisdn;
import org.pna.model.Place;
import org.pna.model.Plmn;
import org.pna.model.RoutingArea;
import org.pna.model.message.Fingerprint;
import org.pna.model.message.Origin;
import org.pna.model.message.map.NoteMmEvent;
import org.pna.model.message.map.SccpAddress;

class NoteMmEventCodecTest {
  private static final Origin ORIGIN = new Origin(Instant.EPOCH, new Place.Frame("test", 1));
  private static final SccpAddress CALLING = new SccpAddress("15550100001", 101, 7);
  private static final Cell CELL =
      new Cell(new LocationArea(new Plmn("240", "99"), 6699), 15437, false);

  static byte[] argument(byte[] tcap) throws MalformedMessageException {
    Component invoke = Tcap.decode(tcap).components().get(0);
    return Arrays.copyOfRange(
        tcap, invoke.parameterOffset(), invoke.parameterOffset() + invoke.parameterLength());
  }

  static NoteMmEvent decode(byte[] argument) throws MalformedMessageException {
    return NoteMmEventCodec.decode(argument, ORIGIN, new Fingerprint(1, 2), CALLING);
  }

  @Test
  void readsACircuitSwitchedEvent() throws MalformedMessageException {
    NoteMmEvent event = decode(argument(Vectors.noteMmEvent().get("imsi_detach_ms_03")));
    assertThat(event)
        .isEqualTo(
            new NoteMmEvent(
                ORIGIN,
                new Fingerprint(1, 2),
                CALLING,
                100,
                3,
                new Imsi("240991234567890"),
                new Msisdn("15551230001"),
                new Location(Domain.CS, 0, CELL, null, null),
                "46701111111",
                null,
                null,
                0xf,
                null));
  }

  @Test
  void readsAPacketSwitchedEvent() throws MalformedMessageException {
    NoteMmEvent event = decode(argument(Vectors.noteMmEvent().get("gprs_attach_83")));
    assertThat(event.eventMet()).isEqualTo(0x83);
    assertThat(event.location()).isNull();
    assertThat(event.sgsnNumber()).isEqualTo("46702222222");
    assertThat(event.locationGprs())
        .isEqualTo(new Location(Domain.PS, null, CELL, null, new RoutingArea(CELL.area(), 7)));
  }

  @Test
  void writesWhatItReads() throws MalformedMessageException {
    for (var vector : Vectors.noteMmEvent().entrySet()) {
      TcapMessage message = Tcap.decode(vector.getValue());
      if (message.kind() == TcapMessage.Kind.BEGIN) {
        byte[] argument = argument(vector.getValue());
        byte[] written = NoteMmEventCodec.encode(decode(argument));
        assertThat(written).as(vector.getKey()).isEqualTo(argument);
        assertThat(
                TcapWriter.begin(
                    message.otid(), "0.4.0.0.1.0.42.3", TcapWriter.invoke(1, 89, written)))
            .as(vector.getKey())
            .isEqualTo(vector.getValue());
      }
    }
  }

  @Test
  void readsBackRandomEvents() throws MalformedMessageException {
    long seed = System.nanoTime();
    RandomEvents events = new RandomEvents(new Random(seed));
    for (int i = 0; i < 20_000; i++) {
      NoteMmEvent event = i % 2 == 0 ? events.next() : events.nextWithNodes();
      NoteMmEvent read =
          NoteMmEventCodec.decode(
              NoteMmEventCodec.encode(event),
              RandomEvents.ORIGIN,
              RandomEvents.FINGERPRINT,
              RandomEvents.CALLING);
      assertThat(read).as("seed %d event %d", seed, i).isEqualTo(event);
    }
  }

  @Test
  void mutantsAreReadOrRefused() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    RandomEvents events = new RandomEvents(random);
    int refused = 0;
    for (int i = 0; i < 100_000; i++) {
      byte[] mutant = Mutations.of(NoteMmEventCodec.encode(events.nextWithNodes()), random);
      try {
        NoteMmEvent event = decode(mutant);
        assertThat(event.imsi().digits()).as("seed %d mutant %d", seed, i).matches("[0-9]{5,15}");
        assertThat(event.msisdn().digits()).matches("[0-9]{1,15}");
        decode(NoteMmEventCodec.encode(event));
      } catch (MalformedMessageException e) {
        refused++;
        assertThat(e.where()).isNotEmpty();
      } catch (RuntimeException e) {
        throw new AssertionError("seed " + seed + " mutant " + i + " " + hex(mutant), e);
      }
    }
    assertThat(refused).isBetween(40_000, 95_000);
  }

  private static String hex(byte[] octets) {
    return HexFormat.of().formatHex(octets);
  }

  @ParameterizedTest
  @CsvSource({
    "3017 800103 810842901932547698f0 8207915155210300f1, serviceKey",
    "3017 020164 810842901932547698f0 8207915155210300f1, eventMet",
    "3010 020164 800103 8207915155210300f1 , imsi",
    "3010 020164 800103 810842901932547698f0, msisdn",
    "3000, serviceKey"
  })
  void aMandatoryElementMustBeThere(String argument, String element) {
    assertRefused(argument, Kind.DATA_MISSING, "NoteMM-EventArg." + element);
  }

  @ParameterizedTest
  @CsvSource({
    // Not one SEQUENCE.
    "'', MISTYPED, NoteMM-EventArg",
    "3100, MISTYPED, NoteMM-EventArg",
    "30 MANDATORY 00, MISTYPED, NoteMM-EventArg",
    "3005 020164, MISTYPED, NoteMM-EventArg",
    // Wrong length, form or value of a mandatory element.
    "= 0200, MISTYPED, NoteMM-EventArg.serviceKey",
    "= 0201ff, UNEXPECTED_VALUE, NoteMM-EventArg.serviceKey",
    "= 02050080000000, UNEXPECTED_VALUE, NoteMM-EventArg.serviceKey",
    "= 8000, MISTYPED, NoteMM-EventArg.eventMet",
    "= 80020000, MISTYPED, NoteMM-EventArg.eventMet",
    "= a000, MISTYPED, NoteMM-EventArg.eventMet",
    "= 81024290, MISTYPED, NoteMM-EventArg.imsi",
    "= 8109429019325476981032, MISTYPED, NoteMM-EventArg.imsi",
    "= 81084290193254769810, UNEXPECTED_VALUE, NoteMM-EventArg.imsi",
    "= 810842901a32547698f0, UNEXPECTED_VALUE, NoteMM-EventArg.imsi",
    "= 8108429019f2547698f0, UNEXPECTED_VALUE, NoteMM-EventArg.imsi",
    "= 8200, MISTYPED, NoteMM-EventArg.msisdn",
    "= 820191, UNEXPECTED_VALUE, NoteMM-EventArg.msisdn",
    "= 820a91515521030051515151, MISTYPED, NoteMM-EventArg.msisdn",
    "= 82099151552103005155 51, UNEXPECTED_VALUE, NoteMM-EventArg.msisdn",
    "= 82029651, UNEXPECTED_VALUE, NoteMM-EventArg.msisdn",
    "= 8202a151, UNEXPECTED_VALUE, NoteMM-EventArg.msisdn",
    "= 82021151, UNEXPECTED_VALUE, NoteMM-EventArg.msisdn",
    // Optional elements.
    "+ 8300, MISTYPED, NoteMM-EventArg.locationInformation",
    "+ a303020500, MISTYPED, NoteMM-EventArg.locationInformation",
    "+ a30402020000 8103, MISTYPED, NoteMM-EventArg",
    "+ a30302018f, UNEXPECTED_VALUE, ageOfLocationInformation",
    "+ a3050203008000, UNEXPECTED_VALUE, ageOfLocationInformation",
    "+ a3028100, MISTYPED, locationInformation.vlr-number",
    "+ a302a300, MISTYPED, cellGlobalIdOrServiceAreaIdOrLAI",
    "+ a308a306 8004 42f09900, MISTYPED, cellGlobalIdOrServiceAreaIdFixedLength",
    "+ a306a304 8102 42f0, MISTYPED, laiFixedLength",
    "+ a304a302 8200, MISTYPED, cellGlobalIdOrServiceAreaIdOrLAI",
    "+ a309a307 8105 4af0991a2b, UNEXPECTED_VALUE, laiFixedLength",
    "+ a30ba309 8105 42f0991a2b 8100, MISTYPED, cellGlobalIdOrServiceAreaIdOrLAI",
    "+ a303890100, MISTYPED, sai-Present",
    "+ 8500, MISTYPED, NoteMM-EventArg.supportedCAMELPhases",
    "+ 850101, UNEXPECTED_VALUE, NoteMM-EventArg.supportedCAMELPhases",
    "+ 85020800, UNEXPECTED_VALUE, NoteMM-EventArg.supportedCAMELPhases",
    "+ 8700, MISTYPED, NoteMM-EventArg.locationInformationGPRS",
    "+ a7078105 42f0991a2b, MISTYPED, locationInformationGPRS.routeingAreaIdentity",
    "+ a703830191, UNEXPECTED_VALUE, locationInformationGPRS.sgsn-Number",
    "+ a7028600 a700, MISTYPED, NoteMM-EventArg",
    "+ 8800, MISTYPED, NoteMM-EventArg.offeredCamel4Functionalities",
    "+ 8280, MISTYPED, NoteMM-EventArg",
    "+ 0000, MISTYPED, NoteMM-EventArg"
  })
  void refusesWhatIsWrong(String argument, Kind kind, String where) {
    String octets =
        argument.replace("MANDATORY", "17020164800103810842901932547698f08207915155210300f1");
    if (argument.startsWith("+")) {
      octets =
          sequence("020164800103810842901932547698f08207915155210300f1" + argument.substring(1));
    } else if (argument.startsWith("=")) {
      // An element of the same tag must not stand there twice.
      String tag = argument.substring(2, 4).replace("a0", "80");
      String rest =
          List.of("020164", "800103", "810842901932547698f0", "8207915155210300f1").stream()
              .filter(element -> !element.startsWith(tag))
              .collect(Collectors.joining());
      octets = sequence(argument.substring(1) + rest);
    }
    assertRefused(octets, kind, where);
  }

  private static String sequence(String contents) {
    return hex(BerWriter.element(0x30, HexFormat.of().parseHex(contents.replace(" ", ""))));
  }

  private static void assertRefused(String argument, Kind kind, String where) {
    byte[] octets = HexFormat.of().parseHex(argument.replace(" ", ""));
    if (kind == Kind.DATA_MISSING && octets.length > 1) {
      octets[1] = (byte) (octets.length - 2);
    }
    MalformedMessageException refused =
        catchThrowableOfType(MalformedMessageException.class, () -> decode(octets));
    assertThat(refused).as(argument).isNotNull();
    assertThat(refused.kind()).as(refused.getMessage()).isEqualTo(kind);
    assertThat(refused.where()).isEqualTo(where);
  }

  @Test
  void everyTruncationIsRefused() throws MalformedMessageException {
    byte[] whole = argument(Vectors.noteMmEvent().get("gprs_attach_83"));
    for (int length = 0; length < whole.length; length++) {
      byte[] part = Arrays.copyOf(whole, length);
      assertThat(catchThrowableOfType(MalformedMessageException.class, () -> decode(part)))
          .as("%d octets", length)
          .isNotNull();
    }
  }

  @Test
  void anElementTwiceIsRefused() {
    for (String twice : List.of("020164", "800103", "810842901932547698f0", "a300", "850204f0")) {
      assertRefused(
          sequence("020164800103810842901932547698f08207915155210300f1a300850204f0" + twice),
          Kind.MISTYPED,
          "NoteMM-EventArg");
    }
  }

  @Test
  void readsIndefiniteLengthsAndSkipsTheUnknown() throws MalformedMessageException {
    NoteMmEvent event =
        decode(
            HexFormat.of()
                .parseHex(
                    "3080 020164 8001ff 810842901932547698f0 8207815155210300f1".replace(" ", "")
                        + "a380 020105 a480 3080 0000 0000 a380 800742f0991a2b3c4d 0000 8900 0000"
                            .replace(" ", "")
                        + "9f8f7f0100 bf2a800500 0000 0000".replace(" ", "")));
    assertThat(event.eventMet()).isEqualTo(0xff);
    assertThat(event.mmCode()).isNull();
    assertThat(event.msisdn()).isEqualTo(new Msisdn("15551230001"));
    assertThat(event.location())
        .isEqualTo(new Location(Domain.CS, 5, new Cell(CELL.area(), CELL.ci(), true), null, null));
  }

  @Test
  void bearsSixtyFourKibibytesAndDeepNesting() throws MalformedMessageException {
    String mandatory = "020164800103810842901932547698f08207915155210300f1";
    byte[] large =
        HexFormat.of()
            .parseHex(sequence(mandatory + hex(BerWriter.element(0xa6, new byte[65_536]))));
    assertThat(decode(large).eventMet()).isEqualTo(3);
    byte[] deep = {};
    for (int i = 0; i < 3000; i++) {
      deep = BerWriter.element(0xa6, deep);
    }
    assertThat(decode(HexFormat.of().parseHex(sequence(mandatory + hex(deep)))).eventMet())
        .isEqualTo(3);
    assertRefused(
        sequence(mandatory + "a680".repeat(3000) + "0000".repeat(3000)),
        Kind.MISTYPED,
        "NoteMM-EventArg");
  }

  @Test
  void readsThreeDigitNetworkCodes() throws MalformedMessageException {
    NoteMmEvent event =
        decode(
            HexFormat.of()
                .parseHex(
                    sequence(
                        "020164800103810842901932547698f08207915155210300f1"
                            + "a309a3078105130062ffff")));
    assertThat(event.location().area()).isEqualTo(new LocationArea(new Plmn("310", "260"), 65535));
  }

  @Test
  void anEmptyResultIsEnough() {
    assertThat(NoteMmEventCodec.encodeResult()).containsExactly(0x30, 0);
  }
}
