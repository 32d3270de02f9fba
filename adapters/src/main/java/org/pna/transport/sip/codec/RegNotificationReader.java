package org.pna.transport.sip.codec;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pna.model.MalformedMessageException;
import org.pna.model.MalformedMessageException.Kind;
import org.pna.model.Place;
import org.pna.model.message.Origin;
import org.pna.model.message.ims.RegInfo;
import org.pna.model.message.ims.RegNotification;
import org.pna.model.sip.SipHeaders;
import org.pna.model.sip.SipNameAddress;
import org.pna.model.sip.SipRequest;
import org.pna.model.sip.SipValue;

/** Reads NOTIFYs of the event package {@code reg} (RFC 3680 clause 4.5, RFC 6665). */
public final class RegNotificationReader {
  /** The event package's name. */
  public static final String EVENT = "reg";

  private static final int MOST_ROUTES = 16;

  private RegNotificationReader() {}

  /** Whether a request is of this event package. */
  public static boolean isReg(SipRequest request) {
    return request
        .headers()
        .first("Event")
        .map(value -> SipValue.parse(value).value().equalsIgnoreCase(EVENT))
        .orElse(false);
  }

  /**
   * Reads a request.
   *
   * @param request a NOTIFY
   * @param time of its hearing
   * @param place where
   * @throws MalformedMessageException if a header of the dialogue or Subscription-State is missing
   *     or impossible, or its body is not {@code application/reginfo+xml}
   */
  public static RegNotification read(SipRequest request, Instant time, Place place)
      throws MalformedMessageException {
    SipHeaders headers = request.headers();
    List<String> routes = headers.list("Record-Route");
    if (routes.size() > MOST_ROUTES) {
      throw SipValues.malformed("Record-Route", "more than " + MOST_ROUTES);
    }
    return new RegNotification(
        new Origin(time, place),
        SipValues.fingerprint(request),
        SipValues.one(headers, "Call-ID"),
        tag(headers, "To"),
        tag(headers, "From"),
        SipValues.cseq(request),
        RegisterReader.contact(headers).map(SipNameAddress::uri).orElse(null),
        routes,
        subscription(SipValue.parse(SipValues.one(headers, "Subscription-State"))),
        document(request));
  }

  private static String tag(SipHeaders headers, String name) throws MalformedMessageException {
    return SipValues.address(headers, name)
        .tag()
        .orElseThrow(() -> new MalformedMessageException(Kind.DATA_MISSING, name, "no tag"));
  }

  private static RegNotification.Subscription subscription(SipValue value) {
    Map<String, String> parameters = value.parameters();
    return new RegNotification.Subscription(
        value.value().strip().equalsIgnoreCase("terminated"),
        parameters.getOrDefault("reason", "").toLowerCase(Locale.ROOT),
        seconds(parameters.get("expires")),
        seconds(parameters.get("retry-after")));
  }

  /** What is no number is not said. */
  private static @Nullable Long seconds(@Nullable String text) {
    return text != null && SipValues.isNumber(text)
        ? (Long) Math.min(Long.parseLong(text), 0xFFFFFFFFL)
        : null;
  }

  private static @Nullable RegInfo document(SipRequest request) throws MalformedMessageException {
    for (BodyPart part : BodyPart.of(request)) {
      if (part.type().equals(RegInfoReader.MEDIA_TYPE)) {
        return RegInfoReader.read(part.content());
      }
    }
    if (request.body().length > 0) {
      throw SipValues.malformed("Content-Type", "not " + RegInfoReader.MEDIA_TYPE);
    }
    return null;
  }
}
