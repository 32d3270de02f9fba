package org.pna.transport.sip;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.pna.model.MalformedMessageException;
import org.pna.model.sip.SipHeaders;
import org.pna.model.sip.SipRequest;
import org.pna.model.sip.SipResponse;
import org.pna.model.sip.SipUri;
import org.pna.transport.sip.codec.RegisterReader;

/** The answers of an application server to a third-party REGISTER. */
final class RegisterAnswer {
  static final SipResponse FORBIDDEN = SipResponse.of(403, "Forbidden");

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private RegisterAnswer() {}

  /**
   * 200 with the same contact and expiry (TS 24.229 clause 5.7.1.1), as far as the request says
   * them in a form that can be repeated: it says yes whatever the request is (rule S4).
   */
  static SipResponse ok(SipRequest request, Instant now) {
    SipHeaders headers = SipHeaders.of("Date", DATE.format(now));
    Optional<String> uri =
        RegisterReader.contact(request.headers())
            .map(contact -> contact.uri())
            .filter(one -> SipUri.parse(one).isPresent());
    Optional<Long> expires = expires(request);
    if (uri.isPresent() && expires.isPresent()) {
      headers = headers.and("Contact", "<" + uri.get() + ">;expires=" + expires.get());
    } else if (expires.isPresent()) {
      headers = headers.and("Expires", expires.get().toString());
    }
    return new SipResponse(200, "OK", headers);
  }

  private static Optional<Long> expires(SipRequest request) {
    try {
      return RegisterReader.expires(request.headers());
    } catch (MalformedMessageException e) {
      return Optional.empty();
    }
  }
}
