package org.pna.publisher.server;

import java.util.ArrayList;
import java.util.List;
import org.pna.model.sip.SipSocket;
import org.pna.model.sip.SipTransport;
import org.pna.publisher.pidf.View;

/** What is kept of a subscription beside its key: an octet for the layout, then its fields. */
final class SubscriptionFormat {
  private static final int LAYOUT = 1;

  private SubscriptionFormat() {}

  static byte[] bytes(Subscription subscription) {
    Dialogue dialogue = subscription.dialogue();
    FieldWriter out =
        new FieldWriter()
            .octet(LAYOUT)
            .text(subscription.watcher())
            .text(dialogue.localUri())
            .text(dialogue.remoteUri())
            .text(dialogue.remoteTarget())
            .number(dialogue.routeSet().size());
    dialogue.routeSet().forEach(out::text);
    out.octet(octet(dialogue.socket().transport()))
        .text(dialogue.socket().host())
        .number(dialogue.socket().port())
        .number(dialogue.localCseq())
        .number(dialogue.remoteCseq())
        .octet(octet(subscription.state()))
        .octet(octet(subscription.view()))
        .instant(subscription.expires())
        .number(subscription.version());
    LastNotify last = subscription.last();
    if (last == null) {
      return out.octet(0).toBytes();
    }
    return out.octet(1).number(last.cseq()).instant(last.time()).text(last.result()).toBytes();
  }

  /**
   * Reads a subscription.
   *
   * @throws DamagedSubscriptionException if it is none
   */
  static Subscription read(SubscriptionKey key, byte[] bytes) throws DamagedSubscriptionException {
    FieldReader in = new FieldReader(bytes);
    int layout = in.octet();
    if (layout != LAYOUT) {
      throw in.damaged("unknown layout " + layout);
    }
    String watcher = in.text();
    String localUri = in.text();
    String remoteUri = in.text();
    String remoteTarget = in.text();
    List<String> routeSet = new ArrayList<>();
    for (int left = in.count(); left > 0; left--) {
      routeSet.add(in.text());
    }
    SipSocket socket = new SipSocket(transport(in), in.text(), (int) in.number(1, 65_535));
    Dialogue dialogue =
        new Dialogue(
            localUri,
            remoteUri,
            remoteTarget,
            routeSet,
            socket,
            in.number(0, Long.MAX_VALUE),
            in.number(0, Long.MAX_VALUE));
    Subscription subscription =
        new Subscription(
            key.id(),
            key.presentity(),
            watcher,
            dialogue,
            state(in),
            view(in),
            in.instant(),
            in.number(0, Long.MAX_VALUE),
            in.choice() ? last(in) : null);
    in.end();
    return subscription;
  }

  private static LastNotify last(FieldReader in) throws DamagedSubscriptionException {
    return new LastNotify(in.number(0, Long.MAX_VALUE), in.instant(), in.text());
  }

  // The octets are written down: they outlive the order in which the constants stand.

  private static int octet(SipTransport transport) {
    return switch (transport) {
      case UDP -> 0;
      case TCP -> 1;
      case TLS -> 2;
    };
  }

  private static SipTransport transport(FieldReader in) throws DamagedSubscriptionException {
    return switch ((int) in.number(0, 2)) {
      case 0 -> SipTransport.UDP;
      case 1 -> SipTransport.TCP;
      default -> SipTransport.TLS;
    };
  }

  private static int octet(Subscription.State state) {
    return switch (state) {
      case ACTIVE -> 0;
      case PENDING -> 1;
    };
  }

  private static Subscription.State state(FieldReader in) throws DamagedSubscriptionException {
    return in.choice() ? Subscription.State.PENDING : Subscription.State.ACTIVE;
  }

  private static int octet(View view) {
    return switch (view) {
      case WITH_LOCATION -> 0;
      case WITHOUT_LOCATION -> 1;
    };
  }

  private static View view(FieldReader in) throws DamagedSubscriptionException {
    return in.choice() ? View.WITHOUT_LOCATION : View.WITH_LOCATION;
  }
}
