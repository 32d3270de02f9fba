package org.pna.transport.radius;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.pna.model.Refusal;
import org.pna.model.message.accounting.AccountingMessage;
import org.pna.transport.radius.codec.Requests;

/** The receive path of a link without its socket: a clock, what is in the route, what is sent. */
final class ReceiverUnderTest {
  static final InetSocketAddress NAS = address("192.0.2.1", 40000);
  static final Duration DEADLINE = Duration.ofMillis(2_500);
  static final Duration MEMORY = Duration.ofSeconds(30);

  final ManualClock clock = new ManualClock();
  final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  final List<Refusal> refusals = new ArrayList<>();
  final List<PendingRequest> routed = new ArrayList<>();
  final List<byte[]> sent = new ArrayList<>();
  final AccountingReceiver receiver;
  Consumer<PendingRequest> route = routed::add;

  ReceiverUnderTest() {
    this(20, 100);
  }

  ReceiverUnderTest(int maxPending, int maxAnswers) {
    RadiusLink link =
        new RadiusLink(
            "gi",
            "127.0.0.1",
            1813,
            List.of(
                client("192.0.2.0/24", Requests.SECRET),
                client("192.0.2.7", "another"),
                client("2001:db8::/32", Requests.SECRET)),
            maxPending,
            maxAnswers,
            MEMORY,
            DEADLINE,
            RadiusLink.RECEIVE_BUFFER);
    RadiusMeters meters = new RadiusMeters(registry, "gi");
    receiver =
        new AccountingReceiver(
            link,
            meters,
            new Refusals(refusals::add, meters),
            clock,
            request -> route.accept(request));
    receiver.sendWith((octets, to) -> sent.add(octets));
  }

  private static RadiusClient client(String network, String secret) {
    return new RadiusClient(IpNetwork.of(network), secret, AccountingMessage.PK);
  }

  static InetSocketAddress address(String host, int port) {
    try {
      return new InetSocketAddress(InetAddress.getByName(host), port);
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }

  void receive(byte[] datagram) {
    receive(datagram, NAS);
  }

  void receive(byte[] datagram, InetSocketAddress from) {
    receiver.receive(datagram, 0, datagram.length, from);
  }

  /** The only request in the route. */
  PendingRequest routed() {
    return routed.get(routed.size() - 1);
  }

  void complete() {
    receiver.answer(routed(), AccountingReceiver.ANSWERED);
  }

  double count(String name, String tag, String value) {
    var counter = registry.find(name).tag(tag, value).counter();
    return counter == null ? 0 : counter.count();
  }

  double received(String result) {
    return count("pna.radius.received", "result", result);
  }

  double dropped(String reason) {
    return count("pna.radius.dropped", "reason", reason);
  }
}
