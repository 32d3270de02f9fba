package org.pna.transport.sip;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import org.pna.model.MalformedMessageException;
import org.pna.model.PublicIdentity;
import org.pna.model.Refusal;
import org.pna.model.RefusalListener;
import org.pna.model.ReportingNode;
import org.pna.model.SubscriberId;
import org.pna.model.message.Origin;
import org.pna.model.message.ims.ImsEntrance;
import org.pna.model.message.ims.RegSubscriber;
import org.pna.model.sip.SipHeaders;
import org.pna.model.sip.SipNameAddress;
import org.pna.model.sip.SipRequest;
import org.pna.model.sip.SipRequestListener;
import org.pna.model.sip.SipResponse;
import org.pna.model.sip.SipServerTransaction;
import org.pna.model.sip.SipTransport;
import org.pna.model.sip.SipValue;
import org.pna.transport.sip.codec.RegNotificationReader;
import org.pna.transport.sip.codec.RegisterReader;

/**
 * Takes REGISTER and NOTIFY from S-CSCFs. A REGISTER is answered before anything else is done with
 * it, so that nothing of ours can harm a registration (rule S4).
 */
final class PiListener implements SipRequestListener {
  private static final SipResponse BAD_EVENT =
      new SipResponse(489, "Bad Event", SipHeaders.of("Allow-Events", RegNotificationReader.EVENT));

  private final String link;
  private final BiPredicate<InetAddress, SipTransport> trusted;
  private final RegSubscriber subscriber;
  private final ImsEntrance entrance;
  private final InstantSource clock;
  private final RefusalListener refusals;
  private final PiMeters meters;

  PiListener(
      String link,
      BiPredicate<InetAddress, SipTransport> trusted,
      RegSubscriber subscriber,
      ImsEntrance entrance,
      InstantSource clock,
      RefusalListener refusals,
      PiMeters meters) {
    this.link = link;
    this.trusted = trusted;
    this.subscriber = subscriber;
    this.entrance = entrance;
    this.clock = clock;
    this.refusals = refusals;
    this.meters = meters;
  }

  @Override
  public void received(SipServerTransaction transaction) {
    SipRequest request = transaction.request();
    boolean register = request.method().equals("REGISTER");
    if (!isTrusted(request)) {
      meters.forbidden(register ? "REGISTER" : "NOTIFY");
      transaction.respond(RegisterAnswer.FORBIDDEN);
    } else if (register) {
      register(transaction);
    } else {
      notify(transaction);
    }
  }

  /** The endpoint writes into the first Via where a request really came from. */
  private boolean isTrusted(SipRequest request) {
    Optional<String> source =
        request.headers().list("Via").stream()
            .findFirst()
            .map(via -> SipValue.parse(via).parameters().getOrDefault("received", ""));
    if (source.isEmpty() || !source.get().matches("[0-9a-fA-F:]*:[0-9a-fA-F:.%]*|[0-9.]{7,15}")) {
      return false; // no literal: nothing is looked up
    }
    try {
      return trusted.test(InetAddress.getByName(source.get()), request.socket().transport());
    } catch (UnknownHostException e) {
      return false;
    }
  }

  private void register(SipServerTransaction transaction) {
    SipRequest request = transaction.request();
    Instant now = clock.instant();
    transaction.respond(RegisterAnswer.ok(request, now));
    meters.answered("REGISTER", 200);
    try {
      subscriber.registered(
          RegisterReader.read(request, now, RegisterReader.place(request, link)), entrance);
    } catch (MalformedMessageException e) {
      meters.malformed("REGISTER", String.valueOf(e.getMessage()));
      refused(request, now, "malformed");
    } catch (RuntimeException e) {
      meters.failed("REGISTER", e);
      refused(request, now, "failed");
    }
  }

  /** Rule T1: what it says of whom is not known, and it was answered. */
  private void refused(SipRequest request, Instant now, String reason) {
    List<SubscriberId> names =
        request
            .headers()
            .first("To")
            .flatMap(SipNameAddress::parse)
            .map(to -> List.<SubscriberId>of(new PublicIdentity(to.uri())))
            .orElse(List.of());
    if (names.isEmpty()) {
      return; // all of an S-CSCF's subscribers are not doubted for one
    }
    try {
      refusals.refused(
          new Refusal(
              new Origin(now, RegisterReader.place(request, link)),
              names,
              new ReportingNode(null, null),
              null,
              reason));
    } catch (RuntimeException e) {
      meters.failed("refusals", e);
    }
  }

  private void notify(SipServerTransaction transaction) {
    SipRequest request = transaction.request();
    if (!RegNotificationReader.isReg(request)) {
      answer(transaction, BAD_EVENT);
      return;
    }
    try {
      subscriber.notified(
          RegNotificationReader.read(request, clock.instant(), RegisterReader.place(request, link)),
          entrance,
          status -> answer(transaction, response(status)));
    } catch (MalformedMessageException e) {
      meters.malformed("NOTIFY", String.valueOf(e.getMessage()));
      answer(transaction, SipResponse.of(400, "Bad Request"));
      unreadable(request);
    } catch (RuntimeException e) {
      meters.failed("NOTIFY", e);
      answer(transaction, SipResponse.of(500, "Server Internal Error"));
    }
  }

  private void unreadable(SipRequest request) {
    Optional<String> callId = request.headers().first("Call-ID");
    Optional<String> tag =
        request.headers().first("To").flatMap(SipNameAddress::parse).flatMap(SipNameAddress::tag);
    if (callId.isPresent() && tag.isPresent()) {
      subscriber.unreadable(callId.get(), tag.get());
    }
  }

  private void answer(SipServerTransaction transaction, SipResponse response) {
    meters.answered("NOTIFY", response.status());
    transaction.respond(response);
  }

  private static SipResponse response(int status) {
    return switch (status) {
      case 200 -> SipResponse.of(200, "OK");
      case 481 -> SipResponse.of(481, "Subscription Does Not Exist");
      case 503 -> new SipResponse(503, "Service Unavailable", SipHeaders.of("Retry-After", "10"));
      default -> SipResponse.of(status, "Server Internal Error");
    };
  }
}
