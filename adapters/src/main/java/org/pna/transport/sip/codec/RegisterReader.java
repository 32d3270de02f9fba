package org.pna.transport.sip.codec;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pna.model.Imsi;
import org.pna.model.MalformedMessageException;
import org.pna.model.MalformedMessageException.Kind;
import org.pna.model.Msisdn;
import org.pna.model.Nai;
import org.pna.model.Place;
import org.pna.model.PublicIdentity;
import org.pna.model.message.Origin;
import org.pna.model.message.ims.ThirdPartyRegister;
import org.pna.model.sip.SipHeaders;
import org.pna.model.sip.SipNameAddress;
import org.pna.model.sip.SipRequest;
import org.pna.model.sip.SipValue;

/**
 * Reads third-party REGISTERs (TS 24.229 clause 5.4.1.7). Who is registered, until when, and by
 * which S-CSCF is read strictly. Of the rest, what cannot be read is taken for not said: a body of
 * the operator's own must not cost a registration.
 */
public final class RegisterReader {
  private static final int LONGEST_NETWORK = 256;
  private static final int DEFAULT_PORT = 5060;

  private RegisterReader() {}

  /**
   * Reads a request.
   *
   * @param request a REGISTER, whose first Via says where it came from
   * @param time of its hearing
   * @param place gives link or file; see {@link #place}
   * @throws MalformedMessageException if To, From, Call-ID, CSeq or the expiry is missing or
   *     impossible
   */
  public static ThirdPartyRegister read(SipRequest request, Instant time, Place place)
      throws MalformedMessageException {
    SipHeaders headers = request.headers();
    String from = uri("From", SipValues.address(headers, "From"));
    Bodies bodies = new Bodies();
    bodies.read(request);
    return new ThirdPartyRegister(
        new Origin(time, place),
        SipValues.fingerprint(request),
        contact(headers).map(SipNameAddress::uri).orElse(from),
        source(request),
        request.socket(),
        new PublicIdentity(uri("To", SipValues.address(headers, "To"))),
        expires(headers)
            .orElseThrow(() -> new MalformedMessageException(Kind.DATA_MISSING, "Expires", "none")),
        associated(headers),
        headers
            .first("P-Visited-Network-ID")
            .map(value -> BodyPart.unquoted(SipValue.parse(value).value().strip()))
            .filter(value -> !value.isEmpty() && value.length() <= LONGEST_NETWORK)
            .orElse(null),
        AccessNetworks.read(headers),
        bodies.imsi,
        bodies.msisdn,
        bodies.privateIdentity);
  }

  /** Where a request was heard on a live link: its Call-ID names the dialogue. */
  public static Place place(SipRequest request, String link) {
    return new Place.Dialogue(link, request.headers().first("Call-ID").orElse(""));
  }

  /**
   * The seconds that it grants: those of Contact before Expires (RFC 3261 clause 10.2.1.1).
   *
   * @return empty if it says none
   * @throws MalformedMessageException if that is no number
   */
  public static Optional<Long> expires(SipHeaders headers) throws MalformedMessageException {
    Optional<String> text =
        contact(headers)
            .map(address -> address.parameters().get("expires"))
            .or(() -> headers.first("Expires").map(String::strip));
    if (text.isEmpty()) {
      return Optional.empty();
    }
    String digits = text.get();
    if (!SipValues.isNumber(digits) || Long.parseLong(digits) > 0xFFFFFFFFL) {
      throw SipValues.malformed("Expires", "no number of seconds");
    }
    return Optional.of(Long.parseLong(digits));
  }

  /** The first Contact that is an address. */
  public static Optional<SipNameAddress> contact(SipHeaders headers) {
    return headers.list("Contact").stream().findFirst().flatMap(SipNameAddress::parse);
  }

  private static String uri(String header, SipNameAddress address)
      throws MalformedMessageException {
    String uri = address.uri();
    if (uri.chars().anyMatch(c -> c <= ' ' || c == '>' || c == 0x7F)) {
      throw SipValues.malformed(header, "no URI");
    }
    return uri;
  }

  /** RFC 3261 clause 18.2.2: the address it came from, the port that it names. */
  private static String source(SipRequest request) throws MalformedMessageException {
    String via =
        request.headers().list("Via").stream()
            .findFirst()
            .orElseThrow(() -> new MalformedMessageException(Kind.DATA_MISSING, "Via", "none"));
    SipValue value = SipValue.parse(via);
    String[] parts = value.value().strip().split("\\s+", -1);
    String sentBy = parts[parts.length - 1];
    int colon = sentBy.indexOf(':', sentBy.lastIndexOf(']') + 1);
    String port = colon < 0 ? "" : sentBy.substring(colon + 1);
    String host = value.parameters().getOrDefault("received", "");
    if (host.isEmpty()) {
      host = colon < 0 ? sentBy : sentBy.substring(0, colon);
    }
    if (host.indexOf(':') >= 0 && !host.startsWith("[")) {
      host = '[' + host + ']';
    }
    boolean named = SipValues.isNumber(port) && port.length() <= 5;
    return "sip:"
        + host
        + ':'
        + (named ? Integer.parseInt(port) : DEFAULT_PORT)
        + request.socket().transport().parameter();
  }

  private static List<PublicIdentity> associated(SipHeaders headers) {
    List<PublicIdentity> identities = new ArrayList<>();
    for (String text : headers.list("P-Associated-URI")) {
      SipNameAddress.parse(text)
          .map(address -> new PublicIdentity(address.uri()))
          .filter(one -> !identities.contains(one))
          .filter(one -> identities.size() < ThirdPartyRegister.MOST_ASSOCIATED)
          .ifPresent(identities::add);
    }
    return identities;
  }

  /** What the bodies say. */
  private static final class Bodies {
    private @Nullable Imsi imsi;
    private @Nullable Msisdn msisdn;
    private @Nullable Nai privateIdentity;

    void read(SipRequest request) {
      try {
        for (BodyPart part : BodyPart.of(request)) {
          read(part);
        }
      } catch (MalformedMessageException e) {
        // none of it is needed
      }
    }

    private void read(BodyPart part) throws MalformedMessageException {
      if (part.type().equals(ServiceInformation.MEDIA_TYPE)) {
        ServiceInformation information = ServiceInformation.read(part.content());
        imsi = information.imsi();
        msisdn = information.msisdn();
      } else if (part.type().equals(EnclosedRegister.MEDIA_TYPE) && privateIdentity == null) {
        privateIdentity = EnclosedRegister.privateIdentity(part.content()).orElse(null);
      }
    }
  }
}
