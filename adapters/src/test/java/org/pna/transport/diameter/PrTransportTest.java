package org.pna.transport.diameter;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.camel.AsyncCallback;
import org.apache.camel.AsyncProcessor;
import org.apache.camel.Exchange;
import org.apache.camel.support.AsyncProcessorConverterHelper;
import org.apache.camel.support.AsyncProcessorSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.pna.model.Imsi;
import org.pna.model.Msisdn;
import org.pna.model.Nai;
import org.pna.model.PublicIdentity;
import org.pna.model.Refusal;
import org.pna.model.RefusedException;
import org.pna.model.message.accounting.AccountingMessage;
import org.pna.model.message.accounting.AccountingRequest;
import org.pna.model.message.accounting.AccountingStatus;
import org.pna.model.message.accounting.NasEvent;
import org.pna.model.message.sh.ShAnswer;
import org.pna.model.message.sh.ShRequest;
import org.pna.transport.diameter.PeerState.Condition;
import org.pna.transport.diameter.codec.Avp;
import org.pna.transport.diameter.codec.AvpCode;
import org.pna.transport.diameter.codec.DiameterHeader;
import org.pna.transport.diameter.codec.DiameterMessage;

/** Pr over Diameter, against a simulated 3GPP AAA server. */
@Timeout(30)
class PrTransportTest {
  private static final String AAA = "aaa.ims.example";
  private static final int START = 2;
  private static final int INTERIM = 3;
  private static final int STOP = 4;
  private static final Avp IMSI = SimulatedHss.subscription(1, "001010000000001");

  private final BlockingQueue<Object> bodies = new LinkedBlockingQueue<>();
  private final BlockingQueue<Exchange> exchanges = new LinkedBlockingQueue<>();
  private final BlockingQueue<AsyncCallback> callbacks = new LinkedBlockingQueue<>();

  private final AsyncProcessor accepting =
      AsyncProcessorConverterHelper.convert(exchange -> bodies.add(exchange.getIn().getBody()));

  private final AsyncProcessor holding =
      new AsyncProcessorSupport() {
        @Override
        public boolean process(Exchange exchange, AsyncCallback callback) {
          exchanges.add(exchange);
          callbacks.add(callback);
          return false;
        }
      };

  private static SimulatedHss aaa() throws Exception {
    SimulatedHss aaa = new SimulatedHss(AAA, 0);
    aaa.offersPr = true;
    return aaa;
  }

  private static TestGateway up(SimulatedHss aaa, AsyncProcessor route) throws Exception {
    return up(aaa, route, DiameterNode.Bounds.DEFAULT);
  }

  private static TestGateway up(SimulatedHss aaa, AsyncProcessor route, DiameterNode.Bounds bounds)
      throws Exception {
    TestGateway gateway =
        new TestGateway(TestGateway.prNode(aaa.peer(), TestGateway.TIMERS, bounds), route);
    gateway.until(Condition.UP);
    return gateway;
  }

  private static long result(DiameterMessage answer) {
    Long result = answer.number(AvpCode.RESULT_CODE);
    return result == null ? -1 : result;
  }

  private static DiameterMessage answer(SimulatedHss aaa) throws Exception {
    return aaa.next(DiameterHeader.ACCOUNTING);
  }

  @Test
  void aRecordOfTheDefaultProfileIsRead() throws Exception {
    try (SimulatedHss aaa = aaa();
        TestGateway gateway = up(aaa, accepting)) {
      Instant now = Instant.ofEpochSecond(Instant.now().getEpochSecond());
      aaa.send(
          aaa.accounting(
              AAA,
              "aaa.ims.example;1;1",
              START,
              Avp.base(AvpCode.USER_NAME, "anna@wlan.example"),
              SimulatedHss.subscription(0, "15551230001"),
              IMSI,
              SimulatedHss.subscription(2, "sip:anna@ims.example"),
              Avp.base(8, new byte[] {10, 1, 2, 3}),
              Avp.base(97, new byte[] {0, 64, 0x20, 1, 0xd, (byte) 0xb8, 0, 1, 0, 0}),
              Avp.of3gpp(308, "internet"),
              Avp.base(55, (int) (now.getEpochSecond() + 2_208_988_800L)),
              Avp.base(46, 90)));
      AccountingRequest request = (AccountingRequest) bodies.poll(5, TimeUnit.SECONDS);
      assertThat(request.source()).isEqualTo(AccountingMessage.PR);
      assertThat(request.operation()).isEqualTo("Accounting-Request");
      assertThat(request.status()).isEqualTo(AccountingStatus.START);
      assertThat(request.sessionId()).isEqualTo("aaa.ims.example;1;1");
      assertThat(request.subscriber())
          .containsExactly(
              new Imsi("001010000000001"),
              new Msisdn("15551230001"),
              new Nai("anna@wlan.example"),
              new PublicIdentity("sip:anna@ims.example"));
      assertThat(request.calledStationId()).isEqualTo("internet");
      assertThat(request.framed().ipv4()).isEqualTo("10.1.2.3");
      assertThat(request.framed().ipv6Prefix()).isEqualTo("2001:db8:1::/64");
      assertThat(request.nas().identifier()).isEqualTo(AAA);
      assertThat(request.times().eventTimestamp()).isEqualTo(now);
      assertThat(request.times().sessionTime()).isEqualTo(Duration.ofSeconds(90));
      assertThat(result(answer(aaa))).isEqualTo(2001);
    }
  }

