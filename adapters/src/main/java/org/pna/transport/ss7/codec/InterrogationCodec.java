package org.pna.transport.ss7.codec;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pna.model.Domain;
import org.pna.model.MalformedMessageException;
import org.pna.model.MalformedMessageException.Kind;
import org.pna.model.SubscriberId;
import org.pna.model.message.Fingerprint;
import org.pna.model.message.Origin;
import org.pna.model.message.map.InterrogationResult;
import org.pna.model.message.map.SccpAddress;
import org.pna.model.message.map.SubscriberState;

/** AnyTimeInterrogationArg and -Res in BER (TS 29.002 clauses 8.11.1 and 17.7.1). */
public final class InterrogationCodec {
  /** Operation code of anyTimeInterrogation. */
  public static final int OPERATION = 71;

  /** anyTimeInfoEnquiryContext-v3. */
  public static final String CONTEXT = "0.4.0.0.1.0.29.3";

  private static final String ARGUMENT = "AnyTimeInterrogationArg";
  private static final String RESULT = "AnyTimeInterrogationRes";
  private static final String INFO = "subscriberInfo";
  private static final byte[] NONE = {};

  private InterrogationCodec() {}

  /**
   * What an argument asks.
   *
   * @param subscriber an IMSI or an MSISDN
   * @param domain requestedDomain; null when it names none
   * @param location whether it asks for the location
   * @param state whether it asks for the subscriber's state
   * @param gsmScfAddress E.164 digits of who asks
   */
  public record Request(
      SubscriberId subscriber,
      @Nullable Domain domain,
      boolean location,
      boolean state,
      String gsmScfAddress) {}

  /** Makes an argument, with its SEQUENCE tag; numbers are written as international. */
  public static byte[] encodeRequest(Request request) {
    Domain domain = request.domain();
    return BerWriter.element(
        0x30,
        SubscriberIdentity.write(0xa0, request.subscriber()),
        BerWriter.element(
            0xa1,
            request.location() ? BerWriter.element(0x80) : NONE,
            request.state() ? BerWriter.element(0x81) : NONE,
            domain == null ? NONE : BerWriter.integer(0x84, domain == Domain.CS ? 0 : 1)),
        AddressString.international(0x83, request.gsmScfAddress()));
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
    Domain domain = null;
    boolean location = false;
    boolean state = false;
    boolean isRequested = false;
    String gsmScf = null;
    while (fields.next()) {
      switch (once.tag(fields)) {
        case 0x80 -> subscriber = SubscriberIdentity.read(fields, ARGUMENT + ".subscriberIdentity");
        case 0x81 -> {
          isRequested = true;
          BerReader requested = fields.contents(ARGUMENT + ".requestedInfo");
          while (requested.next()) {
            switch (requested.tag()) {
              case 0x80 -> location = true;
              case 0x81 -> state = true;
              case 0x84 -> domain = domain(requested);
              default -> {}
            }
          }
        }
        case 0x83 -> gsmScf = AddressString.number(fields, ARGUMENT + ".gsmSCF-Address");
        default -> {}
      }
    }
    Once.present(isRequested ? ARGUMENT : null, ARGUMENT + ".requestedInfo");
    return new Request(
        Once.present(subscriber, ARGUMENT + ".subscriberIdentity"),
        domain,
        location,
        state,
        Once.present(gsmScf, ARGUMENT + ".gsmSCF-Address"));
  }

  private static @Nullable Domain domain(BerReader element) throws MalformedMessageException {
    element.requireLength(ARGUMENT + ".requestedDomain", 1, 1);
    return switch (element.octet(0)) {
      case 0 -> Domain.CS;
      case 1 -> Domain.PS;
      default -> null; // unknown values are to be discarded
    };
  }

  /**
   * Reads a result that lies in a larger message. Elements that the specification does not know are
   * skipped; of what it knows, states and locations must be right.
   *
   * @param data octets
   * @param offset where the result's SEQUENCE tag stands
   * @param length octets of the result
   * @param origin when and where it was heard
   * @param fingerprint of the result
   * @param calling SCCP calling party address
   * @param subscriber whom the request was about
   * @param askedAt when the request went
   * @param asked the domain that it named
   * @throws MalformedMessageException as {@link NoteMmEventCodec#decode} does
   */
  public static InterrogationResult result(
      byte[] data,
      int offset,
      int length,
      Origin origin,
      Fingerprint fingerprint,
      SccpAddress calling,
      List<SubscriberId> subscriber,
      Instant askedAt,
      @Nullable Domain asked)
      throws MalformedMessageException {
    BerReader outer = BerReader.sequence(data, offset, length, RESULT);
    if (!outer.next() || outer.tag() != 0x30) {
      throw new MalformedMessageException(Kind.DATA_MISSING, RESULT + '.' + INFO, "missing");
    }
    BerReader fields = outer.contents(INFO);
    Once once = new Once(INFO);
    SubscriberState state = null;
    SubscriberState psState = null;
    LocationInformation cs = null;
    LocationInformation ps = null;
    while (fields.next()) {
      switch (once.tag(fields)) {
        case 0x80 -> cs = LocationInformation.circuitSwitched(fields, INFO);
        case 0x81 -> state = StateChoice.circuitSwitched(fields);
        case 0x83 -> ps = LocationInformation.packetSwitched(fields, INFO);
        case 0x84 -> psState = StateChoice.packetSwitched(fields);
        default -> {}
      }
    }
    while (outer.next()) {
      // what follows is not used, but must be elements
    }
    return new InterrogationResult(
        origin,
        fingerprint,
        calling,
        subscriber,
        askedAt,
        asked,
        state,
        psState,
        cs == null ? null : cs.location(),
        cs == null ? null : cs.node(),
        ps == null ? null : ps.location(),
        ps == null ? null : ps.node());
  }

  /** The result's octets, with its SEQUENCE tag; numbers are written as international. */
  public static byte[] encodeResult(InterrogationResult result) {
    SubscriberState state = result.state();
    SubscriberState psState = result.psState();
    return BerWriter.element(
        0x30,
        BerWriter.element(
            0x30,
            result.location() == null && result.vlrNumber() == null
                ? NONE
                : LocationInformation.circuitSwitched(0xa0, result.location(), result.vlrNumber()),
            state == null ? NONE : StateChoice.write(0xa1, state),
            result.locationGprs() == null && result.sgsnNumber() == null
                ? NONE
                : LocationInformation.packetSwitched(
                    0xa3, result.locationGprs(), result.sgsnNumber()),
            psState == null ? NONE : StateChoice.write(0xa4, psState)));
  }
}
