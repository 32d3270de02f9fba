package org.pna.transport.ss7.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pna.transport.ss7.codec.Cap.hex;
import static org.pna.transport.ss7.codec.Cap.of;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pna.model.Call;
import org.pna.model.Imsi;
import org.pna.model.MalformedMessageException;
import org.pna.model.Msisdn;
import org.pna.model.message.cap.CallEvent;
import org.pna.model.message.cap.CallSetup;

class CapCallsTest {
  private static final byte[] SERVICE_KEY = of(0x80, "65");
  private static final byte[] IMSI = of(0x9f32, "42901932547698f0");
  private static final byte[] ORIGINATING = of(0x9c, "02");
  private static final byte[] TERMINATING = of(0x9c, "0c");
  private static final byte[] MSC = of(0x9f37, "916407111111f1");
  private static final byte[] GATEWAY = of(0xbf3b, of(0x80, "916407222222f2"));
  private static final byte[] REFERENCE = of(0x9f36, "0a0b0c01");
  private static final byte[] NONE = {};

  @Test
  void originatingCall() throws Exception {
    CallEvent event = Cap.initialDp(Cap.argument(Vectors.mapAndCap().get("idp_mo_dp2")));
    CallSetup setup = event.setup();
    assertThat(event.operation()).isEqualTo(CallEvent.Operation.INITIAL_DP);
    assertThat(event.event()).isEqualTo(2);
    assertThat(event.subscriber()).containsExactly(new Imsi("240991234567890"));
    assertThat(setup.serviceKey()).isEqualTo(101);
    assertThat(setup.call()).isEqualTo("0102030405-916407111111f1");
    assertThat(setup.bearer()).isEqualTo(Call.Bearer.SPEECH);
    assertThat(setup.mscAddress()).isEqualTo("46701111111");
    assertThat(setup.redirected()).isFalse();
    assertThat(setup.fromGateway()).isFalse();
  }

  @Test
  void terminatingCallAtTheVisitedSwitch() throws Exception {
    CallSetup setup = Cap.initialDp(Cap.argument(Vectors.mapAndCap().get("idp_mt_dp12"))).setup();
    assertThat(setup.event()).isEqualTo(12);
    assertThat(setup.call()).isEqualTo("0102030405-916407111111f1");
    assertThat(setup.fromGateway()).isFalse();
    assertThat(setup(SERVICE_KEY, TERMINATING, IMSI).call()).isEqualTo("dialogue-7");
  }