  @Test
  void theAnswerGoesOutWhenTheExchangeCompletesAndEchoesTheRecord() throws Exception {
    try (SimulatedHss aaa = aaa();
        TestGateway gateway = up(aaa, holding)) {
      DiameterMessage request = aaa.accounting(AAA, "s1", STOP, IMSI);
      aaa.send(request);
      AsyncCallback callback = callbacks.poll(5, TimeUnit.SECONDS);
      assertThat(aaa.received).as("nothing before it completes").isEmpty();
      callback.done(false);
      DiameterMessage answer = answer(aaa);
      assertThat(result(answer)).isEqualTo(2001);
      assertThat(answer.sessionId()).isEqualTo("s1");
      assertThat(answer.number(AvpCode.ACCOUNTING_RECORD_TYPE)).isEqualTo(STOP);
      assertThat(answer.number(AvpCode.ACCOUNTING_RECORD_NUMBER)).isEqualTo(7);
      assertThat(answer.number(AvpCode.AUTH_SESSION_STATE)).isNull();
      assertThat(answer.applications()).containsExactly(DiameterHeader.PR);
      assertThat(answer.header().application()).isEqualTo(DiameterHeader.PR);
      assertThat(answer.header().hopByHop()).isEqualTo(request.header().hopByHop());
      assertThat(answer.header().endToEnd()).isEqualTo(request.header().endToEnd());
    }
  }

  @Test
  void faultsAreAnsweredWithTheirAvp() throws Exception {
    try (SimulatedHss aaa = aaa();
        TestGateway gateway = up(aaa, accepting)) {
      aaa.send(aaa.accounting(AAA, "s1", 9, IMSI));
      assertFault(answer(aaa), 5004, 480);
      assertThat(gateway.refusals.take().subscriber()).containsExactly(new Imsi("001010000000001"));
      aaa.send(aaa.accounting(AAA, "s1", START, SimulatedHss.subscription(1, "anna")));
      assertFault(answer(aaa), 5004, 443);
      aaa.send(aaa.accounting(AAA, "s1", START, IMSI, Avp.base(8, new byte[3])));
      assertFault(answer(aaa), 5004, 8);
      DiameterMessage whole = aaa.accounting(AAA, "s1", START, IMSI);
      aaa.send(
          new DiameterMessage(
              whole.header(), List.of(whole.avps().first(AvpCode.SESSION_ID), IMSI)));
      assertFault(answer(aaa), 5005, AvpCode.ORIGIN_REALM);
      assertThat(bodies).isEmpty();
    }
  }

  private static void assertFault(DiameterMessage answer, int result, int avp) {
    assertThat(result(answer)).isEqualTo(result);
    byte[] failed = java.nio.ByteBuffer.allocate(4).putInt(avp).array();
    assertThat(answer.encode()).containsSequence(failed);
    assertThat(answer.avps().first(AvpCode.FAILED_AVP)).isNotNull();
  }

  @Test
  void anEventRecordIsAnsweredAndTellsNothing() throws Exception {
    try (SimulatedHss aaa = aaa();
        TestGateway gateway = up(aaa, accepting)) {
      aaa.send(aaa.accounting(AAA, "s1", 1, IMSI));
      assertThat(result(answer(aaa))).isEqualTo(2001);
      assertThat(bodies).isEmpty();
    }
  }

  @Test
  void whatIsNotServedIsRefused() throws Exception {
    try (SimulatedHss aaa = aaa();
        TestGateway gateway = up(aaa, accepting)) {
      DiameterMessage request = aaa.accounting(AAA, "s1", START, IMSI);
      aaa.send(request.with(DiameterHeader.request(265, DiameterHeader.PR, 1, 1)));
      assertThat(result(aaa.next(265))).isEqualTo(3001);
      aaa.send(request.with(DiameterHeader.request(271, 3, 2, 2)));
      assertThat(result(answer(aaa))).isEqualTo(3007);
      assertThat(
              gateway.answer(
                  new ShRequest.UserDataPull(
                      new Msisdn("15551230001"),
                      org.pna.model.message.sh.DataReference.USER_STATE,
                      org.pna.model.Domain.CS)))
          .as("a server of Pr alone is asked nothing of Sh")
          .isInstanceOf(ShAnswer.Failed.class);
      assertThat(aaa.received).isEmpty();
    }
    try (SimulatedHss hss = new SimulatedHss();
        TestGateway gateway = new TestGateway(List.of(hss.peer()), accepting)) {
      gateway.until(Condition.UP);
      hss.send(hss.accounting(AAA, "s1", START, IMSI));
      assertThat(result(answer(hss))).as("a node without Pr").isEqualTo(3007);
    }
  }

