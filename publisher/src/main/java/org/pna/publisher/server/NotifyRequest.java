package org.pna.publisher.server;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pna.model.sip.SipHeader;
import org.pna.model.sip.SipHeaders;
import org.pna.model.sip.SipNameAddress;
import org.pna.model.sip.SipRequest;
import org.pna.model.sip.SipUri;

/** Writes NOTIFY requests (RFC 6665 clause 4.2.2). */
final class NotifyRequest {
  private NotifyRequest() {}

  /**
   * @param subscription with the CSeq of this very NOTIFY
   * @param ended the reason of its end; null while it lasts
   * @param body PIDF; empty for a watcher who may see nothing
   * @param now for what is left of its time
   */
  static SipRequest of(
      Subscription subscription, @Nullable Ending ended, byte[] body, Instant now) {
    Dialogue dialogue = subscription.dialogue();
    SubscriptionId id = subscription.id();
    List<SipHeader> headers = new ArrayList<>();
    String uri = routed(dialogue, headers);
    add(headers, "From", "<" + dialogue.localUri() + ">;tag=" + id.localTag());
    add(headers, "To", "<" + dialogue.remoteUri() + ">;tag=" + id.remoteTag());
    add(headers, "Call-ID", id.callId());
    add(headers, "CSeq", dialogue.localCseq() + " NOTIFY");
    add(headers, "Contact", "<" + dialogue.socket().uri() + ">");
    String eventId = id.eventId();
    add(
        headers,
        "Event",
        eventId == null ? Subscribe.PACKAGE : Subscribe.PACKAGE + ";id=" + eventId);
    add(headers, "Subscription-State", state(subscription, ended, now));
    if (body.length > 0) {
      add(headers, "Content-Type", Subscribe.PIDF);
    }
    return new SipRequest("NOTIFY", uri, new SipHeaders(headers), body, dialogue.socket());
  }

  /** Adds the Route headers; gives the Request-URI (RFC 3261 clause 12.2.1.1). */
  private static String routed(Dialogue dialogue, List<SipHeader> headers) {
    List<String> routes = dialogue.routeSet();
    if (routes.isEmpty()) {
      return dialogue.remoteTarget();
    }
    String first = SipNameAddress.parse(routes.get(0)).map(SipNameAddress::uri).orElse("");
    if (SipUri.parse(first).filter(uri -> uri.parameters().containsKey("lr")).isPresent()) {
      routes.forEach(route -> add(headers, "Route", route));
      return dialogue.remoteTarget();
    }
    routes.subList(1, routes.size()).forEach(route -> add(headers, "Route", route));
    add(headers, "Route", "<" + dialogue.remoteTarget() + ">");
    return first;
  }

  private static String state(Subscription subscription, @Nullable Ending ended, Instant now) {
    if (ended != null) {
      return "terminated;reason=" + ended.reason();
    }
    long left = Math.max(0, Duration.between(now, subscription.expires()).toSeconds());
    return switch (subscription.state()) {
      case ACTIVE -> "active;expires=" + left;
      case PENDING -> "pending;expires=" + left;
    };
  }

  private static void add(List<SipHeader> headers, String name, String value) {
    headers.add(new SipHeader(name, value));
  }
}
