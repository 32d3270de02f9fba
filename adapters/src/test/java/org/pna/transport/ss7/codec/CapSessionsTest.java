package org.pna.transport.ss7.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pna.transport.ss7.codec.Cap.hex;
import static org.pna.transport.ss7.codec.Cap.of;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pna.model.Imsi;
import org.pna.model.MalformedMessageException;
import org.pna.model.Msisdn;
import org.pna.model.message.cap.GprsEvent;

class CapSessionsTest {
  private static final byte[] SERVICE_KEY = of(0x80, "67");
  private static final byte[] ESTABLISHED = of(0x81, "0c");
  private static final byte[] MSISDN = of(0x82, "915155210300f1");
  private static final byte[] IMSI = of(0x83, "42901932547698f0");

  @Test
  void attach() throws Exception {
    GprsEvent event = Cap.initialDpGprs(Cap.argument(Vectors.mapAndCap().get("idpgprs_attach")));
    assertThat(event.operation()).isEqualTo(GprsEvent.Operation.INITIAL_DP_GPRS);
    assertThat(event.event()).isEqualTo(1);
    assertThat(event.subscriber())
        .containsExactly(new Imsi("240991234567890"), new Msisdn("15551230001"));
    assertThat(event.setup().serviceKey()).isEqualTo(103);
    assertThat(event.setup().relationship()).isEqualTo("r");
    assertThat(event.sgsnNumber()).isEqualTo("46702222222");
    assertThat(event.location()).isEqualTo(event.setup().location());
    assertThat(event.location()).isNotNull();
    assertThat(event.location().cell()).hasToString("240-99-6699-15437");
    assertThat(event.location().routingArea()).hasToString("240-99-6699-7");
    assertThat(event.pdpId()).isNull();
  }

  @Test
  void pdpContext() throws Exception {
    GprsEvent event = Cap.initialDpGprs(Cap.argument(Vectors.mapAndCap().get("idpgprs_pdpack")));
    assertThat(event.event()).isEqualTo(12);
    assertThat(event.apn()).isEqualTo("internet");
    assertThat(event.address()).isEqualTo("10.0.0.1");
    assertThat(event.setup().apn()).isEqualTo("internet");
    assertThat(event.setup().address()).isEqualTo("10.0.0.1");
  }

  @Test
  void reports() throws Exception {
    GprsEvent disconnect =
        Cap.eventReportGprs(Cap.argument(Vectors.mapAndCap().get("ergprs_pdp_disconnect")));
    assertThat(disconnect.event()).isEqualTo(13);
    assertThat(disconnect.pdpId()).isEqualTo(1);
    assertThat(disconnect.routeingAreaUpdate()).isFalse();
    GprsEvent detached =
        Cap.eventReportGprs(Cap.argument(Vectors.mapAndCap().get("ergprs_detached")));
    assertThat(detached.event()).isEqualTo(3);
    assertThat(detached.pdpId()).isNull();
    GprsEvent released =
        Cap.entityReleasedGprs(Cap.argument(Vectors.mapAndCap().get("entityreleasedgprs")));
    assertThat(released.operation()).isEqualTo(GprsEvent.Operation.ENTITY_RELEASED_GPRS);
    assertThat(released.event()).isEqualTo(-1);
    assertThat(released.pdpId()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "03, a207 a205 800102 8100, true", // detached
    "0d, a207 a305 800102 8100, true", // disconnect
    "0d, a205 a303 800102, false",
    "0e, a204 a102 8100, false" // a tag that means something elsewhere only
  })
  void routeingAreaUpdate(String event, String information, boolean update) throws Exception {
    GprsEvent report = Cap.eventReportGprs(of(0x30, of(0x80, event), hex(information)));
    assertThat(report.routeingAreaUpdate()).isEqualTo(update);
  }

  @ParameterizedTest
  @CsvSource({
    "02, a0, a0, ''", // attach, change of position
    "0e, a1, a2, 8004 03617070", // PDP context, change of position
    "0b, a4, a3, 8004 03617070",
    "0c, a5, a4, 8004 03617070"
  })
  void positionOfEachEvent(String event, String choice, String tag, String apn) throws Exception {
    byte[] location = of(tagOf(tag), hex("8106 42f0991a2b02"));
    GprsEvent report =
        Cap.eventReportGprs(
            of(0x30, of(0x80, event), of(0xa2, of(tagOf(choice), hex(apn), location))));
    assertThat(report.location()).isNotNull();
    assertThat(report.location().routingArea()).hasToString("240-99-6699-2");
    assertThat(report.apn()).isEqualTo(apn.isEmpty() ? null : "app");
  }