  @Test
  void gatewayAndVisitedSwitchTellOfOneCall() throws Exception {
    CallSetup gateway = setup(SERVICE_KEY, TERMINATING, IMSI, REFERENCE, GATEWAY);
    CallSetup visited = setup(SERVICE_KEY, TERMINATING, IMSI, REFERENCE, MSC, GATEWAY);
    assertThat(gateway.fromGateway()).isTrue();
    assertThat(visited.fromGateway()).isFalse();
    assertThat(gateway.call()).isEqualTo(visited.call()).isEqualTo("0a0b0c01-916407222222f2");
    assertThat(gateway.mscAddress()).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "bf3503830111, bb0580038090a3, SPEECH", // telephony
    "bf3503830112, '', SPEECH", // emergency call
    "bf3503830161, bb0580038090a3, DATA", // facsimile
    "bf3503820117, '', DATA", // general asynchronous data
    "bf350382011f, '', VIDEO", // general synchronous data
    "bf3503840111, bb0580038090a3, SPEECH", // unknown alternative: the other one counts
    "'', bb0580038890a3, DATA", // unrestricted digital
    "'', bb0580038890a6, VIDEO", // H.223 and H.245
    "'', bb0580039890a3, VIDEO",
    "'', bb0580039090a3, SPEECH", // 3.1 kHz audio
    "'', bb038001aa, SPEECH", // too short: left out
    "'', '', SPEECH"
  })
  void bearer(String service, String capability, Call.Bearer bearer) throws Exception {
    assertThat(setup(SERVICE_KEY, hex(capability), ORIGINATING, IMSI, hex(service)).bearer())
        .isEqualTo(bearer);
  }

  @Test
  void redirectingPartyIsSeen() throws Exception {
    assertThat(setup(SERVICE_KEY, ORIGINATING, of(0x9d, "8413515521"), IMSI).redirected()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "8413515521030001, 15551230001", // odd, international
    "0413515521030001, 155512300010", // even
    "8313515521030001, ''", // national: of which country is not known
    "8443515521030010, ''", // telex numbering plan
    "8493515521030010, ''", // incomplete
    "84135155210300fb, ''", // a digit that is none
    "84, ''"
  })
  void withoutImsiTheCallerNamesAnOriginatingCall(String number, String digits) throws Exception {
    byte[] caller = of(0x83, number);
    if (digits.isEmpty()) {
      assertThatThrownBy(() -> setup(SERVICE_KEY, caller, ORIGINATING))
          .isInstanceOf(MalformedMessageException.class)
          .hasMessage("InitialDPArg.iMSI: missing");
    } else {
      assertThat(setup(SERVICE_KEY, caller, ORIGINATING).subscriber())
          .containsExactly(new Msisdn(digits));
      assertThatThrownBy(() -> setup(SERVICE_KEY, caller, TERMINATING))
          .isInstanceOf(MalformedMessageException.class);
      assertThatThrownBy(() -> setup(SERVICE_KEY, caller, ORIGINATING, of(0x9d, "8413515521")))
          .isInstanceOf(MalformedMessageException.class);
    }
    assertThat(setup(SERVICE_KEY, caller, ORIGINATING, IMSI).served()).isNull();
  }

  @Test
  void location() throws Exception {
    CallSetup setup =
        setup(
            SERVICE_KEY,
            ORIGINATING,
            IMSI,
            hex("bf34 17 020105 8107916407111111f1 a3098007 42f0991a2b3c4d"));
    assertThat(setup.vlrNumber()).isEqualTo("46701111111");
    assertThat(setup.location()).isNotNull();
    assertThat(setup.location().ageMinutes()).isEqualTo(5);
    assertThat(setup.location().cell()).hasToString("240-99-6699-15437");
  }

  @Test
  void whatIsNotNeededMayBeWrong() throws Exception {
    CallSetup setup =
        setup(
            SERVICE_KEY,
            of(0x83, "ff"),
            of(0xbb, of(0x80, "")),
            ORIGINATING,
            IMSI,
            hex("bf34 04 02030001"),
            of(0xbf35, NONE),
            REFERENCE,
            of(0x9f37, "11"),
            of(0x9f7f, "0102"),
            of(0xbf3b, "ff"));
    assertThat(setup.bearer()).isEqualTo(Call.Bearer.SPEECH);
    assertThat(setup.location()).isNull();
    assertThat(setup.mscAddress()).isNull();
    assertThat(setup.call()).isEqualTo("0a0b0c01-11");
  }

  @Test
  void whatNamesTheSubscriberMustBeRight() {
    assertMalformed("InitialDPArg.serviceKey: missing", ORIGINATING, IMSI);
    assertMalformed("InitialDPArg.iMSI: missing", SERVICE_KEY, TERMINATING);
    assertMalformed("InitialDPArg.iMSI: stands twice", SERVICE_KEY, IMSI, IMSI);
    assertMalformed("InitialDPArg.serviceKey: stands twice", SERVICE_KEY, SERVICE_KEY, IMSI);
    assertMalformed(
        "InitialDPArg.serviceKey: -1 is out of range", of(0x80, "ff"), ORIGINATING, IMSI);
    assertMalformed(
        "InitialDPArg.iMSI: not a decimal digit in octet 1", SERVICE_KEY, of(0x9f32, "4f0193"));
  }

  @Test
  void reports() throws Exception {
    CallEvent answer = Cap.eventReport(Cap.argument(Vectors.mapAndCap().get("erb_oanswer")));
    assertThat(answer.operation()).isEqualTo(CallEvent.Operation.EVENT_REPORT_BCSM);
    assertThat(answer.event()).isEqualTo(7);
    assertThat(answer.leg()).isEqualTo(2);
    assertThat(answer.cause()).isNull();
    assertThat(answer.setup()).isSameAs(Cap.CALL);
    CallEvent end = Cap.eventReport(Cap.argument(Vectors.mapAndCap().get("erb_odisconnect")));
    assertThat(end.event()).isEqualTo(9);
    assertThat(end.leg()).isEqualTo(1);
    assertThat(end.cause()).isEqualTo(16);
    assertThat(end.forwarded()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "07, a205 a503 9f3400, true, ", // oAnswer, forwardedCall
    "0f, a205 aa03 9f3400, true, ", // tAnswer, forwardedCall
    "0f, a205 aa03 9f3300, false, ", // or-Call
    "0d, a209 a807 80028091 9f3200, true, 17", // tBusy, callForwarded
    "0d, a206 a804 80028091, false, 17",
    "0d, a206 a804 80028094, false, 20",
    "0d, a207 a805 8003008094, false, 20", // a recommendation octet before the cause
    "0d, a206 a804 80020080, false, ", // nothing behind the recommendation octet
    "0e, a205 a903 9f3200, true, ", // tNoAnswer, callForwarded
    "0e, a205 a903 9f3400, false, ", // a tag that means something elsewhere only
    "05, a206 a304 80028091, false, 17", // oCalledPartyBusy
    "04, a206 a204 80028081, false, 1", // routeSelectFailure
    "11, a206 ac04 80028090, false, 16", // tDisconnect
    "0d, a206 a805 80028091, false, " // the choice longer than its field
  })
  void specificInformation(String event, String information, boolean forwarded, Integer cause)
      throws Exception {
    CallEvent report = Cap.eventReport(of(0x30, of(0x80, event), hex(information)));
    assertThat(report.event()).isEqualTo(Integer.parseInt(event, 16));
    assertThat(report.forwarded()).isEqualTo(forwarded);
    assertThat(report.cause()).isEqualTo(cause);
    assertThat(report.leg()).isNull();
  }

  @Test
  void reportWithoutEventIsMalformed() {
    assertThatThrownBy(() -> Cap.eventReport(hex("3005a303810101")))
        .hasMessage("EventReportBCSMArg.eventTypeBCSM: missing");
    assertThatThrownBy(() -> Cap.eventReport(hex("300480020100")))
        .hasMessage("EventReportBCSMArg.eventTypeBCSM: 256 is out of range");
  }

  @Test
  void entityReleased() throws Exception {
    CallEvent failed = Cap.entityReleased(hex("a109 a003 810102 82028083"));
    assertThat(failed.operation()).isEqualTo(CallEvent.Operation.ENTITY_RELEASED);
    assertThat(failed.event()).isEqualTo(-1);
    assertThat(failed.leg()).isEqualTo(2);
    assertThat(failed.cause()).isEqualTo(3);
    CallEvent segment = Cap.entityReleased(hex("a007 800101 82028083"));
    assertThat(segment.leg()).isNull();
    assertThat(segment.cause()).isEqualTo(3);
    assertThatThrownBy(() -> Cap.entityReleased(hex("800101")))
        .isInstanceOf(MalformedMessageException.class);
  }

  private static CallSetup setup(byte[]... fields) throws MalformedMessageException {
    return Cap.initialDp(of(0x30, fields)).setup();
  }

  private static void assertMalformed(String message, byte[]... fields) {
    assertThatThrownBy(() -> setup(fields))
        .isInstanceOf(MalformedMessageException.class)
        .hasMessage(message);
  }
}