  @Test
  void refusalsAreAnsweredByTheirReason() throws Exception {
    Map<RefusedException.Reason, Integer> results =
        Map.of(
            RefusedException.Reason.UNKNOWN_SUBSCRIBER, 2001,
            RefusedException.Reason.EVENT_NOT_SUPPORTED, 2001,
            RefusedException.Reason.SENDER_NOT_ALLOWED, 5003,
            RefusedException.Reason.OVERLOADED, 3004);
    try (SimulatedHss aaa = aaa();
        TestGateway gateway = up(aaa, holding)) {
      for (var one : results.entrySet()) {
        aaa.send(aaa.accounting(AAA, "s1", START, IMSI));
        exchanges.take().setException(new RefusedException(one.getKey(), "test"));
        callbacks.take().done(false);
        assertThat(result(answer(aaa))).as("%s", one.getKey()).isEqualTo((long) one.getValue());
      }
      assertThat(gateway.refusals.take().reason()).isEqualTo("overloaded");
      assertThat(gateway.refusals).isEmpty();
    }
  }

  @Test
  void interimUpdatesAreShedFirst() throws Exception {
    try (SimulatedHss aaa = aaa();
        TestGateway gateway = up(aaa, holding, new DiameterNode.Bounds(10, 10, 10_000, 100))) {
      for (int i = 0; i < 9; i++) {
        aaa.send(aaa.accounting(AAA, "s" + i, INTERIM, IMSI));
      }
      aaa.send(aaa.accounting(AAA, "s9", INTERIM, IMSI));
      assertThat(answer(aaa).sessionId()).isEqualTo("s9");
      assertThat(gateway.refusals.take().reason()).isEqualTo("no-room");
      aaa.send(aaa.accounting(AAA, "s10", STOP, IMSI));
      aaa.send(aaa.accounting(AAA, "s11", STOP, IMSI));
      DiameterMessage refused = answer(aaa);
      assertThat(refused.sessionId()).isEqualTo("s11");
      assertThat(result(refused)).isEqualTo(3004);
      for (int i = 0; i < 10; i++) {
        callbacks.take().done(false);
        assertThat(result(answer(aaa))).isEqualTo(2001);
      }
    }
  }

  @Test
  void aLateRecordIs3004AndTold() throws Exception {
    try (SimulatedHss aaa = aaa();
        TestGateway gateway = up(aaa, holding)) {
      aaa.send(aaa.accounting(AAA, "s1", START, IMSI));
      assertThat(result(answer(aaa))).isEqualTo(3004);
      Refusal refusal = gateway.refusals.take();
      assertThat(refusal.reason()).isEqualTo("late");
      assertThat(refusal.subscriber()).containsExactly(new Imsi("001010000000001"));
      assertThat(refusal.node().toString()).contains(AAA);
      callbacks.take().done(false);
    }
  }

  @Test
  void aRepeatHasTheFingerprintOfTheFirst() throws Exception {
    try (SimulatedHss aaa = aaa();
        TestGateway gateway = up(aaa, accepting)) {
      DiameterMessage request = aaa.accounting(AAA, "s1", START, IMSI);
      aaa.send(request);
      aaa.send(request.with(request.header().again(99)));
      aaa.send(aaa.accounting(AAA, "s1", START, IMSI));
      AccountingRequest first = (AccountingRequest) bodies.poll(5, TimeUnit.SECONDS);
      AccountingRequest again = (AccountingRequest) bodies.poll(5, TimeUnit.SECONDS);
      AccountingRequest other = (AccountingRequest) bodies.poll(5, TimeUnit.SECONDS);
      assertThat(again.fingerprint()).isEqualTo(first.fingerprint());
      assertThat(other.fingerprint()).isNotEqualTo(first.fingerprint());
      for (int i = 0; i < 3; i++) {
        assertThat(result(answer(aaa))).isEqualTo(2001);
      }
    }
  }

