package org.pna.transport.ss7.codec;

import java.time.Instant;
import java.util.List;
import org.pna.model.MalformedMessageException;
import org.pna.model.SubscriberId;
import org.pna.model.message.Fingerprint;
import org.pna.model.message.Origin;
import org.pna.model.message.map.SccpAddress;
import org.pna.model.message.map.SubscriptionResult;

/**
 * AnyTimeSubscriptionInterrogationArg and -Res in BER (TS 29.002 clauses 8.11.3 and 17.7.1), as far
 * as they are about M-CSI and MG-CSI.
 */
public final class SubscriptionCodec {
  /** Operation code of anyTimeSubscriptionInterrogation. */
  public static final int OPERATION = 62;

  /** anyTimeInfoHandlingContext-v3, also that of anyTimeModification. */
  public static final String CONTEXT = "0.4.0.0.1.0.43.3";

  private static final String ARGUMENT = "AnyTimeSubscriptionInterrogationArg";
  private static final String RESULT = "AnyTimeSubscriptionInterrogationRes";
  private static final byte[] NONE = {};

  /** RequestedCAMEL-SubscriptionInfo. */
  private static final int M_CSI = 7;

  /** AdditionalRequestedCAMEL-SubscriptionInfo. */
  private static final int MG_CSI = 1;

  private SubscriptionCodec() {}

  /**
   * What an argument asks.
   *
   * @param subscriber an IMSI or an MSISDN
   * @param mobility whether it asks for M-CSI
   * @param mobilityGprs whether it asks for MG-CSI
   * @param gsmScfAddress E.164 digits of who asks
   */
  public record Request(
      SubscriberId subscriber, boolean mobility, boolean mobilityGprs, String gsmScfAddress) {}

  /** Makes an argument, with its SEQUENCE tag; numbers are written as international. */
  public static byte[] encodeRequest(Request request) {
    return BerWriter.element(
        0x30,
        SubscriberIdentity.write(0xa0, request.subscriber()),
        BerWriter.element(
            0xa1,
            request.mobility() ? BerWriter.integer(0x83, M_CSI) : NONE,
            request.mobilityGprs() ? BerWriter.integer(0x87, MG_CSI) : NONE),
        AddressString.international(0x82, request.gsmScfAddress()));
  }

  /**
   * Reads an argument that lies in a larger message.
   *
   * @param data octets
   * @param offset where the argument's SEQUENCE tag stands
   * @param length octets of the argument
   * @throws MalformedMessageException as {@link NoteMmEventCodec#decode} does
   */
  public static Request request(byte[] data, int offset, int length)
      throws MalformedMessageException {
    BerReader fields = BerReader.sequence(data, offset, length, ARGUMENT);
    Once once = new Once(ARGUMENT);
    SubscriberId subscriber = null;
    boolean mobility = false;
    boolean mobilityGprs = false;
    boolean isRequested = false;
    String gsmScf = null;
    while (fields.next()) {
      switch (once.tag(fields)) {
        case 0x80 -> subscriber = SubscriberIdentity.read(fields, ARGUMENT + ".subscriberIdentity");
        case 0x81 -> {
          isRequested = true;
          BerReader requested = fields.contents(ARGUMENT + ".requestedSubscriptionInfo");
          while (requested.next()) {
            switch (requested.tag()) {
              case 0x83 -> mobility = requested.integer(ARGUMENT + ".requestedCAMEL") == M_CSI;
              case 0x87 ->
                  mobilityGprs =
                      requested.integer(ARGUMENT + ".additionalRequestedCAMEL") == MG_CSI;
              default -> {}
            }
          }
        }
        case 0x82 -> gsmScf = AddressString.number(fields, ARGUMENT + ".gsmSCF-Address");
        default -> {}
      }
    }
    Once.present(isRequested ? ARGUMENT : null, ARGUMENT + ".requestedSubscriptionInfo");
    return new Request(
        Once.present(subscriber, ARGUMENT + ".subscriberIdentity"),
        mobility,
        mobilityGprs,
        Once.present(gsmScf, ARGUMENT + ".gsmSCF-Address"));
  }

  /**
   * Reads a result that lies in a larger message; elements that are not used are skipped.
   *
   * @param data octets
   * @param offset where the result's SEQUENCE tag stands
   * @param length octets of the result
   * @param origin when and where it was heard
   * @param fingerprint of the result
   * @param calling SCCP calling party address
   * @param subscriber whom the request was about
   * @param askedAt when the request went
   * @throws MalformedMessageException as {@link NoteMmEventCodec#decode} does
   */
  public static SubscriptionResult result(
      byte[] data,
      int offset,
      int length,
      Origin origin,
      Fingerprint fingerprint,
      SccpAddress calling,
      List<SubscriberId> subscriber,
      Instant askedAt)
      throws MalformedMessageException {
    CamelSubscription camel = camel(data, offset, length, RESULT, 0x84);
    return new SubscriptionResult(
        origin,
        fingerprint,
        calling,
        subscriber,
        askedAt,
        false,
        camel.mobility(),
        camel.mobilityGprs());
  }

  /** Reads the camel-SubscriptionInfo of a result. */
  static CamelSubscription camel(byte[] data, int offset, int length, String name, int tag)
      throws MalformedMessageException {
    BerReader fields = BerReader.sequence(data, offset, length, name);
    Once once = new Once(name);
    CamelSubscription camel = CamelSubscription.NOTHING;
    while (fields.next()) {
      if (once.tag(fields) == tag) {
        camel = CamelSubscription.read(fields);
      }
    }
    return camel;
  }

  /** The result's octets, with its SEQUENCE tag; numbers are written as international. */
  public static byte[] encodeResult(SubscriptionResult result) {
    return BerWriter.element(
        0x30,
        new CamelSubscription(result.mobility(), result.mobilityGprs(), false, false).write(0xa4));
  }
}
