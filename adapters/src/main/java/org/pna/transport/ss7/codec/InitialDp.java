package org.pna.transport.ss7.codec;

import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.pna.model.Call;
import org.pna.model.Imsi;
import org.pna.model.MalformedMessageException;
import org.pna.model.Msisdn;
import org.pna.model.message.cap.BcsmEvent;
import org.pna.model.message.cap.CallSetup;

/** Gathers the fields of one InitialDPArg (TS 29.078 clause 6.1.1). */
final class InitialDp {
  static final String ARGUMENT = "InitialDPArg";

  private final boolean phase2;
  private long serviceKey = -1;
  private int event = -1;
  private @Nullable String imsi;
  private @Nullable String callingParty;
  private Call.@Nullable Bearer service;
  private Call.@Nullable Bearer capability;
  private boolean redirected;
  private @Nullable LocationInformation location;
  private @Nullable String callReference;
  private @Nullable Switch msc;
  private @Nullable Switch gateway;

  /** A switch's number: its octets in hexadecimal, and its digits where they are E.164. */
  private record Switch(String octets, @Nullable String digits) {
    static Switch read(BerReader element) {
      return new Switch(
          HexFormat.of().formatHex(element.copy()),
          Lenient.orNull(() -> AddressString.number(element, "mscAddress")));
    }
  }

  private InitialDp(boolean phase2) {
    this.phase2 = phase2;
  }

  /**
   * Reads the fields of an argument.
   *
   * @param fallbackCallId names the call where the argument does not
   * @param phase2 whether it came in CAP version 2
   */
  static CallSetup read(BerReader fields, String fallbackCallId, boolean phase2)
      throws MalformedMessageException {
    InitialDp reading = new InitialDp(phase2);
    while (fields.next()) {
      reading.take(fields);
    }
    return reading.setup(fallbackCallId);
  }

  private void take(BerReader field) throws MalformedMessageException {
    switch (field.tag()) {
      case 0x80 -> serviceKey = CapFields.serviceKey(field, ARGUMENT + ".serviceKey", serviceKey);
      case 0x83 -> callingParty = Lenient.orNull(() -> IsupParameter.international(field));
      case 0xbb -> capability = Lenient.orNull(() -> capability(field));
      case 0x9c -> event = CapFields.event(field, ARGUMENT + ".eventTypeBCSM", event);
      case 0x9d -> redirected = true;
      case 0x9f32 -> {
        CapFields.once(imsi == null, ARGUMENT + ".iMSI");
        imsi = AddressString.imsi(field, ARGUMENT + ".iMSI");
      }
      case 0xbf34 ->
          location =
              Lenient.orNull(() -> LocationInformation.circuitSwitched(field, "InitialDPArg"));
      case 0xbf35 -> service = Lenient.orNull(() -> BasicService.bearer(field));
      case 0x9f36 -> callReference = HexFormat.of().formatHex(field.copy());
      case 0x9f37 -> msc = Switch.read(field);
      case 0xbf3b -> gateway = Lenient.orNull(() -> gateway(field));
      default -> {}
    }
  }

  private static Call.@Nullable Bearer capability(BerReader element)
      throws MalformedMessageException {
    BerReader choice = element.contents("bearerCapability");
    return choice.next() && choice.tag() == 0x80
        ? IsupParameter.userServiceInformation(choice)
        : null;
  }

  /** gmscAddress of InitialDPArgExtension; version 2 has it under another tag. */
  private @Nullable Switch gateway(BerReader element) throws MalformedMessageException {
    BerReader fields = element.contents("initialDPArgExtension");
    while (fields.next()) {
      if (fields.tag() == (phase2 ? 0x81 : 0x80)) {
        return Switch.read(fields);
      }
    }
    return null;
  }

  private CallSetup setup(String fallbackCallId) throws MalformedMessageException {
    if (serviceKey < 0) {
      throw CapFields.missing(ARGUMENT + ".serviceKey");
    }
    boolean terminating = isTerminating();
    String served = imsi == null && !terminating && !redirected ? callingParty : null;
    if (imsi == null && served == null) {
      throw CapFields.missing(ARGUMENT + ".iMSI");
    }
    Call.Bearer bearer = service != null ? service : capability;
    return new CallSetup(
        call(fallbackCallId),
        serviceKey,
        event,
        imsi == null ? null : new Imsi(imsi),
        served == null ? null : new Msisdn(served),
        bearer == null ? Call.Bearer.SPEECH : bearer,
        redirected,
        terminating && (phase2 || msc == null || msc.equals(gateway)),
        location == null ? null : location.location(),
        location == null ? null : location.node(),
        msc == null ? null : msc.digits());
  }

  /** Whether the called subscriber's CSI triggered (TDPs 12, 13 and 14). */
  private boolean isTerminating() {
    BcsmEvent trigger = BcsmEvent.of(event);
    return trigger == BcsmEvent.TERM_ATTEMPT_AUTHORIZED
        || trigger == BcsmEvent.T_BUSY
        || trigger == BcsmEvent.T_NO_ANSWER;
  }

  /**
   * The switch that gave the reference is the gateway where a gateway is named: so that its
   * triggering and that of the visited switch are one call.
   */
  private String call(String fallback) {
    Switch giver = gateway != null ? gateway : msc;
    return callReference == null || giver == null ? fallback : callReference + '-' + giver.octets();
  }
}