  @Test
  void aServerThatRestartsHasLostItsSessions() throws Exception {
    try (SimulatedHss aaa = aaa();
        TestGateway gateway = up(aaa, holding)) {
      aaa.stateId = 2;
      aaa.watchdog();
      NasEvent event = (NasEvent) exchanges.poll(5, TimeUnit.SECONDS).getIn().getBody();
      assertThat(event.operation()).isEqualTo("Origin-State-Id");
      assertThat(event.nas().identifier()).isEqualTo(AAA);
      AsyncCallback first = callbacks.take();
      aaa.send(aaa.accounting(AAA, "s1", START, IMSI, Avp.base(AvpCode.ORIGIN_STATE_ID, 2)));
      assertThat(exchanges.take().getIn().getBody()).isInstanceOf(AccountingRequest.class);
      callbacks.take().done(false);
      first.done(false);
      assertThat(result(answer(aaa))).isEqualTo(2001);
      assertThat(exchanges).isEmpty();
    }
  }

  @Test
  void aRestartThatIsNotKeptIsToldAgain() throws Exception {
    try (SimulatedHss aaa = aaa();
        TestGateway gateway = up(aaa, holding)) {
      aaa.stateId = 2;
      aaa.watchdog();
      Exchange first = exchanges.poll(5, TimeUnit.SECONDS);
      first.setException(new RefusedException(RefusedException.Reason.OVERLOADED, "test"));
      Object body = first.getIn().getBody();
      callbacks.take().done(false);
      assertThat(exchanges.poll(5, TimeUnit.SECONDS).getIn().getBody()).isEqualTo(body);
      callbacks.take().done(false);
    }
  }

  @Test
  void aServerBehindARelayRestarts() throws Exception {
    String behind = "aaa2.ims.example";
    try (SimulatedHss relay = aaa();
        TestGateway gateway = up(relay, accepting)) {
      for (int state : new int[] {5, 6, 5, 0, 6}) {
        relay.send(
            relay.accounting(
                behind, "s1", INTERIM, IMSI, Avp.base(AvpCode.ORIGIN_STATE_ID, state)));
        assertThat(result(answer(relay))).isEqualTo(2001);
      }
      assertThat(bodies.stream().map(Object::getClass).map(Class::getSimpleName))
          .containsExactly(
              "AccountingRequest",
              "NasEvent",
              "AccountingRequest",
              "AccountingRequest",
              "AccountingRequest",
              "AccountingRequest");
      NasEvent event =
          bodies.stream()
              .filter(NasEvent.class::isInstance)
              .map(NasEvent.class::cast)
              .findAny()
              .orElseThrow();
      AccountingRequest request = (AccountingRequest) bodies.peek();
      assertThat(event.covers(request.nas(), null)).isTrue();
    }
  }

  @Test
  void whatWasAcceptedIsAnsweredBeforeTheFarewell() throws Exception {
    try (SimulatedHss aaa = aaa()) {
      TestGateway gateway = up(aaa, holding);
      aaa.send(aaa.accounting(AAA, "s1", START, IMSI));
      AsyncCallback callback = callbacks.poll(5, TimeUnit.SECONDS);
      Thread closing = new Thread(gateway::close, "closing");
      closing.start();
      while (closing.getState() != Thread.State.TIMED_WAITING) {
        Thread.onSpinWait();
      }
      aaa.send(aaa.accounting(AAA, "s2", START, IMSI));
      DiameterMessage late = answer(aaa);
      assertThat(late.sessionId()).isEqualTo("s2");
      assertThat(result(late)).isEqualTo(3004);
      assertThat(aaa.received).isEmpty();
      callback.done(false);
      DiameterMessage accepted = aaa.received.poll(5, TimeUnit.SECONDS);
      assertThat(accepted.sessionId()).isEqualTo("s1");
      assertThat(result(accepted)).isEqualTo(2001);
      assertThat(aaa.next(DiameterHeader.DISCONNECT_PEER).number(AvpCode.DISCONNECT_CAUSE))
          .isZero();
      closing.join(10_000);
      assertThat(closing.isAlive()).isFalse();
    }
  }

  @Test
  void aPeerThatDoesNotReadHoldsNobodyUp() throws Exception {
    try (SimulatedHss aaa = aaa()) {
      TestGateway gateway = up(aaa, holding);
      Peer peer = gateway.nodes.stack("hss1").peer(AAA);
      aaa.send(aaa.accounting(AAA, "s1", START, IMSI));
      AsyncCallback callback = callbacks.poll(5, TimeUnit.SECONDS);
      aaa.deafen();
      byte[] octets = aaa.accounting(AAA, "s", 2, Avp.base(1, new byte[100_000])).encode();
      for (int i = 0; i < 200; i++) {
        peer.send(octets);
      }
      callback.done(false);
      long begin = System.nanoTime();
      gateway.close();
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(8));
      assertThat(peer.isConnected()).isFalse();
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
      while (threads() > 0 && System.nanoTime() < end) {
        Thread.onSpinWait();
      }
      assertThat(threads()).as("of its socket").isZero();
    }
  }

  private static long threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("diameter-" + AAA))
        .count();
  }
}
