package org.pna.transport.ss7;

import static org.pna.transport.ss7.codec.BerWriter.element;
import static org.pna.transport.ss7.codec.BerWriter.integer;

import org.jspecify.annotations.Nullable;
import org.pna.transport.ss7.codec.GprsReference;
import org.pna.transport.ss7.codec.TcapWriter;

/** What a switch or an SGSN says in CAP, built by hand. */
final class CapBegins {
  static final String V2 = "0.4.0.0.1.0.50.1";
  static final String V3 = "0.4.0.0.1.21.3.4";
  static final String V4 = "0.4.0.0.1.23.3.4";
  static final String GPRS = "0.4.0.0.1.21.3.50";
  static final byte[] IMSI = SccpMessages.hex("00010100000000f1");

  /** Our CAP address as a peer writes it. */
  static final byte[] OURS = SccpMessages.address(146, "491710000147");

  /** An MSC's. */
  static final byte[] MSC = SccpMessages.address(146, "15550100001");

  private CapBegins() {}

  /** InitialDPArg of subscriber 001010000000001. */
  static byte[] initialDp(int event) {
    return initialDp(42, event, IMSI);
  }

  static byte[] initialDp(long serviceKey, int event, byte @Nullable [] imsi) {
    return element(
        0x30,
        integer(0x80, serviceKey),
        element(0x83, SccpMessages.hex("8411515510000101")),
        integer(0x9c, event),
        imsi == null ? new byte[0] : element(0x9f32, imsi),
        element(
            0xbf34,
            element(0x02, new byte[] {0}),
            element(0x81, SccpMessages.hex("915155100000f1")),
            element(0xa3, element(0x80, SccpMessages.hex("00f110123400ab")))),
        element(0x9f36, SccpMessages.hex("0a0b0c01")),
        element(0x9f37, SccpMessages.hex("915155100000f1")));
  }

  static byte[] begin(long otid, String context, byte[] initialDp) {
    return TcapWriter.begin(otid, context, TcapWriter.invoke(1, 0, initialDp));
  }

  /** EventReportBCSM as an invoke. */
  static byte[] report(int invokeId, int event, int leg) {
    return TcapWriter.invoke(
        invokeId,
        24,
        element(
            0x30,
            integer(0x80, event),
            element(0xa3, element(0x81, new byte[] {(byte) leg})),
            element(0xa4, element(0x80, new byte[] {1}))));
  }

  /** InitialDPGPRSArg of subscriber 001010000000002. */
  static byte[] initialDpGprs(int event) {
    return element(
        0x30,
        integer(0x80, 43),
        integer(0x81, event),
        element(0x82, SccpMessages.hex("915155100001f2")),
        element(0x83, SccpMessages.hex("00010100000000f2")),
        element(0x84, SccpMessages.hex("0232117071000000")),
        element(0xac, element(0x81, SccpMessages.hex("00f110200107"))));
  }

  static byte[] beginGprs(long otid, @Nullable GprsReference reference, byte[]... components) {
    return TcapWriter.begin(otid, GPRS, reference, components);
  }

  /** EventReportGPRS as an invoke. */
  static byte[] reportGprs(int invokeId, int event, @Nullable Integer pdpId) {
    return TcapWriter.invoke(
        invokeId,
        80,
        element(
            0x30,
            integer(0x80, event),
            element(0xa1, element(0x80, new byte[] {1})),
            pdpId == null ? new byte[0] : element(0x83, new byte[] {(byte) (int) pdpId})));
  }

  /** EntityReleasedGPRS as an invoke. */
  static byte[] releasedGprs(int invokeId, @Nullable Integer pdpId) {
    return TcapWriter.invoke(
        invokeId,
        76,
        element(
            0x30,
            element(0x80, new byte[] {(byte) 0x80, (byte) 0x90}),
            pdpId == null ? new byte[0] : element(0x81, new byte[] {(byte) (int) pdpId})));
  }
}
