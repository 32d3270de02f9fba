package org.pna.transport.ss7.codec;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pna.model.MalformedMessageException;
import org.pna.model.SubscriberId;
import org.pna.model.message.Fingerprint;
import org.pna.model.message.Origin;
import org.pna.model.message.map.Csi;
import org.pna.model.message.map.SccpAddress;
import org.pna.model.message.map.SubscriptionResult;

/**
 * AnyTimeModificationArg and -Res in BER (TS 29.002 clauses 8.11.4 and 17.7.1), as far as they are
 * about the state of M-CSI and MG-CSI.
 */
public final class ModificationCodec {
  /** Operation code of anyTimeModification. */
  public static final int OPERATION = 65;

  /** anyTimeInfoHandlingContext-v3. */
  public static final String CONTEXT = SubscriptionCodec.CONTEXT;

  private static final String ARGUMENT = "AnyTimeModificationArg";
  private static final String RESULT = "AnyTimeModificationRes";
  private static final byte[] NONE = {};

  /** RequestedCAMEL-SubscriptionInfo. */
  private static final int M_CSI = 7;

  /** AdditionalRequestedCAMEL-SubscriptionInfo. */
  private static final int MG_CSI = 1;

  private ModificationCodec() {}

  /**
   * What an argument asks.
   *
   * @param subscriber an IMSI or an MSISDN
   * @param csi whose state is to change; null when that of another CSI, or something else
   * @param activate the state; null when it is not to change
   * @param gsmScfAddress E.164 digits of who asks
   */
  public record Request(
      SubscriberId subscriber,
      Csi.@Nullable Kind csi,
      @Nullable Boolean activate,
      String gsmScfAddress) {}

  /**
   * Makes an argument, with its SEQUENCE tag; numbers are written as international. A receiver
   * leaves requestedCamel-SubscriptionInfo aside where the additional one is there, and so each CSI
   * takes a request of its own.
   *
   * @throws IllegalArgumentException if the request names no CSI
   */
  public static byte[] encodeRequest(Request request) {
    Csi.Kind csi = request.csi();
    Boolean activate = request.activate();
    if (csi == null) {
      throw new IllegalArgumentException("no CSI to modify");
    }
    return BerWriter.element(
        0x30,
        SubscriberIdentity.write(0xa0, request.subscriber()),
        AddressString.international(0x81, request.gsmScfAddress()),
        BerWriter.element(
            0xa4,
            BerWriter.integer(0x80, M_CSI),
            activate == null ? NONE : BerWriter.integer(0x82, activate ? 1 : 0),
            csi == Csi.Kind.MG_CSI ? BerWriter.integer(0x84, MG_CSI) : NONE));
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
    String gsmScf = null;
    Change change = new Change(null, null);
    while (fields.next()) {
      switch (once.tag(fields)) {
        case 0x80 -> subscriber = SubscriberIdentity.read(fields, ARGUMENT + ".subscriberIdentity");
        case 0x81 -> gsmScf = AddressString.number(fields, ARGUMENT + ".gsmSCF-Address");
        case 0x84 -> change = change(fields);
        default -> {}
      }
    }
    return new Request(
        Once.present(subscriber, ARGUMENT + ".subscriberIdentity"),
        change.csi(),
        change.activate(),
        Once.present(gsmScf, ARGUMENT + ".gsmSCF-Address"));
  }

  private record Change(Csi.@Nullable Kind csi, @Nullable Boolean activate) {}

  private static Change change(BerReader element) throws MalformedMessageException {
    String name = ARGUMENT + ".modificationRequestFor-CSI";
    BerReader fields = element.contents(name);
    Once once = new Once(name);
    Csi.Kind csi = null;
    Boolean activate = null;
    while (fields.next()) {
      switch (once.tag(fields)) {
        case 0x80 -> csi = fields.integer(name) == M_CSI ? Csi.Kind.M_CSI : null;
        case 0x82 -> activate = fields.integer(name + ".modifyCSI-State") == 1;
        case 0x84 -> csi = fields.integer(name) == MG_CSI ? Csi.Kind.MG_CSI : null;
        default -> {}
      }
    }
    return new Change(csi, activate);
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
    CamelSubscription camel = SubscriptionCodec.camel(data, offset, length, RESULT, 0x81);
    return new SubscriptionResult(
        origin,
        fingerprint,
        calling,
        subscriber,
        askedAt,
        true,
        camel.mobility(),
        camel.mobilityGprs());
  }

  /** The result's octets, with its SEQUENCE tag; numbers are written as international. */
  public static byte[] encodeResult(SubscriptionResult result) {
    return BerWriter.element(
        0x30,
        new CamelSubscription(result.mobility(), result.mobilityGprs(), false, false).write(0xa1));
  }
}
