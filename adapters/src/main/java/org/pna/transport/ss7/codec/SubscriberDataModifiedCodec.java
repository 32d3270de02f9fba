package org.pna.transport.ss7.codec;

import java.util.ArrayList;
import java.util.List;
import org.pna.model.Imsi;
import org.pna.model.MalformedMessageException;
import org.pna.model.Msisdn;
import org.pna.model.SubscriberId;
import org.pna.model.message.Fingerprint;
import org.pna.model.message.Origin;
import org.pna.model.message.map.SccpAddress;
import org.pna.model.message.map.SubscriberDataModified;

/** NoteSubscriberDataModifiedArg and -Res in BER (TS 29.002 clauses 8.11.5 and 17.7.1). */
public final class SubscriberDataModifiedCodec {
  /** Operation code of noteSubscriberDataModified. */
  public static final int OPERATION = 5;

  /** subscriberDataModificationNotificationContext-v3. */
  public static final String CONTEXT = "0.4.0.0.1.0.22.3";

  private static final String ARGUMENT = "NoteSubscriberDataModifiedArg";
  private static final byte[] NONE = {};
  private static final int OCTET_STRING = 0x04;

  private SubscriberDataModifiedCodec() {}

  /**
   * Reads an argument that lies in a larger message; elements that are not used are skipped.
   *
   * @param data octets
   * @param offset where the argument's SEQUENCE tag stands
   * @param length octets of the argument
   * @param origin when and where it was heard
   * @param fingerprint of its invoke
   * @param calling SCCP calling party address
   * @throws MalformedMessageException as {@link NoteMmEventCodec#decode} does
   */
  public static SubscriberDataModified decode(
      byte[] data,
      int offset,
      int length,
      Origin origin,
      Fingerprint fingerprint,
      SccpAddress calling)
      throws MalformedMessageException {
    BerReader fields = BerReader.sequence(data, offset, length, ARGUMENT);
    Once once = new Once(ARGUMENT);
    String imsi = null;
    String msisdn = null;
    CamelSubscription camel = CamelSubscription.NOTHING;
    while (fields.next()) {
      int tag = once.tag(fields);
      if (tag == OCTET_STRING && imsi == null) {
        imsi = AddressString.imsi(fields, ARGUMENT + ".imsi");
      } else if (tag == OCTET_STRING && msisdn == null) {
        msisdn = AddressString.msisdn(fields, ARGUMENT + ".msisdn");
      } else if (tag == 0x83) {
        camel = CamelSubscription.read(fields);
      }
    }
    return new SubscriberDataModified(
        origin,
        fingerprint,
        calling,
        new Imsi(Once.present(imsi, ARGUMENT + ".imsi")),
        new Msisdn(Once.present(msisdn, ARGUMENT + ".msisdn")),
        camel.mobility(),
        camel.mobilityGprs(),
        camel.mobilityWithdrawn(),
        camel.mobilityGprsWithdrawn());
  }

  /**
   * What an argument that as a whole cannot be decoded says of its subscriber.
   *
   * @return the names that can be read, an IMSI the first; none if there is no sound IMSI
   */
  public static List<SubscriberId> names(byte[] data, int offset, int length) {
    List<SubscriberId> names = new ArrayList<>(2);
    try {
      BerReader fields = BerReader.sequence(data, offset, length, ARGUMENT);
      if (fields.next() && fields.tag() == OCTET_STRING) {
        names.add(new Imsi(AddressString.imsi(fields, ARGUMENT + ".imsi")));
        if (fields.next() && fields.tag() == OCTET_STRING) {
          names.add(new Msisdn(AddressString.msisdn(fields, ARGUMENT + ".msisdn")));
        }
      }
    } catch (MalformedMessageException e) {
      // what was sound before it counts
    }
    return names;
  }

  /** The whole argument, with its SEQUENCE tag; numbers are written as international. */
  public static byte[] encode(SubscriberDataModified message) {
    CamelSubscription camel =
        new CamelSubscription(
            message.mobility(),
            message.mobilityGprs(),
            message.mobilityWithdrawn(),
            message.mobilityGprsWithdrawn());
    return BerWriter.element(
        0x30,
        BerWriter.element(OCTET_STRING, AddressString.tbcd(message.imsi().digits())),
        AddressString.international(OCTET_STRING, message.msisdn().digits()),
        camel.equals(CamelSubscription.NOTHING) ? NONE : camel.write(0xa3));
  }
}
