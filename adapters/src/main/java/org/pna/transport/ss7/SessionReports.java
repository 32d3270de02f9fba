package org.pna.transport.ss7;

import org.jspecify.annotations.Nullable;
import org.pna.model.message.cap.GprsEventType;
import org.pna.transport.ss7.codec.CapInstructions;

/** What we ask a gprsSSF to report. */
final class SessionReports {
  private static final int FIRST_REPORT_ID = 1;
  private static final int SECOND_REPORT_ID = 2;

  private SessionReports() {}

  /**
   * What to ask for after a trigger. A session tells of its contexts by the acknowledgement, in an
   * operation of its own so that an SGSN that will not arm it arms the others.
   */
  static byte[][] after(@Nullable GprsEventType trigger) {
    if (trigger == null) {
      return new byte[0][];
    }
    return switch (trigger) {
      case ATTACH, ATTACH_CHANGE_OF_POSITION ->
          new byte[][] {
            CapInstructions.requestReportGprsEvent(
                FIRST_REPORT_ID, GprsEventType.ATTACH_CHANGE_OF_POSITION, GprsEventType.DETACHED),
            CapInstructions.requestReportGprsEvent(
                SECOND_REPORT_ID, GprsEventType.PDP_CONTEXT_ESTABLISHMENT_ACKNOWLEDGEMENT)
          };
      case PDP_CONTEXT_ESTABLISHMENT ->
          new byte[][] {
            CapInstructions.requestReportGprsEvent(
                FIRST_REPORT_ID,
                GprsEventType.PDP_CONTEXT_ESTABLISHMENT_ACKNOWLEDGEMENT,
                GprsEventType.DISCONNECT,
                GprsEventType.PDP_CONTEXT_CHANGE_OF_POSITION)
          };
      case PDP_CONTEXT_ESTABLISHMENT_ACKNOWLEDGEMENT, PDP_CONTEXT_CHANGE_OF_POSITION ->
          new byte[][] {
            CapInstructions.requestReportGprsEvent(
                FIRST_REPORT_ID,
                GprsEventType.DISCONNECT,
                GprsEventType.PDP_CONTEXT_CHANGE_OF_POSITION)
          };
      default -> new byte[0][];
    };
  }

  /** What to ask for when a session tells of a context of its own. */
  static byte[] ofContext(int invokeId, int pdpId) {
    return CapInstructions.requestReportGprsEvent(
        invokeId, pdpId, GprsEventType.DISCONNECT, GprsEventType.PDP_CONTEXT_CHANGE_OF_POSITION);
  }
}
