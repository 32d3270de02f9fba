package org.pna.transport.ss7.codec;

import org.pna.model.Imsi;
import org.pna.model.MalformedMessageException;
import org.pna.model.MalformedMessageException.Kind;
import org.pna.model.Msisdn;
import org.pna.model.message.Fingerprint;
import org.pna.model.message.Origin;
import org.pna.model.message.map.NoteMmEvent;
import org.pna.model.message.map.SccpAddress;

/** NoteMM-EventArg and NoteMM-EventRes in BER (TS 29.002 clause 17.7.1). */
public final class NoteMmEventCodec {
  private static final String ARGUMENT = "NoteMM-EventArg";
  private static final byte[] NONE = {};

  private NoteMmEventCodec() {}

  /**
   * Reads an argument. Elements that the specification does not know are skipped; what it knows
   * must be right, also where it is optional. An unknown MM-Code is kept as it is.
   *
   * @param argument the whole argument with its SEQUENCE tag
   * @param origin when and where it was heard
   * @param fingerprint of its invoke
   * @param calling SCCP calling party address
   * @throws MalformedMessageException {@link Kind#DATA_MISSING} for a mandatory element that is not
   *     there, {@link Kind#MISTYPED} for a wrong tag, length or order of nesting, {@link
   *     Kind#UNEXPECTED_VALUE} for an impossible value
   */
  public static NoteMmEvent decode(
      byte[] argument, Origin origin, Fingerprint fingerprint, SccpAddress calling)
      throws MalformedMessageException {
    return decode(argument, 0, argument.length, origin, fingerprint, calling);
  }

  /**
   * Reads an argument that lies in a larger message.
   *
   * @param data octets
   * @param offset where the argument's SEQUENCE tag stands
   * @param length octets of the argument
   * @throws MalformedMessageException as the other {@code decode} does
   */
  public static NoteMmEvent decode(
      byte[] data,
      int offset,
      int length,
      Origin origin,
      Fingerprint fingerprint,
      SccpAddress calling)
      throws MalformedMessageException {
    BerReader fields = BerReader.sequence(data, offset, length, ARGUMENT);
    Long serviceKey = null;
    int eventMet = -1;
    String imsi = null;
    String msisdn = null;
    LocationInformation cs = null;
    LocationInformation ps = null;
    Integer phases = null;
    Integer camel4 = null;
    Once once = new Once(ARGUMENT);
    while (fields.next()) {
      switch (once.tag(fields)) {
        case 0x02 -> serviceKey = ServiceKey.read(fields, "NoteMM-EventArg.serviceKey");
        case 0x80 -> {
          fields.requireLength("NoteMM-EventArg.eventMet", 1, 1);
          eventMet = fields.octet(0);
        }
        case 0x81 -> imsi = AddressString.imsi(fields, "NoteMM-EventArg.imsi");
        case 0x82 -> msisdn = AddressString.msisdn(fields, "NoteMM-EventArg.msisdn");
        case 0x83 -> cs = LocationInformation.circuitSwitched(fields, ARGUMENT);
        case 0x85 -> phases = bits(fields, "NoteMM-EventArg.supportedCAMELPhases");
        case 0x87 -> ps = LocationInformation.packetSwitched(fields, ARGUMENT);
        case 0x88 -> camel4 = bits(fields, "NoteMM-EventArg.offeredCamel4Functionalities");
        default -> {}
      }
    }
    if (serviceKey == null) {
      throw missing("serviceKey");
    }
    if (eventMet < 0) {
      throw missing("eventMet");
    }
    if (imsi == null) {
      throw missing("imsi");
    }
    if (msisdn == null) {
      throw missing("msisdn");
    }
    return new NoteMmEvent(
        origin,
        fingerprint,
        calling,
        serviceKey,
        eventMet,
        new Imsi(imsi),
        new Msisdn(msisdn),
        cs == null ? null : cs.location(),
        cs == null ? null : cs.node(),
        ps == null ? null : ps.location(),
        ps == null ? null : ps.node(),
        phases,
        camel4);
  }

  /**
   * The whole argument of an event, with its SEQUENCE tag; numbers are written as international.
   */
  public static byte[] encode(NoteMmEvent event) {
    Integer phases = event.supportedCamelPhases();
    Integer camel4 = event.offeredCamel4Functionalities();
    return BerWriter.element(
        0x30,
        BerWriter.integer(0x02, event.serviceKey()),
        BerWriter.element(0x80, new byte[] {(byte) event.eventMet()}),
        BerWriter.element(0x81, AddressString.tbcd(event.imsi().digits())),
        AddressString.international(0x82, event.msisdn().digits()),
        event.location() == null && event.vlrNumber() == null
            ? NONE
            : LocationInformation.circuitSwitched(0xa3, event.location(), event.vlrNumber()),
        phases == null ? NONE : bits(0x85, phases, 4),
        event.locationGprs() == null && event.sgsnNumber() == null
            ? NONE
            : LocationInformation.packetSwitched(0xa7, event.locationGprs(), event.sgsnNumber()),
        camel4 == null ? NONE : bits(0x88, camel4, 15));
  }

  /** An empty NoteMM-EventRes: nothing in it is mandatory. */
  public static byte[] encodeResult() {
    return BerWriter.element(0x30);
  }

  /** The first 32 bits of a BIT STRING, its first bit as the integer's lowest. */
  private static Integer bits(BerReader element, String name) throws MalformedMessageException {
    element.requireLength(name, 1, 9);
    int unused = element.octet(0);
    if (unused > 7 || (unused > 0 && element.length() == 1)) {
      throw new MalformedMessageException(Kind.UNEXPECTED_VALUE, name, unused + " unused bits");
    }
    int bits = Math.min(32, 8 * (element.length() - 1) - unused);
    int value = 0;
    for (int i = 0; i < bits; i++) {
      value |= ((element.octet(1 + i / 8) >> (7 - i % 8)) & 1) << i;
    }
    return value;
  }

  private static byte[] bits(int tag, int value, int least) {
    int bits = Math.max(least, 32 - Integer.numberOfLeadingZeros(value));
    byte[] octets = new byte[1 + (bits + 7) / 8];
    octets[0] = (byte) (8 * (octets.length - 1) - bits);
    for (int i = 0; i < bits; i++) {
      octets[1 + i / 8] |= (byte) (((value >>> i) & 1) << (7 - i % 8));
    }
    return BerWriter.element(tag, octets);
  }

  private static MalformedMessageException missing(String name) {
    return new MalformedMessageException(Kind.DATA_MISSING, ARGUMENT + '.' + name, "missing");
  }
}
