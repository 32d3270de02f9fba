package org.pna.transport.ss7;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.pna.model.MalformedMessageException;
import org.pna.model.SubscriberId;
import org.pna.model.message.Fingerprint;
import org.pna.model.message.Origin;
import org.pna.model.message.map.Csi;
import org.pna.model.message.map.HlrAnswer;
import org.pna.model.message.map.HlrRequest;
import org.pna.model.message.map.SccpAddress;
import org.pna.transport.ss7.codec.BerWriter;
import org.pna.transport.ss7.codec.InterrogationCodec;
import org.pna.transport.ss7.codec.ModificationCodec;
import org.pna.transport.ss7.codec.SubscriptionCodec;

/**
 * A request to an HLR as an operation of MAP.
 *
 * @param request what is asked
 * @param context the application context of the operation's dialogue
 * @param operation its code
 */
record HlrInvoke(HlrRequest request, String context, int operation) {
  /** A result that leaves out all there may be. */
  private static final byte[] EMPTY = BerWriter.element(0x30);

  static HlrInvoke of(HlrRequest request) {
    if (request instanceof HlrRequest.Interrogation) {
      return new HlrInvoke(request, InterrogationCodec.CONTEXT, InterrogationCodec.OPERATION);
    }
    return request instanceof HlrRequest.Modification
        ? new HlrInvoke(request, ModificationCodec.CONTEXT, ModificationCodec.OPERATION)
        : new HlrInvoke(request, SubscriptionCodec.CONTEXT, SubscriptionCodec.OPERATION);
  }

  /**
   * The argument with its tag.
   *
   * @param gsmScf our own E.164 digits, by which the HLR knows who asks
   * @throws IllegalArgumentException if the subscriber's name is neither an IMSI nor an MSISDN
   */
  byte[] argument(String gsmScf) {
    SubscriberId subscriber = request.subscriber();
    if (request instanceof HlrRequest.Interrogation interrogation) {
      return InterrogationCodec.encodeRequest(
          new InterrogationCodec.Request(subscriber, interrogation.domain(), true, true, gsmScf));
    }
    if (request instanceof HlrRequest.Modification modification) {
      return ModificationCodec.encodeRequest(
          new ModificationCodec.Request(
              subscriber, modification.csi(), modification.activate(), gsmScf));
    }
    Set<Csi.Kind> csis = ((HlrRequest.SubscriptionInterrogation) request).csis();
    return SubscriptionCodec.encodeRequest(
        new SubscriptionCodec.Request(
            subscriber, csis.contains(Csi.Kind.M_CSI), csis.contains(Csi.Kind.MG_CSI), gsmScf));
  }

  /**
   * Reads a result.
   *
   * @param data the message in which it lies
   * @param offset where its tag stands
   * @param length its octets; 0 when there is none
   * @param askedAt when the request went
   * @throws MalformedMessageException if it cannot be decoded
   */
  HlrAnswer answer(
      byte[] data,
      int offset,
      int length,
      Origin origin,
      Fingerprint fingerprint,
      SccpAddress calling,
      Instant askedAt)
      throws MalformedMessageException {
    List<SubscriberId> subscriber = List.of(request.subscriber());
    if (length == 0) {
      return answer(EMPTY, 0, EMPTY.length, origin, fingerprint, calling, askedAt);
    }
    if (request instanceof HlrRequest.Interrogation interrogation) {
      return new HlrAnswer.Interrogated(
          InterrogationCodec.result(
              data,
              offset,
              length,
              origin,
              fingerprint,
              calling,
              subscriber,
              askedAt,
              interrogation.domain()));
    }
    return new HlrAnswer.Subscribed(
        request instanceof HlrRequest.Modification
            ? ModificationCodec.result(
                data, offset, length, origin, fingerprint, calling, subscriber, askedAt)
            : SubscriptionCodec.result(
                data, offset, length, origin, fingerprint, calling, subscriber, askedAt));
  }
}
