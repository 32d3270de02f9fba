package org.pna.transport.ss7.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.pna.model.Cell;
import org.pna.model.Domain;
import org.pna.model.Imsi;
import org.pna.model.Location;
import org.pna.model.LocationArea;
import org.pna.model.MalformedMessageException;
import org.pna.model.MalformedMessageException.Kind;
import org.pna.model.Msisdn;
import org.pna.model.Nai;
import org.pna.model.Plmn;
import org.pna.model.SubscriberId;
import org.pna.model.message.map.Csi;
import org.pna.model.message.map.InterrogationResult;
import org.pna.model.message.map.SubscriberDataModified;
import org.pna.model.message.map.SubscriberState;
import org.pna.model.message.map.SubscriptionResult;

/** What is asked of an HLR, what it says, and what it tells unasked. */
class HlrCodecsTest {
  private static final Imsi IMSI = new Imsi("240991234567890");
  private static final Msisdn MSISDN = new Msisdn("15551230001");
  private static final String GSM_SCF = "46709999999";
  private static final Cell CELL =
      new Cell(new LocationArea(new Plmn("240", "99"), 6699), 15437, false);
  private static final Csi MOBILITY = new Csi(List.of(0, 1, 2, 3, 4), 100, GSM_SCF, false, true);

  private final Map<String, byte[]> vectors = Vectors.mapAndCap();

  private byte[] vector(String name) {
    byte[] octets = vectors.get(name);
    assertThat(octets).as(name).isNotNull();
    return octets;
  }

  private byte[] parameter(String name) throws MalformedMessageException {
    return NoteMmEventCodecTest.argument(vector(name));
  }

  static InterrogationResult interrogation(byte[] result) throws MalformedMessageException {
    return InterrogationCodec.result(
        result,
        0,
        result.length,
        RandomEvents.ORIGIN,
        RandomEvents.FINGERPRINT,
        RandomEvents.CALLING,
        RandomAnswers.subscriber(),
        RandomAnswers.ASKED,
        null);
  }

  static SubscriptionResult subscription(byte[] result) throws MalformedMessageException {
    return SubscriptionCodec.result(
        result,
        0,
        result.length,
        RandomEvents.ORIGIN,
        RandomEvents.FINGERPRINT,
        RandomEvents.CALLING,
        RandomAnswers.subscriber(),
        RandomAnswers.ASKED);
  }

  static SubscriptionResult modification(byte[] result) throws MalformedMessageException {
    return ModificationCodec.result(
        result,
        0,
        result.length,
        RandomEvents.ORIGIN,
        RandomEvents.FINGERPRINT,
        RandomEvents.CALLING,
        RandomAnswers.subscriber(),
        RandomAnswers.ASKED);
  }

  static SubscriberDataModified modified(byte[] argument) throws MalformedMessageException {
    return SubscriberDataModifiedCodec.decode(
        argument,
        0,
        argument.length,
        RandomEvents.ORIGIN,
        RandomEvents.FINGERPRINT,
        RandomEvents.CALLING);
  }

  @Test
  void asksForStateAndLocation() throws MalformedMessageException {
    var request = new InterrogationCodec.Request(MSISDN, Domain.CS, true, true, GSM_SCF);
    byte[] argument = InterrogationCodec.encodeRequest(request);
    assertThat(invoke("ati_req_cs", InterrogationCodec.CONTEXT, 71, argument))
        .isEqualTo(vector("ati_req_cs"));
    assertThat(InterrogationCodec.request(argument, 0, argument.length)).isEqualTo(request);
    var other = new InterrogationCodec.Request(IMSI, Domain.PS, false, true, GSM_SCF);
    byte[] ps = InterrogationCodec.encodeRequest(other);
    assertThat(InterrogationCodec.request(ps, 0, ps.length)).isEqualTo(other);
  }

  private byte[] invoke(String name, String context, int operation, byte[] argument)
      throws MalformedMessageException {
    long otid = Tcap.decode(vector(name)).otid();
    return TcapWriter.begin(otid, context, TcapWriter.invoke(1, operation, argument));
  }

