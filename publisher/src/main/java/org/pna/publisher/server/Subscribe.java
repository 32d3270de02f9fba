package org.pna.publisher.server;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pna.model.sip.SipHeaders;
import org.pna.model.sip.SipNameAddress;
import org.pna.model.sip.SipRequest;
import org.pna.model.sip.SipUri;
import org.pna.model.sip.SipValue;

/**
 * A SUBSCRIBE to presence that makes sense (RFC 6665 clause 4.2.1, RFC 3856 clause 6).
 *
 * @param callId Call-ID
 * @param from who asks
 * @param fromTag his tag
 * @param to whom he means
 * @param toTag ours, null for the first
 * @param cseq 0 to 2147483647
 * @param eventId of the Event header, null without
 * @param expires wished, in seconds; -1 if not said
 * @param contact his; null if not said, within a dialogue only
 */
record Subscribe(
    String callId,
    String from,
    String fromTag,
    String to,
    @Nullable String toTag,
    long cseq,
    @Nullable String eventId,
    long expires,
    @Nullable String contact) {
  static final String PACKAGE = "presence";
  static final String PIDF = "application/pidf+xml";

  private static final long MAX_CSEQ = (1L << 31) - 1;
  private static final long MAX_EXPIRES = (1L << 32) - 1;

  /**
   * Reads and checks a request.
   *
   * @throws Refusal 400, 406, 415, 420 or 489
   */
  static Subscribe of(SipRequest request) throws Refusal {
    SipHeaders headers = request.headers();
    SipNameAddress from = address(headers, "From");
    SipNameAddress to = address(headers, "To");
    String fromTag = from.tag().orElseThrow(() -> Refusal.badRequest("From without tag"));
    String callId = one(headers, "Call-ID");
    long cseq = cseq(one(headers, "CSeq"));
    checkRequire(headers.list("Require"));
    SipValue event = event(headers);
    checkAccept(headers);
    checkBody(request);
    String toTag = to.tag().orElse(null);
    return new Subscribe(
        callId,
        from.uri(),
        fromTag,
        to.uri(),
        toTag,
        cseq,
        event.parameters().get("id"),
        expires(headers),
        contact(headers, toTag == null));
  }

  /** The subscription that it means; for the first of a dialogue, with the tag to be given. */
  SubscriptionId id(String localTag) {
    return new SubscriptionId(callId, localTag, fromTag, eventId);
  }

  private static String one(SipHeaders headers, String name) throws Refusal {
    if (headers.count(name) != 1) {
      throw Refusal.badRequest(name);
    }
    return headers
        .first(name)
        .filter(v -> !v.isEmpty())
        .orElseThrow(() -> Refusal.badRequest(name));
  }

  private static SipNameAddress address(SipHeaders headers, String name) throws Refusal {
    return SipNameAddress.parse(one(headers, name)).orElseThrow(() -> Refusal.badRequest(name));
  }

  private static long cseq(String value) throws Refusal {
    String[] parts = value.strip().split("\\s+", 3);
    long number = number(parts[0]);
    if (parts.length != 2 || !parts[1].equals("SUBSCRIBE") || number < 0 || number > MAX_CSEQ) {
      throw Refusal.badRequest("CSeq");
    }
    return number;
  }

  /** A number of up to ten digits, or -1. */
  private static long number(String digits) {
    return !digits.isEmpty()
            && digits.length() <= 10
            && digits.chars().allMatch(c -> c >= '0' && c <= '9')
        ? Long.parseLong(digits)
        : -1;
  }

  /** No extension that a client may require is known here. */
  private static void checkRequire(List<String> options) throws Refusal {
    if (!options.isEmpty()) {
      throw Refusal.badExtension(String.join(", ", options));
    }
  }

  private static SipValue event(SipHeaders headers) throws Refusal {
    SipValue event = headers.first("Event").map(SipValue::parse).orElseThrow(Refusal::badEvent);
    if (headers.count("Event") != 1) {
      throw Refusal.badRequest("Event");
    }
    if (!event.value().equals(PACKAGE)) {
      throw Refusal.badEvent();
    }
    return event;
  }

  /** Without Accept, PIDF is meant (RFC 3856 clause 6.7). */
  private static void checkAccept(SipHeaders headers) throws Refusal {
    if (headers.count("Accept") > 0
        && headers.list("Accept").stream().map(SipValue::parse).noneMatch(Subscribe::takesPidf)) {
      throw Refusal.notAcceptable();
    }
  }

  private static boolean takesPidf(SipValue range) {
    String type = range.value().toLowerCase(Locale.ROOT).replace(" ", "");
    boolean covers = type.equals(PIDF) || type.equals("application/*") || type.equals("*/*");
    return covers && !range.parameters().getOrDefault("q", "1").matches("0(\\.0*)?");
  }

  /** RFC 3261 clause 8.2.3: no body is understood yet; an optional one may be passed over. */
  private static void checkBody(SipRequest request) throws Refusal {
    if (request.body().length > 0
        && request
            .headers()
            .first("Content-Disposition")
            .map(SipValue::parse)
            .filter(disposition -> "optional".equals(disposition.parameters().get("handling")))
            .isEmpty()) {
      throw Refusal.unsupportedMediaType();
    }
  }

  private static long expires(SipHeaders headers) throws Refusal {
    Optional<String> value = headers.first("Expires");
    if (value.isEmpty()) {
      return -1;
    }
    long seconds = number(value.get().strip());
    if (seconds < 0 || headers.count("Expires") != 1) {
      throw Refusal.badRequest("Expires");
    }
    return Math.min(seconds, MAX_EXPIRES);
  }

  private static @Nullable String contact(SipHeaders headers, boolean needed) throws Refusal {
    List<String> contacts = headers.list("Contact");
    if (contacts.isEmpty() && !needed) {
      return null;
    }
    if (contacts.size() != 1) {
      throw Refusal.badRequest("Contact");
    }
    return SipNameAddress.parse(contacts.get(0))
        .map(SipNameAddress::uri)
        .filter(uri -> SipUri.parse(uri).isPresent())
        .orElseThrow(() -> Refusal.badRequest("Contact"));
  }
}
