package org.pna.transport.radius;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.pna.model.IpText;
import org.pna.model.MalformedMessageException;
import org.pna.model.Place;
import org.pna.model.message.Origin;
import org.pna.model.message.accounting.AccountingMessage;
import org.pna.transport.radius.codec.AccountingCodec;
import org.pna.transport.radius.codec.RadiusPacket;
import org.pna.transport.radius.codec.SubscriberNames;

/**
 * The way of a datagram of one link: nothing in it is looked into before its authenticator is found
 * right, and a retransmission gets the answer of the first, or is left to it. Safe for use by many
 * threads.
 */
final class AccountingReceiver {
  /** The result of a request that got its response. */
  static final String ANSWERED = "answered";

  private final RadiusLink link;
  private final Clients clients;
  private final RadiusMeters meters;
  private final Refusals refusals;
  private final InstantSource clock;
  private final Consumer<PendingRequest> route;
  private final PendingRequests pending;
  private final Answers answers;
  private volatile Sender sender = AccountingReceiver::unsendable;
  private volatile boolean isAccepting = true;

  /** Sends a datagram. */
  interface Sender {
    void send(byte[] octets, InetSocketAddress to) throws IOException;
  }

  /**
   * @param route given each request that is new and has room; completes it once
   */
  AccountingReceiver(
      RadiusLink link,
      RadiusMeters meters,
      Refusals refusals,
      InstantSource clock,
      Consumer<PendingRequest> route) {
    this.link = link;
    this.clients = new Clients(link.clients());
    this.meters = meters;
    this.refusals = refusals;
    this.clock = clock;
    this.route = route;
    this.pending = new PendingRequests(link.maxPending());
    this.answers = new Answers(link.maxAnswers(), link.answerMemory());
  }

  private static void unsendable(byte[] octets, InetSocketAddress to) throws IOException {
    throw new IOException("no socket");
  }

  /** Where answers go out. */
  void sendWith(Sender socket) {
    sender = socket;
  }

  /** Whether new requests are taken; those in the route and retransmissions are answered anyway. */
  void accept(boolean accepting) {
    isAccepting = accepting;
  }

  PendingRequests pending() {
    return pending;
  }

  Answers answers() {
    return answers;
  }

  /** Takes a datagram. Never throws, whatever is in it. */
  void receive(byte[] data, int offset, int length, InetSocketAddress from) {
    try {
      Clients.Known client = clients.of(from.getAddress());
      if (client == null) {
        meters.dropped("unknown-client", text(from));
        return;
      }
      RadiusPacket packet = authentic(data, offset, length, from, client);
      if (packet != null) {
        requested(packet, from, client);
      }
    } catch (Throwable e) {
      meters.failed("receiver", e);
    }
  }

  private @Nullable RadiusPacket authentic(
      byte[] data, int offset, int length, InetSocketAddress from, Clients.Known client) {
    RadiusPacket packet;
    try {
      packet = RadiusPacket.of(data, offset, length);
    } catch (MalformedMessageException e) {
      meters.dropped("length", text(from));
      return null;
    }
    if (packet.code() != RadiusPacket.ACCOUNTING_REQUEST) {
      meters.dropped("code", text(from));
      return null;
    }
    if (!packet.isAuthentic(client.secretOctets())) {
      meters.dropped("authenticator", text(from));
      return null;
    }
    return packet;
  }

  private void requested(RadiusPacket packet, InetSocketAddress from, Clients.Known client) {
    Instant now = clock.instant();
    RequestKey key = RequestKey.of(from, packet.identifier(), packet.authenticator());
    // in this order, for what leaves the route has its answer before
    if (pending.contains(key)) {
      meters.repeated("pending");
      return;
    }
    byte[] before = answers.of(key, now);
    if (before != null) {
      meters.repeated(ANSWERED);
      send(before, from);
      return;
    }
    PendingRequest request;
    try {
      request = decode(packet, key, client, now);
    } catch (MalformedMessageException e) {
      meters.malformed(e.kind().name(), String.valueOf(e.getMessage()));
      refusals.undecodable(origin("-", now), SubscriberNames.readable(packet), text(from));
      return;
    }
    offer(request);
  }

  private PendingRequest decode(
      RadiusPacket packet, RequestKey key, Clients.Known client, Instant now)
      throws MalformedMessageException {
    AccountingMessage message =
        AccountingCodec.decode(
            packet,
            session -> origin(session, now),
            IpText.of(key.sender().getAddress()),
            client.source(),
            meters::passedOver);
    return new PendingRequest(
        key,
        packet.authenticator(),
        packet.proxyStates(),
        client,
        message,
        now.plus(link.answerDeadline()));
  }

  private Origin origin(String session, Instant now) {
    return new Origin(
        now, new Place.Dialogue(link.name(), session), now.plus(link.answerDeadline()));
  }

  private void offer(PendingRequest request) {
    if (!isAccepting) {
      refusals.refused(request.message(), Refusals.STOPPING);
      return;
    }
    switch (pending.offer(request)) {
      case REPEAT -> meters.repeated("pending");
      case NO_ROOM -> refusals.refused(request.message(), Refusals.NO_ROOM);
      case TAKEN -> {
        try {
          route.accept(request);
        } catch (RuntimeException | Error e) {
          meters.failed("route", e);
          refuse(request, Refusals.FAILED);
        }
      }
    }
  }

  /**
   * The route has kept a request, or has no use for it: it is answered, unless its deadline has
   * passed. Then the next retransmission is.
   *
   * @param result a few fixed words
   */
  void answer(PendingRequest request, String result) {
    Instant now = clock.instant();
    byte[] octets = request.answer();
    answers.put(request.key(), octets, now);
    try {
      if (!request.claim()) {
        meters.unsent("deadline-passed");
      } else if (request.isDue(now)) {
        refusals.refused(request.message(), Refusals.LATE); // who looks for it may be late, too
      } else {
        meters.received(result);
        send(octets, request.key().sender());
      }
    } finally {
      pending.remove(request); // last: a link that stops closes its socket after it
    }
  }

  /** The route has not kept a request: its retransmission is offered again. */
  void refuse(PendingRequest request, String reason) {
    pending.remove(request);
    if (request.claim()) {
      refusals.refused(request.message(), reason);
    } else {
      meters.unsent("deadline-passed");
    }
  }

  /** Leaves those in silence that were not kept by their deadline. */
  void leaveTheLate() {
    for (PendingRequest request : pending.due(clock.instant())) {
      if (request.claim()) {
        refusals.refused(request.message(), Refusals.LATE);
      }
    }
  }

  private void send(byte[] octets, InetSocketAddress to) {
    try {
      sender.send(octets, to);
    } catch (IOException e) {
      meters.unsent("socket");
    }
  }

  private static String text(InetSocketAddress address) {
    return IpText.of(address.getAddress());
  }
}
