package org.pna.transport.ss7.codec;

import org.jspecify.annotations.Nullable;
import org.pna.model.Imsi;
import org.pna.model.MalformedMessageException;
import org.pna.model.MalformedMessageException.Kind;
import org.pna.model.Msisdn;
import org.pna.model.message.Fingerprint;
import org.pna.model.message.Origin;
import org.pna.model.message.cap.GprsEvent;
import org.pna.model.message.cap.GprsSetup;
import org.pna.model.message.map.SccpAddress;

/**
 * Arguments of the operations by which a gprsSSF tells of GPRS sessions and PDP contexts, CAP
 * version 3 (TS 29.078 clause 8.1): initialDPGPRS, eventReportGPRS, entityReleasedGPRS.
 *
 * <p>What names the subscriber, the context and the event must be right; anything else that is
 * wrong or unknown is left out, since the session must not suffer from it (rule S1).
 */
public final class CapSessions {
  private static final String INITIAL = "InitialDPGPRSArg";
  private static final String REPORT = "EventReportGPRSArg";
  private static final String RELEASED = "EntityReleasedGPRSArg";

  private CapSessions() {}

  /**
   * Reads an InitialDPGPRSArg that lies in a message.
   *
   * @param data octets
   * @param offset where the argument's SEQUENCE tag stands
   * @param length octets of the argument
   * @param origin when and where it was heard
   * @param fingerprint of its invoke
   * @param calling SCCP calling party address
   * @param relationship names the relationship that begins
   * @throws MalformedMessageException {@link Kind#DATA_MISSING} without a mandatory name, {@link
   *     Kind#MISTYPED} for a wrong tag or length, {@link Kind#UNEXPECTED_VALUE} for an impossible
   *     value
   */
  public static GprsEvent initialDp(
      byte[] data,
      int offset,
      int length,
      Origin origin,
      Fingerprint fingerprint,
      SccpAddress calling,
      String relationship)
      throws MalformedMessageException {
    BerReader fields = CapFields.sequence(data, offset, length, INITIAL);
    long serviceKey = -1;
    int event = -1;
    String msisdn = null;
    String imsi = null;
    GprsSpecificInformation.Builder told = new GprsSpecificInformation.Builder();
    while (fields.next()) {
      switch (fields.tag()) {
        case 0x80 -> serviceKey = CapFields.serviceKey(fields, INITIAL + ".serviceKey", serviceKey);
        case 0x81 -> event = CapFields.event(fields, INITIAL + ".gPRSEventType", event);
        case 0x82 -> {
          CapFields.once(msisdn == null, INITIAL + ".mSISDN");
          msisdn = AddressString.msisdn(fields, INITIAL + ".mSISDN");
        }
        case 0x83 -> {
          CapFields.once(imsi == null, INITIAL + ".iMSI");
          imsi = AddressString.imsi(fields, INITIAL + ".iMSI");
        }
        case 0xa6 -> told.address(fields);
        case 0x88 -> told.accessPointName(fields);
        case 0x89 -> told.routeingArea(fields);
        case 0xac -> told.location(fields);
        default -> {}
      }
    }
    if (serviceKey < 0) {
      throw CapFields.missing(INITIAL + ".serviceKey");
    }
    if (event < 0) {
      throw CapFields.missing(INITIAL + ".gPRSEventType");
    }
    if (imsi == null) {
      throw CapFields.missing(INITIAL + ".iMSI");
    }
    if (msisdn == null) {
      throw CapFields.missing(INITIAL + ".mSISDN");
    }
    GprsSpecificInformation information = told.build();
    GprsSetup setup =
        new GprsSetup(
            relationship,
            serviceKey,
            event,
            new Imsi(imsi),
            new Msisdn(msisdn),
            information.apn(),
            information.address(),
            information.location(),
            information.sgsnNumber());
    return event(
        origin,
        fingerprint,
        calling,
        setup,
        GprsEvent.Operation.INITIAL_DP_GPRS,
        event,
        null,
        information);
  }

  /**
   * Reads an EventReportGPRSArg that lies in a message.
   *
   * @param setup of the relationship that it is about
   * @throws MalformedMessageException as {@link #initialDp} does
   */
  public static GprsEvent eventReport(
      byte[] data,
      int offset,
      int length,
      Origin origin,
      Fingerprint fingerprint,
      SccpAddress calling,
      GprsSetup setup)
      throws MalformedMessageException {
    BerReader fields = CapFields.sequence(data, offset, length, REPORT);
    int event = -1;
    Integer pdpId = null;
    GprsSpecificInformation specific = null;
    while (fields.next()) {
      switch (fields.tag()) {
        case 0x80 -> event = CapFields.event(fields, REPORT + ".gPRSEventType", event);
        case 0xa2 -> specific = Lenient.orNull(() -> GprsSpecificInformation.read(fields));
        case 0x83 -> pdpId = pdpId(fields, REPORT + ".pDPID", pdpId);
        default -> {}
      }
    }
    if (event < 0) {
      throw CapFields.missing(REPORT + ".gPRSEventType");
    }
    return event(
        origin,
        fingerprint,
        calling,
        setup,
        GprsEvent.Operation.EVENT_REPORT_GPRS,
        event,
        pdpId,
        specific == null ? GprsSpecificInformation.NONE : specific);
  }

  /**
   * Reads an EntityReleasedGPRSArg that lies in a message.
   *
   * @param setup of the relationship that it is about
   * @throws MalformedMessageException as {@link #initialDp} does
   */
  public static GprsEvent entityReleased(
      byte[] data,
      int offset,
      int length,
      Origin origin,
      Fingerprint fingerprint,
      SccpAddress calling,
      GprsSetup setup)
      throws MalformedMessageException {
    BerReader fields = CapFields.sequence(data, offset, length, RELEASED);
    Integer pdpId = null;
    while (fields.next()) {
      if (fields.tag() == 0x81) {
        pdpId = pdpId(fields, RELEASED + ".pDPID", pdpId);
      }
    }
    return event(
        origin,
        fingerprint,
        calling,
        setup,
        GprsEvent.Operation.ENTITY_RELEASED_GPRS,
        -1,
        pdpId,
        GprsSpecificInformation.NONE);
  }

  private static GprsEvent event(
      Origin origin,
      Fingerprint fingerprint,
      SccpAddress calling,
      GprsSetup setup,
      GprsEvent.Operation operation,
      int event,
      @Nullable Integer pdpId,
      GprsSpecificInformation told) {
    return new GprsEvent(
        origin,
        fingerprint,
        calling,
        setup,
        operation,
        event,
        pdpId,
        told.routeingAreaUpdate(),
        told.location(),
        told.sgsnNumber(),
        told.apn(),
        told.address());
  }

  private static Integer pdpId(BerReader element, String name, @Nullable Integer before)
      throws MalformedMessageException {
    CapFields.once(before == null, name);
    element.requireLength(name, 1, 1);
    return element.octet(0);
  }
}
