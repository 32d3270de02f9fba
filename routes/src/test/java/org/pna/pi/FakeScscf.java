package org.pna.pi;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.pna.model.Place;
import org.pna.model.PublicIdentity;
import org.pna.model.message.Fingerprint;
import org.pna.model.message.NetworkMessage;
import org.pna.model.message.Origin;
import org.pna.model.message.ims.ImsEntrance;
import org.pna.model.message.ims.RegEvent;
import org.pna.model.message.ims.RegInfo;
import org.pna.model.message.ims.RegNotification;
import org.pna.model.message.ims.RegSubscriber;
import org.pna.model.message.ims.ThirdPartyRegister;
import org.pna.model.sip.SipEndpoint;
import org.pna.model.sip.SipHeaders;
import org.pna.model.sip.SipNameAddress;
import org.pna.model.sip.SipRequest;
import org.pna.model.sip.SipRequestListener;
import org.pna.model.sip.SipResponse;
import org.pna.model.sip.SipResponseListener;
import org.pna.model.sip.SipSocket;
import org.pna.model.sip.SipTransport;

/**
 * An S-CSCF and a route behind us, both without a wire, and a clock that is set by hand. What
 * enters the route is listed in words.
 */
final class FakeScscf implements SipEndpoint, ImsEntrance, InstantSource {
  static final SipSocket SOCKET = new SipSocket(SipTransport.UDP, "10.0.0.1", 5060);
  static final String URI = "sip:scscf1.home1.net";

  /** A SUBSCRIBE that waits for its answer. */
  record Asked(SipRequest request, SipResponseListener listener) {
    String header(String name) {
      return request.headers().first(name).orElse("");
    }
  }

  final List<Asked> asked = new ArrayList<>();
  final List<String> entered = new ArrayList<>();
  final List<RegEvent> events = new ArrayList<>();
  Instant now = Instant.parse("2026-05-04T10:00:00Z");
  End end = End.ACCEPTED;
  private int number;
  private long cseq;

  @Override
  public Instant instant() {
    return now;
  }

  void pass(RegSubscriptions subscriptions, Duration time) {
    Instant until = now.plus(time);
    while (now.isBefore(until)) {
      Instant next = now.plus(Duration.ofSeconds(1));
      now = next.isBefore(until) ? next : until;
      subscriptions.tick();
    }
  }

  @Override
  public void send(SipRequest request, SipResponseListener listener) {
    asked.add(new Asked(request, listener));
  }

  @Override
  public void start(SipRequestListener listener) throws IOException {}

  @Override
  public List<SipSocket> sockets() {
    return List.of(SOCKET);
  }

  @Override
  public void close() {}

  @Override
  public void enter(NetworkMessage message, Consumer<End> told) {
    if (message instanceof ThirdPartyRegister register) {
      entered.add("REGISTER " + register.expires());
    } else {
      RegEvent event = (RegEvent) message;
      events.add(event);
      entered.add(
          event.registration().aor().replaceAll("@.*", "")
              + (event.registration().isActive() ? " active" : " terminated"));
    }
    told.accept(end);
  }

  /** What entered since the last time. */
  List<String> entered() {
    List<String> result = List.copyOf(entered);
    entered.clear();
    return result;
  }

  void register(RegSubscriber subscriber, String identity, long expires) {
    register(subscriber, identity, expires, URI, List.of());
  }

  void register(
      RegSubscriber subscriber,
      String identity,
      long expires,
      String scscf,
      List<String> associated) {
    subscriber.registered(
        new ThirdPartyRegister(
            origin(),
            new Fingerprint(1, ++number),
            scscf,
            "sip:192.0.2.1:5060",
            SOCKET,
            new PublicIdentity(identity),
            expires,
            associated.stream().map(PublicIdentity::new).toList(),
            null,
            null,
            null,
            null,
            null),
        this);
  }

  private Origin origin() {
    return new Origin(now, new Place.Dialogue("pi", "x"));
  }

  /** Takes the next SUBSCRIBE. */
  Asked next() {
    if (asked.isEmpty()) {
      throw new AssertionError("no SUBSCRIBE");
    }
    return asked.remove(0);
  }

  void accept(Asked subscribe, long seconds) {
    subscribe
        .listener()
        .answered(
            new SipResponse(
                200,
                "OK",
                SipHeaders.of(
                    "To",
                    SipNameAddress.parse(subscribe.header("To")).orElseThrow().tag().isPresent()
                        ? subscribe.header("To")
                        : subscribe.header("To") + ";tag=theirs",
                    "Contact",
                    "<sip:scscf1.home1.net:5070>",
                    "Record-Route",
                    "<sip:far;lr>, <sip:near;lr>",
                    "Expires",
                    Long.toString(seconds))));
  }

  static void refuse(Asked subscribe, int status) {
    subscribe.listener().answered(SipResponse.of(status, "No"));
  }

  /** Sends a NOTIFY in the dialogue of a SUBSCRIBE; gives the status of its answer. */
  int notify(RegSubscriber subscriber, Asked dialogue, RegInfo document) {
    return notify(subscriber, dialogue, "active;600000", document);
  }

  int notify(RegSubscriber subscriber, Asked dialogue, String state, RegInfo document) {
    String[] parts = state.split(";");
    boolean terminated = parts[0].equals("terminated");
    int[] answer = new int[1];
    subscriber.notified(
        new RegNotification(
            origin(),
            new Fingerprint(2, ++number),
            dialogue.header("Call-ID"),
            SipNameAddress.parse(dialogue.header("From")).orElseThrow().tag().orElseThrow(),
            "theirs",
            ++cseq,
            null,
            List.of(),
            new RegNotification.Subscription(
                terminated,
                terminated && parts.length > 1 ? parts[1] : "",
                terminated ? null : Long.valueOf(parts[1]),
                null),
            document),
        this,
        status -> answer[0] = status);
    return answer[0];
  }

  static RegInfo full(long version, RegInfo.Registration... registrations) {
    return new RegInfo(version, true, List.of(registrations));
  }

  static RegInfo partial(long version, RegInfo.Registration... registrations) {
    return new RegInfo(version, false, List.of(registrations));
  }

  static RegInfo.Registration active(String aor, RegInfo.Contact... contacts) {
    return new RegInfo.Registration(
        aor, "r" + aor.hashCode(), RegInfo.State.ACTIVE, List.of(contacts));
  }

  static RegInfo.Registration terminated(String aor, RegInfo.Contact... contacts) {
    return new RegInfo.Registration(
        aor, "r" + aor.hashCode(), RegInfo.State.TERMINATED, List.of(contacts));
  }

  static RegInfo.Contact contact(String id, boolean active, long expires) {
    return new RegInfo.Contact(
        id,
        active,
        active ? RegInfo.Event.REGISTERED : RegInfo.Event.EXPIRED,
        active ? expires : null,
        "sip:" + id + "@10.1.1.1");
  }
}