  @ParameterizedTest
  @CsvSource({
    "assumedIdle, ASSUMED_IDLE",
    "camelBusy, CAMEL_BUSY",
    "netDetNotReachable_imsiDetached, IMSI_DETACHED",
    "notProvidedFromVLR, NOT_PROVIDED_FROM_VLR"
  })
  void readsAState(String vector, SubscriberState state) throws MalformedMessageException {
    byte[] parameter = parameter("ati_res_" + vector);
    InterrogationResult result = interrogation(parameter);
    assertThat(result)
        .isEqualTo(
            new InterrogationResult(
                RandomEvents.ORIGIN,
                RandomEvents.FINGERPRINT,
                RandomEvents.CALLING,
                RandomAnswers.subscriber(),
                RandomAnswers.ASKED,
                null,
                state,
                null,
                new Location(Domain.CS, 5, CELL, null, null),
                "46701111111",
                null,
                null));
    assertThat(InterrogationCodec.encodeResult(result)).isEqualTo(parameter);
  }

  @ParameterizedTest
  @EnumSource(SubscriberState.class)
  void everyStateHasItsAlternative(SubscriberState state) throws MalformedMessageException {
    String code = state.code();
    boolean isReason = code.startsWith("n");
    boolean isList = code.equals("4") || code.equals("5");
    String contents =
        isReason
            ? "0a010" + code.substring(1)
            : isList ? "a" + code + "053003800101" : "8" + code + "00";
    byte[] choice = HexFormat.of().parseHex(contents);
    boolean isPs =
        state.name().startsWith("PS_") || state == SubscriberState.NOT_PROVIDED_FROM_SGSN_OR_MME;
    if (!isPs) {
      InterrogationResult cs = interrogation(info(0xa1, choice));
      assertThat(cs.state()).isEqualTo(state);
      assertThat(InterrogationCodec.encodeResult(cs)).isEqualTo(info(0xa1, choice));
    }
    if (isPs || isReason) {
      InterrogationResult ps = interrogation(info(0xa4, choice));
      assertThat(ps.psState()).isEqualTo(state);
      assertThat(InterrogationCodec.encodeResult(ps)).isEqualTo(info(0xa4, choice));
    }
  }

  private static byte[] info(int tag, byte[] contents) {
    return BerWriter.element(0x30, BerWriter.element(0x30, BerWriter.element(tag, contents)));
  }

  @Test
  void readsThePacketSwitchedLocation() throws MalformedMessageException {
    InterrogationResult result =
        interrogation(
            HexFormat.of()
                .parseHex(
                    ("30 2b 30 29 a3 21 a009800742f0991a2b3c4d 810642f0991a2b07 8307916407222222f2"
                            + " 8600 890103 a404 a502 3000")
                        .replace(" ", "")));
    assertThat(result.psState()).isEqualTo(SubscriberState.PS_PDP_ACTIVE_REACHABLE);
    assertThat(result.sgsnNumber()).isEqualTo("46702222222");
    assertThat(result.locationGprs())
        .isEqualTo(
            new Location(
                Domain.PS,
                3,
                new Cell(CELL.area(), CELL.ci(), true),
                null,
                new org.pna.model.RoutingArea(CELL.area(), 7)));
  }

  @Test
  void asksForBothCsi() throws MalformedMessageException {
    var request = new SubscriptionCodec.Request(IMSI, true, true, GSM_SCF);
    byte[] argument = SubscriptionCodec.encodeRequest(request);
    assertThat(HexFormat.of().formatHex(argument))
        .isEqualTo(
            "301d" + "a00a8008" + "42901932547698f0" + "a106830107870101" + "8207916407999999f9");
    assertThat(SubscriptionCodec.request(argument, 0, argument.length)).isEqualTo(request);
  }

  @Test
  void readsTheCsiOfAnAcknowledgedModification() throws MalformedMessageException {
    byte[] parameter = parameter("atm_result_mcsi");
    SubscriptionResult result = modification(parameter);
    assertThat(result.modification()).isTrue();
    assertThat(result.mobility()).isEqualTo(MOBILITY);
    assertThat(result.csi(Csi.Kind.MG_CSI)).isNull();
    assertThat(ModificationCodec.encodeResult(result)).isEqualTo(parameter);
  }

