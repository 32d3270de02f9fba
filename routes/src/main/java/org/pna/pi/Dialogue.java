package org.pna.pi;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pna.model.message.ims.RegNotification;
import org.pna.model.sip.SipNameAddress;
import org.pna.model.sip.SipResponse;

/**
 * The dialogue of a subscription (RFC 6665 clause 4.4.1), established by the answer to SUBSCRIBE or
 * by a NOTIFY, whichever comes first.
 *
 * @param generation distinguishes it from earlier ones of the same subscription, from 1
 * @param theirTag null before it is established
 * @param target where requests go; null before
 * @param routes on the way there, the first the nearest
 * @param cseq of our last request
 * @param theirCseq of their last; -1 before it
 */
record Dialogue(
    int generation,
    @Nullable String theirTag,
    @Nullable String target,
    List<String> routes,
    long cseq,
    long theirCseq) {
  Dialogue {
    routes = List.copyOf(routes);
  }

  /** One that is still to be established. */
  static Dialogue fresh(int generation) {
    return new Dialogue(generation, null, null, List.of(), 0, -1);
  }

  /** Before our next request. */
  Dialogue next() {
    return new Dialogue(generation, theirTag, target, routes, cseq + 1, theirCseq);
  }

  /** After the answer to SUBSCRIBE: its Record-Route is the way back (RFC 3261 clause 12.1.2). */
  Dialogue after(SipResponse response) {
    String tag =
        response
            .headers()
            .first("To")
            .flatMap(SipNameAddress::parse)
            .flatMap(SipNameAddress::tag)
            .orElse(theirTag);
    List<String> way = routes;
    if (theirTag == null) {
      way = new ArrayList<>(response.headers().list("Record-Route"));
      Collections.reverse(way);
    }
    String contact =
        response.headers().list("Contact").stream()
            .findFirst()
            .flatMap(SipNameAddress::parse)
            .map(SipNameAddress::uri)
            .orElse(target);
    return new Dialogue(generation, tag, contact, way, cseq, theirCseq);
  }

  /** After a NOTIFY. */
  Dialogue after(RegNotification notification) {
    return new Dialogue(
        generation,
        notification.theirTag(),
        notification.contact() == null ? target : notification.contact(),
        theirTag == null ? notification.recordRoute() : routes,
        cseq,
        notification.cseq());
  }
}
