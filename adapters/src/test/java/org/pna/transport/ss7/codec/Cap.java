package org.pna.transport.ss7.codec;

import java.time.Instant;
import java.util.HexFormat;
import org.pna.model.Call;
import org.pna.model.Imsi;
import org.pna.model.MalformedMessageException;
import org.pna.model.Msisdn;
import org.pna.model.Place;
import org.pna.model.message.Fingerprint;
import org.pna.model.message.Origin;
import org.pna.model.message.cap.CallEvent;
import org.pna.model.message.cap.CallSetup;
import org.pna.model.message.cap.GprsEvent;
import org.pna.model.message.cap.GprsSetup;
import org.pna.model.message.map.SccpAddress;

/** What the tests of the CAP codecs have in common. */
final class Cap {
  static final CallSetup CALL =
      new CallSetup(
          "call",
          101,
          2,
          new Imsi("240991234567890"),
          null,
          Call.Bearer.SPEECH,
          false,
          false,
          null,
          null,
          null);
  static final GprsSetup SESSION =
      new GprsSetup(
          "relationship",
          103,
          1,
          new Imsi("240991234567890"),
          new Msisdn("15551230001"),
          null,
          null,
          null,
          null);

  private static final Origin ORIGIN = new Origin(Instant.EPOCH, new Place.Frame("f", 1));
  private static final Fingerprint PRINT = new Fingerprint(1, 2);
  private static final SccpAddress CALLING = new SccpAddress("46701111111", -1, 146);

  private Cap() {}

  static byte[] hex(String octets) {
    return HexFormat.of().parseHex(octets.replace(" ", ""));
  }

  /** Elements under a tag. */
  static byte[] of(int tag, byte[]... contents) {
    return BerWriter.element(tag, contents);
  }

  /** An octet string under a tag. */
  static byte[] of(int tag, String octets) {
    return BerWriter.element(tag, hex(octets));
  }

  /** The parameter of a message's first component. */
  static byte[] argument(byte[] message) throws MalformedMessageException {
    Component invoke = Tcap.decode(message).components().get(0);
    byte[] argument = new byte[invoke.parameterLength()];
    System.arraycopy(message, invoke.parameterOffset(), argument, 0, argument.length);
    return argument;
  }

  static CallEvent initialDp(byte[] argument) throws MalformedMessageException {
    return CapCalls.initialDp(
        argument, 0, argument.length, ORIGIN, PRINT, CALLING, "dialogue-7", false);
  }

  static CallEvent eventReport(byte[] argument) throws MalformedMessageException {
    return CapCalls.eventReport(argument, 0, argument.length, ORIGIN, PRINT, CALLING, CALL);
  }

  static CallEvent entityReleased(byte[] argument) throws MalformedMessageException {
    return CapCalls.entityReleased(argument, 0, argument.length, ORIGIN, PRINT, CALLING, CALL);
  }

  static GprsEvent initialDpGprs(byte[] argument) throws MalformedMessageException {
    return CapSessions.initialDp(argument, 0, argument.length, ORIGIN, PRINT, CALLING, "r");
  }

  static GprsEvent eventReportGprs(byte[] argument) throws MalformedMessageException {
    return CapSessions.eventReport(argument, 0, argument.length, ORIGIN, PRINT, CALLING, SESSION);
  }

  static GprsEvent entityReleasedGprs(byte[] argument) throws MalformedMessageException {
    return CapSessions.entityReleased(
        argument, 0, argument.length, ORIGIN, PRINT, CALLING, SESSION);
  }
}