  @ParameterizedTest
  @CsvSource({
    "8007 42f0991a2b3c4d, 240-99-6699-15437, ", // CAP's octet string
    "8005 42f0991a2b, , 240-99-6699",
    "a009 8007 42f0991a2b3c4d, 240-99-6699-15437, ", // MAP's choice
    "a007 8105 42f0991a2b, , 240-99-6699",
    "8006 42f0991a2b3c, , " // neither length: left out
  })
  void bothFormsOfACell(String cell, String expectedCell, String expectedArea) throws Exception {
    GprsEvent event = initialDp(of(0xac, hex(cell)));
    if (expectedCell == null && expectedArea == null) {
      assertThat(event.location()).isNull();
    } else {
      assertThat(event.location()).isNotNull();
      assertThat(event.location().cell())
          .satisfies(it -> assertThat(it == null ? null : it.toString()).isEqualTo(expectedCell));
      assertThat(event.location().area())
          .satisfies(it -> assertThat(it == null ? null : it.toString()).isEqualTo(expectedArea));
    }
  }

  @Test
  void routeingAreaAloneCountsWithoutLocationInformation() throws Exception {
    GprsEvent event = initialDp(of(0x89, "42f0991a2b02"));
    assertThat(event.location()).isNotNull();
    assertThat(event.location().routingArea()).hasToString("240-99-6699-2");
  }

  @ParameterizedTest
  @CsvSource({
    "8001f1 810121 82040a60c801, 10.96.200.1",
    "8001f1 810157 821020010db8000000000000000000000001, 2001:db8::1",
    "8001f1 810157 821020010db8000000010000000000000001, 2001:db8:0:1::1",
    "8001f1 810157 821020010db8000100000001000100010001, 2001:db8:1:0:1:1:1:1",
    "8001f1 810157 821000000000000000000000000000000000, ::",
    "8001f1 810157 82100001000200030004000500060000 0000, 1:2:3:4:5:6::",
    "8001f1 810157 821000010000000000020000000000000003, 1:0:0:2::3",
    "8001f1 81018d 82140a60c80120010db8000000000000000000000001, 10.96.200.1",
    "8001f1 810121, ", // dynamic
    "8001f0 810101 82040a60c801, ", // PPP
    "8001f1 810121 82030a60c8, "
  })
  void address(String address, String expected) throws Exception {
    assertThat(initialDp(of(0xa6, hex(address))).address()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "08696e7465726e6574, internet",
    "08696e7465726e6574 066d6e63303031 0467707273, internet.mnc001.gprs",
    "08696e7465726e6574 00, internet",
    "00, ",
    "09696e7465726e6574, ", // cut off
    "03612062, " // a blank
  })
  void accessPointName(String apn, String expected) throws Exception {
    assertThat(initialDp(of(0x88, apn.replace(" ", ""))).apn()).isEqualTo(expected);
  }

  @Test
  void mandatoryNames() {
    assertMalformed("InitialDPGPRSArg.serviceKey: missing", ESTABLISHED, MSISDN, IMSI);
    assertMalformed("InitialDPGPRSArg.gPRSEventType: missing", SERVICE_KEY, MSISDN, IMSI);
    assertMalformed("InitialDPGPRSArg.mSISDN: missing", SERVICE_KEY, ESTABLISHED, IMSI);
    assertMalformed("InitialDPGPRSArg.iMSI: missing", SERVICE_KEY, ESTABLISHED, MSISDN);
    assertMalformed(
        "InitialDPGPRSArg.iMSI: stands twice", SERVICE_KEY, ESTABLISHED, MSISDN, IMSI, IMSI);
    assertThatThrownBy(() -> Cap.eventReportGprs(hex("3003830101")))
        .hasMessage("EventReportGPRSArg.gPRSEventType: missing");
    assertThatThrownBy(() -> Cap.eventReportGprs(hex("300780010d83020101")))
        .hasMessageStartingWith("EventReportGPRSArg.pDPID");
  }

  private static GprsEvent initialDp(byte[] field) throws MalformedMessageException {
    return Cap.initialDpGprs(of(0x30, SERVICE_KEY, ESTABLISHED, MSISDN, IMSI, field));
  }

  private static void assertMalformed(String message, byte[]... fields) {
    assertThatThrownBy(() -> Cap.initialDpGprs(of(0x30, fields)))
        .isInstanceOf(MalformedMessageException.class)
        .hasMessage(message);
  }

  private static int tagOf(String hex) {
    return Integer.parseInt(hex, 16);
  }
}
