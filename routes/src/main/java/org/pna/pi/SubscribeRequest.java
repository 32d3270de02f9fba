package org.pna.pi;

import java.util.ArrayList;
import java.util.List;
import org.pna.model.sip.SipHeader;
import org.pna.model.sip.SipHeaders;
import org.pna.model.sip.SipRequest;

/** SUBSCRIBE to {@code reg} (RFC 3680 clause 4; TS 24.229 clause 5.7.1.1, TS 24.141 clause A.7). */
final class SubscribeRequest {
  private static final byte[] NOTHING = {};

  private SubscribeRequest() {}

  /**
   * The request of a subscription's dialogue as it stands.
   *
   * @param applicationServer our URI
   * @param seconds that are asked for
   */
  static SipRequest of(RegSubscription subscription, String applicationServer, long seconds) {
    Dialogue dialogue = subscription.dialogue;
    String theirTag = dialogue.theirTag();
    String target = dialogue.target();
    List<SipHeader> headers = new ArrayList<>();
    if (theirTag == null) {
      headers.add(new SipHeader("Route", subscription.scscf.route()));
    } else {
      dialogue.routes().forEach(route -> headers.add(new SipHeader("Route", route)));
    }
    String to = "<" + subscription.identity + ">";
    add(headers, "From", "<" + applicationServer + ">;tag=" + subscription.id);
    add(headers, "To", theirTag == null ? to : to + ";tag=" + theirTag);
    add(headers, "Call-ID", subscription.callId());
    add(headers, "CSeq", dialogue.cseq() + " SUBSCRIBE");
    add(headers, "Contact", "<" + subscription.scscf.socket().uri() + ">");
    add(headers, "P-Asserted-Identity", "<" + applicationServer + ">");
    add(headers, "Event", "reg");
    add(headers, "Accept", "application/reginfo+xml");
    add(headers, "Expires", Long.toString(seconds));
    return new SipRequest(
        "SUBSCRIBE",
        target == null ? subscription.identity : target,
        new SipHeaders(headers),
        NOTHING,
        subscription.scscf.socket());
  }

  private static void add(List<SipHeader> headers, String name, String value) {
    headers.add(new SipHeader(name, value));
  }
}
