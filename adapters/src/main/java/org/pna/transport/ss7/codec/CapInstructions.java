package org.pna.transport.ss7.codec;

import java.util.stream.IntStream;
import org.pna.model.message.cap.BcsmEvent;
import org.pna.model.message.cap.GprsEventType;

/**
 * Components by which a gsmSCF instructs a switch or an SGSN (TS 29.078 clauses 6.1 and 8.1). All
 * monitoring is notifyAndContinue: no call ever waits for us (rule S1).
 */
public final class CapInstructions {
  private static final int REQUEST_REPORT_BCSM_EVENT = 23;
  private static final int CONTINUE = 31;
  private static final int ACTIVITY_TEST = 55;
  private static final int ACTIVITY_TEST_GPRS = 70;
  private static final int CONTINUE_GPRS = 75;
  private static final int REQUEST_REPORT_GPRS_EVENT = 81;

  private static final int NOTIFY_AND_CONTINUE = 1;
  private static final byte[] NOTHING = {};

  private CapInstructions() {}

  /**
   * RequestReportBCSMEvent for all that ends or answers a call. Each event is known to CAP versions
   * 2 to 4 and may be armed after any trigger of its side before the alerting phase.
   *
   * @param originating whether the trigger is one of the originating side
   */
  public static byte[] requestReportBcsmEvent(int invokeId, boolean originating) {
    byte[] events =
        originating
            ? concat(
                event(BcsmEvent.ROUTE_SELECT_FAILURE),
                event(BcsmEvent.O_CALLED_PARTY_BUSY),
                event(BcsmEvent.O_NO_ANSWER),
                event(BcsmEvent.O_ANSWER),
                event(BcsmEvent.O_DISCONNECT, leg(1)),
                event(BcsmEvent.O_DISCONNECT, leg(2)),
                event(BcsmEvent.O_ABANDON))
            : concat(
                event(BcsmEvent.T_BUSY),
                event(BcsmEvent.T_NO_ANSWER),
                event(BcsmEvent.T_ANSWER),
                event(BcsmEvent.T_DISCONNECT, leg(1)),
                event(BcsmEvent.T_DISCONNECT, leg(2)),
                event(BcsmEvent.T_ABANDON));
    return TcapWriter.invoke(
        invokeId,
        REQUEST_REPORT_BCSM_EVENT,
        BerWriter.element(0x30, BerWriter.element(0xa0, events)));
  }

  private static byte[] event(BcsmEvent event, byte[]... leg) {
    return BerWriter.element(
        0x30,
        BerWriter.integer(0x80, event.value()),
        BerWriter.integer(0x81, NOTIFY_AND_CONTINUE),
        concat(leg));
  }

  /** LegID, sendingSideID. */
  private static byte[] leg(int leg) {
    return BerWriter.element(0xa2, BerWriter.integer(0x80, leg));
  }

  /** Continue. */
  public static byte[] proceed(int invokeId) {
    return TcapWriter.invoke(invokeId, CONTINUE, NOTHING);
  }

  /** ActivityTest of a call. */
  public static byte[] activityTest(int invokeId) {
    return TcapWriter.invoke(invokeId, ACTIVITY_TEST, NOTHING);
  }

  /**
   * RequestReportGPRSEvent for the session, or for the only PDP context of a relationship.
   *
   * @param events at least one
   */
  public static byte[] requestReportGprsEvent(int invokeId, GprsEventType... events) {
    return requestReportGprsEvent(invokeId, NOTHING, events);
  }

  /**
   * RequestReportGPRSEvent for one PDP context of several.
   *
   * @param pdpId 0 to 255
   * @param events at least one
   */
  public static byte[] requestReportGprsEvent(int invokeId, int pdpId, GprsEventType... events) {
    return requestReportGprsEvent(
        invokeId, BerWriter.element(0x81, new byte[] {(byte) pdpId}), events);
  }

  private static byte[] requestReportGprsEvent(int invokeId, byte[] pdpId, GprsEventType[] events) {
    byte[][] armed = new byte[events.length][];
    for (int i = 0; i < events.length; i++) {
      armed[i] =
          BerWriter.element(
              0x30,
              BerWriter.integer(0x80, events[i].value()),
              BerWriter.integer(0x81, NOTIFY_AND_CONTINUE));
    }
    return TcapWriter.invoke(
        invokeId,
        REQUEST_REPORT_GPRS_EVENT,
        BerWriter.element(0x30, BerWriter.element(0xa0, armed), pdpId));
  }

  /** ContinueGPRS. */
  public static byte[] proceedGprs(int invokeId) {
    return TcapWriter.invoke(invokeId, CONTINUE_GPRS, BerWriter.element(0x30));
  }

  /** ActivityTestGPRS. */
  public static byte[] activityTestGprs(int invokeId) {
    return TcapWriter.invoke(invokeId, ACTIVITY_TEST_GPRS, NOTHING);
  }

  private static byte[] concat(byte[]... parts) {
    byte[] all = new byte[IntStream.range(0, parts.length).map(i -> parts[i].length).sum()];
    int at = 0;
    for (byte[] part : parts) {
      System.arraycopy(part, 0, all, at, part.length);
      at += part.length;
    }
    return all;
  }
}