  @ParameterizedTest
  @CsvSource({"M_CSI, atm_activate_mcsi", "MG_CSI, atm_activate_mgcsi"})
  void eachCsiIsArmedByARequestOfItsOwn(Csi.Kind kind, String name)
      throws MalformedMessageException {
    var request = new ModificationCodec.Request(MSISDN, kind, true, GSM_SCF);
    byte[] argument = ModificationCodec.encodeRequest(request);
    assertThat(invoke(name, ModificationCodec.CONTEXT, 65, argument)).isEqualTo(vector(name));
    assertThat(ModificationCodec.request(argument, 0, argument.length)).isEqualTo(request);
  }

  @Test
  void disarmsByAnotherInstruction() throws MalformedMessageException {
    var request = new ModificationCodec.Request(IMSI, Csi.Kind.M_CSI, false, GSM_SCF);
    byte[] argument = ModificationCodec.encodeRequest(request);
    assertThat(HexFormat.of().formatHex(argument)).endsWith("a406800107820100");
    assertThat(ModificationCodec.request(argument, 0, argument.length)).isEqualTo(request);
  }

  @Test
  void readsWhatWasModifiedBehindOurBack() throws MalformedMessageException {
    byte[] argument = parameter("nsdm_mcsi");
    SubscriberDataModified message = modified(argument);
    assertThat(message.subscriber()).containsExactly(IMSI, MSISDN);
    assertThat(message.mobility()).isEqualTo(MOBILITY);
    assertThat(message.mobilityGprs()).isNull();
    assertThat(message.mobilityWithdrawn()).isFalse();
    assertThat(SubscriberDataModifiedCodec.encode(message)).isEqualTo(argument);
  }

  @ParameterizedTest
  @CsvSource({
    "8e020102, true, false",
    "8e03050020, false, true",
    "8e03050220, true, true",
    "8e05000220ffff, true, true",
    "8e0200fd, false, false"
  })
  void readsWhatWasWithdrawn(String list, boolean mobility, boolean mobilityGprs)
      throws MalformedMessageException {
    byte[] argument =
        BerWriter.element(
            0x30,
            HexFormat.of().parseHex("040842901932547698f0" + "0407915155210300f1"),
            BerWriter.element(0xa3, HexFormat.of().parseHex(list)));
    SubscriberDataModified message = modified(argument);
    assertThat(message.mobilityWithdrawn()).isEqualTo(mobility);
    assertThat(message.mobilityGprsWithdrawn()).isEqualTo(mobilityGprs);
    assertThat(modified(SubscriberDataModifiedCodec.encode(message))).isEqualTo(message);
  }

  @Test
  void readsBackRandomAnswers() throws MalformedMessageException {
    long seed = System.nanoTime();
    RandomAnswers answers = new RandomAnswers(new Random(seed));
    for (int i = 0; i < 10_000; i++) {
      InterrogationResult interrogated = answers.interrogation();
      assertThat(interrogation(InterrogationCodec.encodeResult(interrogated)))
          .as("seed %d answer %d", seed, i)
          .isEqualTo(interrogated);
      SubscriptionResult subscribed = answers.subscription(false);
      assertThat(subscription(SubscriptionCodec.encodeResult(subscribed))).isEqualTo(subscribed);
      SubscriptionResult changed = answers.subscription(true);
      assertThat(modification(ModificationCodec.encodeResult(changed))).isEqualTo(changed);
      SubscriberDataModified told = answers.modified();
      assertThat(modified(SubscriberDataModifiedCodec.encode(told))).isEqualTo(told);
    }
  }

  private interface Reader {
    Object read(byte[] octets) throws MalformedMessageException;
  }

