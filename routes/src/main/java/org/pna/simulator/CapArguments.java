package org.pna.simulator;

import static org.pna.transport.ss7.codec.BerWriter.element;
import static org.pna.transport.ss7.codec.BerWriter.integer;

import org.jspecify.annotations.Nullable;
import org.pna.model.Cell;
import org.pna.transport.ss7.codec.TcapWriter;

/** Invokes of a gsmSSF and a gprsSSF (TS 29.078 clauses 6.1 and 8.1). */
final class CapArguments {
  private static final long CALL_KEY = 42;
  private static final long SESSION_KEY = 43;
  private static final byte[] NOTHING = {};
  private static final byte[] TIME = {0x02, 0x32, 0x11, 0x70, 0x71, 0, 0, 0};
  private static final byte[] NOTIFICATION = element(0x80, new byte[] {1});

  private CapArguments() {}

  /**
   * InitialDP.
   *
   * @param reference of the call in the switch
   */
  static byte[] initialDp(
      Subscriber who, int event, String switchNumber, int reference, @Nullable Cell cell) {
    return TcapWriter.invoke(
        1,
        0,
        element(
            0x30,
            integer(0x80, CALL_KEY),
            integer(0x9c, event),
            element(0x9f32, Digits.pack(who.imsi(), 15)),
            cell == null
                ? NOTHING
                : element(
                    0xbf34,
                    element(0x02, new byte[] {0}),
                    international(0x81, switchNumber),
                    element(0xa3, element(0x80, octets(cell)))),
            element(
                0x9f36,
                new byte[] {
                  (byte) (reference >> 24),
                  (byte) (reference >> 16),
                  (byte) (reference >> 8),
                  (byte) reference
                }),
            international(0x9f37, switchNumber)));
  }

  /** EventReportBCSM, for notification. */
  static byte[] report(int invokeId, int event, int leg) {
    return TcapWriter.invoke(
        invokeId,
        24,
        element(
            0x30,
            integer(0x80, event),
            element(0xa3, element(0x81, new byte[] {(byte) leg})),
            element(0xa4, NOTIFICATION)));
  }

  /** InitialDPGPRS. */
  static byte[] initialDpGprs(Subscriber who, int event, @Nullable String apn) {
    return TcapWriter.invoke(
        1,
        78,
        element(
            0x30,
            integer(0x80, SESSION_KEY),
            integer(0x81, event),
            international(0x82, who.msisdn()),
            element(0x83, Digits.pack(who.imsi(), 15)),
            element(0x84, TIME),
            apn == null ? NOTHING : element(0x88, labels(apn))));
  }

  /** EventReportGPRS, for notification. */
  static byte[] reportGprs(int invokeId, int event, @Nullable Integer pdpId) {
    return TcapWriter.invoke(
        invokeId,
        80,
        element(
            0x30,
            integer(0x80, event),
            element(0xa1, NOTIFICATION),
            pdpId == null ? NOTHING : element(0x83, new byte[] {(byte) (int) pdpId})));
  }

  /** EntityReleasedGPRS. */
  static byte[] releasedGprs(int invokeId, @Nullable Integer pdpId) {
    return TcapWriter.invoke(
        invokeId,
        76,
        element(
            0x30,
            element(0x80, new byte[] {5}),
            pdpId == null ? NOTHING : element(0x81, new byte[] {(byte) (int) pdpId})));
  }

  private static byte[] international(int tag, String digits) {
    return element(tag, new byte[] {(byte) 0x91}, Digits.pack(digits, 15));
  }

  /** CGI or SAI in the octets of TS 29.002. */
  private static byte[] octets(Cell cell) {
    String mcc = cell.area().plmn().mcc();
    String mnc = cell.area().plmn().mnc();
    int third = mnc.length() == 3 ? mnc.charAt(2) - '0' : 15;
    int lac = cell.area().lac();
    return new byte[] {
      (byte) ((mcc.charAt(1) - '0') << 4 | mcc.charAt(0) - '0'),
      (byte) (third << 4 | mcc.charAt(2) - '0'),
      (byte) ((mnc.charAt(1) - '0') << 4 | mnc.charAt(0) - '0'),
      (byte) (lac >> 8),
      (byte) lac,
      (byte) (cell.ci() >> 8),
      (byte) cell.ci()
    };
  }

  private static byte[] labels(String apn) {
    byte[] octets = new byte[apn.length() + 1];
    int at = 0;
    for (String label : apn.split("\\.", -1)) {
      octets[at++] = (byte) label.length();
      for (int i = 0; i < label.length(); i++) {
        octets[at++] = (byte) label.charAt(i);
      }
    }
    return octets;
  }
}
