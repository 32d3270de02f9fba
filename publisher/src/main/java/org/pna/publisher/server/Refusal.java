package org.pna.publisher.server;

import org.pna.model.sip.SipHeaders;
import org.pna.model.sip.SipResponse;

/** A request that is answered with an error. */
final class Refusal extends Exception {
  private static final long serialVersionUID = 1;

  private final transient SipResponse response;

  private Refusal(int status, String reason, SipHeaders headers) {
    super(status + " " + reason, null, false, false);
    response = new SipResponse(status, reason, headers);
  }

  SipResponse response() {
    return response;
  }

  /**
   * @param what is wrong; stands in the reason phrase
   */
  static Refusal badRequest(String what) {
    return new Refusal(400, "Bad Request (" + what + ")", SipHeaders.NONE);
  }

  static Refusal notFound() {
    return new Refusal(404, "Not Found", SipHeaders.NONE);
  }

  static Refusal methodNotAllowed() {
    return new Refusal(405, "Method Not Allowed", SipHeaders.of("Allow", "SUBSCRIBE"));
  }

  static Refusal notAcceptable() {
    return new Refusal(406, "Not Acceptable", SipHeaders.NONE);
  }

  static Refusal unsupportedMediaType() {
    return new Refusal(415, "Unsupported Media Type", SipHeaders.of("Accept", ""));
  }

  static Refusal unsupportedScheme() {
    return new Refusal(416, "Unsupported URI Scheme", SipHeaders.NONE);
  }

  static Refusal badExtension(String options) {
    return new Refusal(420, "Bad Extension", SipHeaders.of("Unsupported", options));
  }

  static Refusal tooBrief(long minExpires) {
    return new Refusal(
        423, "Interval Too Brief", SipHeaders.of("Min-Expires", String.valueOf(minExpires)));
  }

  static Refusal noSubscription() {
    return new Refusal(481, "Subscription Does Not Exist", SipHeaders.NONE);
  }

  static Refusal badEvent() {
    return new Refusal(489, "Bad Event", SipHeaders.of("Allow-Events", Subscribe.PACKAGE));
  }

  /** A CSeq below the last (RFC 3261 clause 12.2.2). */
  static Refusal outOfOrder() {
    return new Refusal(500, "CSeq Out of Order", SipHeaders.NONE);
  }

  static Refusal faultOfOurs() {
    return new Refusal(500, "Server Internal Error", SipHeaders.NONE);
  }

  static Refusal overloaded() {
    return new Refusal(503, "Service Unavailable", SipHeaders.of("Retry-After", "30"));
  }
}