  @Test
  void mutantsAreReadOrRefused() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    RandomAnswers answers = new RandomAnswers(random);
    int[] refused = new int[7];
    int rounds = 15_000;
    for (int i = 0; i < rounds; i++) {
      SubscriberId subscriber = random.nextBoolean() ? IMSI : MSISDN;
      byte[][] sound = {
        InterrogationCodec.encodeResult(answers.interrogation()),
        SubscriptionCodec.encodeResult(answers.subscription(false)),
        ModificationCodec.encodeResult(answers.subscription(true)),
        SubscriberDataModifiedCodec.encode(answers.modified()),
        InterrogationCodec.encodeRequest(
            new InterrogationCodec.Request(subscriber, Domain.PS, true, true, GSM_SCF)),
        SubscriptionCodec.encodeRequest(
            new SubscriptionCodec.Request(subscriber, true, true, GSM_SCF)),
        ModificationCodec.encodeRequest(
            new ModificationCodec.Request(subscriber, Csi.Kind.MG_CSI, true, GSM_SCF))
      };
      Reader[] readers = {
        HlrCodecsTest::interrogation,
        HlrCodecsTest::subscription,
        HlrCodecsTest::modification,
        HlrCodecsTest::modified,
        octets -> InterrogationCodec.request(octets, 0, octets.length),
        octets -> SubscriptionCodec.request(octets, 0, octets.length),
        octets -> ModificationCodec.request(octets, 0, octets.length)
      };
      for (int kind = 0; kind < sound.length; kind++) {
        byte[] mutant = Mutations.of(sound[kind], random);
        try {
          readers[kind].read(mutant);
          SubscriberDataModifiedCodec.names(mutant, 0, mutant.length);
        } catch (MalformedMessageException e) {
          refused[kind]++;
          assertThat(e.where()).isNotEmpty();
          assertThat(e.getMessage()).doesNotContain(IMSI.digits(), MSISDN.digits());
        } catch (RuntimeException e) {
          throw new AssertionError(
              "seed " + seed + " mutant " + HexFormat.of().formatHex(mutant), e);
        }
      }
    }
    for (int kind = 0; kind < refused.length; kind++) {
      assertThat(refused[kind]).as("kind %d", kind).isBetween(rounds / 10, rounds * 19 / 20);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'', MISTYPED, AnyTimeInterrogationRes",
    "3000, DATA_MISSING, AnyTimeInterrogationRes.subscriberInfo",
    "3004 3002 a100, MISTYPED, subscriberInfo.subscriberState",
    "3006 3004 a102 8300, UNEXPECTED_VALUE, subscriberInfo.subscriberState",
    "3007 3005 a103 0a0104, UNEXPECTED_VALUE, subscriberInfo.subscriberState",
    "3007 3005 a103 800100, MISTYPED, subscriberInfo.subscriberState",
    "3008 3006 a104 8000 8100, MISTYPED, subscriberInfo.subscriberState",
    "3008 3006 a102 8000 a100, MISTYPED, subscriberInfo",
    "3006 3004 a402 8400, MISTYPED, subscriberInfo.ps-SubscriberState",
    "3006 3004 a402 8600, UNEXPECTED_VALUE, subscriberInfo.ps-SubscriberState",
    "3004 3002 8100, MISTYPED, subscriberInfo.subscriberState",
    "3004 3002 8000, MISTYPED, subscriberInfo.locationInformation"
  })
  void refusesAnImpossibleResult(String octets, Kind kind, String where) {
    assertRefused(octets, HlrCodecsTest::interrogation, kind, where);
  }

  @ParameterizedTest
  @CsvSource({
    // camel-SubscriptionInfo of a result: its m-CSI
    "020164 8007916407999999f9, DATA_MISSING, m-CSI.mobilityTriggers",
    "3003040100 8007916407999999f9, DATA_MISSING, m-CSI.serviceKey",
    "3003040100 020164, DATA_MISSING, m-CSI.gsmSCF-Address",
    "3000 020164 8007916407999999f9, UNEXPECTED_VALUE, m-CSI.mobilityTriggers",
    "300404020000 020164 8007916407999999f9, MISTYPED, m-CSI.mobilityTriggers",
    "3003020100 020164 8007916407999999f9, MISTYPED, m-CSI.mobilityTriggers",
    "3003040100 0201ff 8007916407999999f9, UNEXPECTED_VALUE, m-CSI.serviceKey",
    "3003040100 020164 020164 8007916407999999f9, MISTYPED, m-CSI",
    "3003040100 020164 8007916407999999f9 830101, MISTYPED, m-CSI.csi-Active"
  })
  void refusesAnImpossibleCsi(String contents, Kind kind, String where) {
    byte[] csi = BerWriter.element(0xac, HexFormat.of().parseHex(contents.replace(" ", "")));
    String octets = HexFormat.of().formatHex(BerWriter.element(0x30, BerWriter.element(0xa4, csi)));
    assertRefused(octets, HlrCodecsTest::subscription, kind, where);
  }

  @Test
  void elevenTriggersAreTooMany() {
    byte[] triggers = BerWriter.element(0x30, HexFormat.of().parseHex("040100".repeat(11)));
    byte[] csi = BerWriter.element(0xac, triggers);
    String octets = HexFormat.of().formatHex(BerWriter.element(0x30, BerWriter.element(0xa4, csi)));
    assertRefused(octets, HlrCodecsTest::subscription, Kind.MISTYPED, "m-CSI.mobilityTriggers");
  }

  @ParameterizedTest
  @CsvSource({
    "3000, DATA_MISSING, NoteSubscriberDataModifiedArg.imsi",
    "300a 040842901932547698f0, DATA_MISSING, NoteSubscriberDataModifiedArg.msisdn",
    "3003 040142, MISTYPED, NoteSubscriberDataModifiedArg.imsi"
  })
  void refusesANoteWithoutItsSubscriber(String octets, Kind kind, String where) {
    assertRefused(octets, HlrCodecsTest::modified, kind, where);
  }

  @Test
  void ofABrokenNoteTheNamesCount() {
    byte[] octets =
        HexFormat.of().parseHex("3015" + "040842901932547698f0" + "0407915155210300f1" + "8300");
    assertRefused(
        HexFormat.of().formatHex(octets),
        HlrCodecsTest::modified,
        Kind.MISTYPED,
        "camel-SubscriptionInfo");
    assertThat(SubscriberDataModifiedCodec.names(octets, 0, octets.length))
        .containsExactly(IMSI, MSISDN);
    octets[4] = (byte) 0xa1;
    assertThat(SubscriberDataModifiedCodec.names(octets, 0, octets.length)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "3000, DATA_MISSING, AnyTimeInterrogationArg.requestedInfo",
    "3002 a100, DATA_MISSING, AnyTimeInterrogationArg.subscriberIdentity",
    "300e a00a800842901932547698f0 a100, DATA_MISSING, AnyTimeInterrogationArg.gsmSCF-Address",
    "3002 a000, MISTYPED, AnyTimeInterrogationArg.subscriberIdentity",
    "3004 a0028200, MISTYPED, AnyTimeInterrogationArg.subscriberIdentity"
  })
  void refusesAnImpossibleRequest(String octets, Kind kind, String where) {
    assertRefused(
        octets, request -> InterrogationCodec.request(request, 0, request.length), kind, where);
  }

  private static void assertRefused(String hex, Reader reader, Kind kind, String where) {
    byte[] octets = HexFormat.of().parseHex(hex.replace(" ", ""));
    @Nullable MalformedMessageException refused =
        catchThrowableOfType(MalformedMessageException.class, () -> reader.read(octets));
    assertThat(refused).as(hex).isNotNull();
    assertThat(refused.kind()).as(refused.getMessage()).isEqualTo(kind);
    assertThat(refused.where()).isEqualTo(where);
  }

  @Test
  void everyTruncationIsRefused() throws MalformedMessageException {
    byte[] whole = parameter("nsdm_mcsi");
    for (int length = 0; length < whole.length; length++) {
      byte[] part = Arrays.copyOf(whole, length);
      assertThat(catchThrowableOfType(MalformedMessageException.class, () -> modified(part)))
          .as("%d octets", length)
          .isNotNull();
    }
  }

  @Test
  void asksOnlyByImsiOrMsisdn() {
    var request = new InterrogationCodec.Request(new Nai("a@b"), Domain.CS, true, true, GSM_SCF);
    assertThatThrownBy(() -> InterrogationCodec.encodeRequest(request))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
