package org.pna.transport.ss7.codec;

import org.jspecify.annotations.Nullable;
import org.pna.model.MalformedMessageException;
import org.pna.model.MalformedMessageException.Kind;
import org.pna.model.message.Fingerprint;
import org.pna.model.message.Origin;
import org.pna.model.message.cap.CallEvent;
import org.pna.model.message.cap.CallSetup;
import org.pna.model.message.map.SccpAddress;

/**
 * Arguments of the operations by which a gsmSSF tells of a call, CAP versions 2 to 4 (TS 29.078
 * clause 6.1): initialDP, eventReportBCSM, entityReleased.
 *
 * <p>What names the subscriber and the event must be right; anything else that is wrong or unknown
 * is left out, since the call must not suffer from it (rule S1).
 */
public final class CapCalls {
  private static final String REPORT = "EventReportBCSMArg";
  private static final String RELEASED = "EntityReleasedArg";
  private static final int BCSM_FAILURE = 0xa1;
  private static final int FORM = 0x20;

  private CapCalls() {}

  /**
   * Reads an InitialDPArg that lies in a message.
   *
   * @param data octets
   * @param offset where the argument's SEQUENCE tag stands
   * @param length octets of the argument
   * @param origin when and where it was heard
   * @param fingerprint of its invoke
   * @param calling SCCP calling party address
   * @param fallbackCallId names the call where the argument does not: unique for the dialogue
   * @param phase2 whether the dialogue's context is CAP version 2: where a called subscriber's CSI
   *     triggered, it is then T-CSI at a gateway, since VT-CSI came with phase 3
   * @throws MalformedMessageException {@link Kind#DATA_MISSING} without service key or without any
   *     name of the served subscriber, {@link Kind#MISTYPED} for a wrong tag or length, {@link
   *     Kind#UNEXPECTED_VALUE} for an impossible value
   */
  public static CallEvent initialDp(
      byte[] data,
      int offset,
      int length,
      Origin origin,
      Fingerprint fingerprint,
      SccpAddress calling,
      String fallbackCallId,
      boolean phase2)
      throws MalformedMessageException {
    CallSetup setup =
        InitialDp.read(
            CapFields.sequence(data, offset, length, InitialDp.ARGUMENT), fallbackCallId, phase2);
    return new CallEvent(
        origin,
        fingerprint,
        calling,
        setup,
        CallEvent.Operation.INITIAL_DP,
        setup.event(),
        null,
        null,
        false);
  }

  /**
   * Reads an EventReportBCSMArg that lies in a message.
   *
   * @param setup of the call that it is about
   * @throws MalformedMessageException as {@link #initialDp} does; {@link Kind#DATA_MISSING} without
   *     event
   */
  public static CallEvent eventReport(
      byte[] data,
      int offset,
      int length,
      Origin origin,
      Fingerprint fingerprint,
      SccpAddress calling,
      CallSetup setup)
      throws MalformedMessageException {
    BerReader fields = CapFields.sequence(data, offset, length, REPORT);
    int event = -1;
    Integer leg = null;
    BcsmSpecificInformation specific = BcsmSpecificInformation.NONE;
    while (fields.next()) {
      switch (fields.tag()) {
        case 0x80 -> event = CapFields.event(fields, REPORT + ".eventTypeBCSM", event);
        case 0xa2 -> {
          BcsmSpecificInformation told = Lenient.orNull(() -> BcsmSpecificInformation.read(fields));
          specific = told == null ? BcsmSpecificInformation.NONE : told;
        }
        case 0xa3 -> leg = Lenient.orNull(() -> leg(fields));
        default -> {}
      }
    }
    if (event < 0) {
      throw CapFields.missing(REPORT + ".eventTypeBCSM");
    }
    LocationInformation location = specific.location();
    return new CallEvent(
        origin,
        fingerprint,
        calling,
        setup,
        CallEvent.Operation.EVENT_REPORT_BCSM,
        event,
        leg,
        specific.cause(),
        specific.forwarded(),
        location == null ? null : location.location(),
        location == null ? null : location.node());
  }

  /**
   * Reads an EntityReleasedArg that lies in a message.
   *
   * @param setup of the call that it is about
   * @throws MalformedMessageException as {@link #initialDp} does
   */
  public static CallEvent entityReleased(
      byte[] data,
      int offset,
      int length,
      Origin origin,
      Fingerprint fingerprint,
      SccpAddress calling,
      CallSetup setup)
      throws MalformedMessageException {
    BerReader failure = new BerReader(data, offset, length, RELEASED);
    if (!failure.next() || failure.end() != offset + length) {
      throw new MalformedMessageException(Kind.MISTYPED, RELEASED, "not one alternative");
    }
    BerReader fields = failure.contents(RELEASED);
    Integer leg = null;
    Integer cause = null;
    while (fields.next()) {
      switch (fields.tag() & ~FORM) {
        case 0x80 -> leg = failure.tag() == BCSM_FAILURE ? Lenient.orNull(() -> leg(fields)) : null;
        case 0x82 -> cause = Lenient.orNull(() -> IsupParameter.cause(fields));
        default -> {}
      }
    }
    return new CallEvent(
        origin,
        fingerprint,
        calling,
        setup,
        CallEvent.Operation.ENTITY_RELEASED,
        -1,
        leg,
        cause,
        false);
  }

  /** LegID or ReceivingSideID: 1 or 2. */
  private static @Nullable Integer leg(BerReader element) throws MalformedMessageException {
    BerReader choice = element.contents("legID");
    if (!choice.next()) {
      return null;
    }
    choice.requireLength("legID", 1, 1);
    int leg = choice.octet(0);
    return leg == 1 || leg == 2 ? leg : null;
  }
}
