package org.pna.transport.diameter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.apache.camel.AsyncCallback;
import org.apache.camel.AsyncProcessor;
import org.apache.camel.Exchange;
import org.apache.camel.support.AsyncProcessorSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.pna.model.Domain;
import org.pna.model.Imsi;
import org.pna.model.MalformedMessageException;
import org.pna.model.Msisdn;
import org.pna.model.PublicIdentity;
import org.pna.model.Refusal;
import org.pna.model.RefusedException;
import org.pna.model.message.sh.CsUserState;
import org.pna.model.message.sh.DataReference;
import org.pna.model.message.sh.ImsUserState;
import org.pna.model.message.sh.PushNotification;
import org.pna.model.message.sh.ShAnswer;
import org.pna.model.message.sh.ShRequest;
import org.pna.transport.diameter.PeerState.Condition;
import org.pna.transport.diameter.codec.Avp;
import org.pna.transport.diameter.codec.AvpCode;
import org.pna.transport.diameter.codec.DiameterHeader;
import org.pna.transport.diameter.codec.DiameterMessage;

@Timeout(60)
class ShTransportTest {
  private static final PublicIdentity ANNA = new PublicIdentity("sip:anna@ims.example");
  private static final ShRequest CS_STATE =
      new ShRequest.UserDataPull(new Msisdn("15551230001"), DataReference.USER_STATE, Domain.CS);
  private static final String IDLE = "<Sh-Data><CSUserState>2</CSUserState></Sh-Data>";

  private static AsyncProcessor route(BiConsumer<Exchange, AsyncCallback> step) {
    return new AsyncProcessorSupport() {
      @Override
      public boolean process(Exchange exchange, AsyncCallback callback) {
        step.accept(exchange, callback);
        return false;
      }
    };
  }

  private static AsyncProcessor failing(Exception exception) {
    return route(
        (exchange, callback) -> {
          exchange.setException(exception);
          callback.done(false);
        });
  }

  private static AsyncProcessor done() {
    return route((exchange, callback) -> callback.done(false));
  }

  private static TestGateway up(SimulatedHss hss, AsyncProcessor route) throws Exception {
    TestGateway gateway = new TestGateway(List.of(hss.peer()), route);
    gateway.until(Condition.UP);
    return gateway;
  }

  private static ShAnswer.Failed failed(ShAnswer answer) {
    return (ShAnswer.Failed) answer;
  }

  private static long result(DiameterMessage answer) {
    Long result = answer.number(AvpCode.RESULT_CODE);
    return result == null ? -1 : result;
  }

  @Test
  void aPullIsAsked() throws Exception {
    try (SimulatedHss hss = new SimulatedHss();
        TestGateway gateway = up(hss, done())) {
      hss.answers = request -> hss.answer(request, 2001, SimulatedHss.userData(IDLE));
      Instant before = Instant.now();
      assertThat(gateway.answer(CS_STATE))
          .asInstanceOf(type(ShAnswer.Pulled.class))
          .satisfies(
              pulled -> {
                assertThat(pulled.answer().data().csUserState())
                    .isEqualTo(CsUserState.ASSUMED_IDLE);
                assertThat(pulled.answer().subscriber()).containsExactly(CS_STATE.subscriber());
                assertThat(pulled.answer().askedAt()).isBetween(before, Instant.now());
                assertThat(pulled.answer().domain()).isEqualTo(Domain.CS);
                assertThat(pulled.answer().server()).isEqualTo("hss.ims.example");
              });
      DiameterMessage request = hss.next(DiameterHeader.USER_DATA);
      assertThat(request.number(AvpCode.DATA_REFERENCE)).isEqualTo(15);
      assertThat(request.number(AvpCode.REQUESTED_DOMAIN)).isZero();
      assertThat(request.number(AvpCode.AUTH_SESSION_STATE)).isEqualTo(1);
      assertThat(request.header().application()).isEqualTo(DiameterHeader.SH);
    }
  }

  @Test
  void aSubscriptionIsMadeAndEnded() throws Exception {
    Instant expiry = Instant.parse("2026-11-21T09:00:00Z");
    try (SimulatedHss hss = new SimulatedHss();
        TestGateway gateway = up(hss, done())) {
      hss.answers =
          request -> {
            Avp time = request.avps().first(AvpCode.EXPIRY_TIME);
            return time == null
                ? hss.answer(request, 2001)
                : hss.answer(
                    request,
                    2001,
                    time,
                    SimulatedHss.userData(
                        "<Sh-Data><Sh-IMS-Data><IMSUserState>0</IMSUserState></Sh-IMS-Data></Sh-Data>"));
          };
      assertThat(gateway.answer(new ShRequest.Subscription(ANNA, null, expiry)))
          .asInstanceOf(type(ShAnswer.Subscribed.class))
          .satisfies(
              subscribed -> {
                assertThat(subscribed.expiry()).isEqualTo(expiry);
                assertThat(subscribed.present().data().imsUserState())
                    .isEqualTo(ImsUserState.NOT_REGISTERED);
              });
      assertThat(hss.next(DiameterHeader.SUBSCRIBE_NOTIFICATIONS).number(AvpCode.SUBS_REQ_TYPE))
          .isZero();
      assertThat(gateway.answer(new ShRequest.Cancellation(ANNA, null)))
          .isInstanceOf(ShAnswer.Cancelled.class);
      assertThat(hss.next(DiameterHeader.SUBSCRIBE_NOTIFICATIONS).number(AvpCode.SUBS_REQ_TYPE))
          .isEqualTo(1);
    }
  }

  @Test
  void resultsAreMapped() throws Exception {
    Map<Integer, ShAnswer.Kind> experimental =
        Map.ofEntries(
            Map.entry(5001, ShAnswer.Kind.UNKNOWN_USER),
            Map.entry(5002, ShAnswer.Kind.UNKNOWN_USER),
            Map.entry(4100, ShAnswer.Kind.NOT_AVAILABLE),
            Map.entry(4101, ShAnswer.Kind.NOT_AVAILABLE),
            Map.entry(5011, ShAnswer.Kind.UNSUPPORTED),
            Map.entry(5100, ShAnswer.Kind.UNSUPPORTED),
            Map.entry(5101, ShAnswer.Kind.NOT_ALLOWED),
            Map.entry(5102, ShAnswer.Kind.NOT_ALLOWED),
            Map.entry(5104, ShAnswer.Kind.NOT_ALLOWED),
            Map.entry(5106, ShAnswer.Kind.NO_SUBSCRIPTION),
            Map.entry(5107, ShAnswer.Kind.NO_SUBSCRIPTION),
            Map.entry(5999, ShAnswer.Kind.ERROR));
    Map<Integer, ShAnswer.Kind> base =
        Map.of(
            3002, ShAnswer.Kind.UNREACHABLE,
            3003, ShAnswer.Kind.UNREACHABLE,
            3004, ShAnswer.Kind.NOT_AVAILABLE,
            3007, ShAnswer.Kind.UNSUPPORTED,
            5003, ShAnswer.Kind.NOT_ALLOWED,
            5012, ShAnswer.Kind.ERROR);
    try (SimulatedHss hss = new SimulatedHss();
        TestGateway gateway = up(hss, done())) {
      for (var entry : experimental.entrySet()) {
        int code = entry.getKey();
        hss.answers = request -> hss.experimental(request, code);
        assertThat(failed(gateway.answer(CS_STATE)))
            .isEqualTo(new ShAnswer.Failed(entry.getValue(), code, true, "experimental " + code));
      }
      for (var entry : base.entrySet()) {
        int code = entry.getKey();
        hss.answers = request -> hss.answer(request, code);
        assertThat(failed(gateway.answer(CS_STATE)))
            .isEqualTo(new ShAnswer.Failed(entry.getValue(), code, false, "result " + code));
      }
    }
  }

  @Test
  void aLostAnswerIsATimeoutAndALateOneIsPassedOver() throws Exception {
    try (SimulatedHss hss = new SimulatedHss();
        TestGateway gateway = up(hss, done())) {
      assertThat(failed(gateway.answer(CS_STATE)).kind()).isEqualTo(ShAnswer.Kind.TIMEOUT);
      hss.send(hss.answer(hss.next(DiameterHeader.USER_DATA), 2001, SimulatedHss.userData(IDLE)));
      hss.answers = request -> hss.answer(request, 2001, SimulatedHss.userData(IDLE));
      assertThat(gateway.answer(CS_STATE)).isInstanceOf(ShAnswer.Pulled.class);
      assertThat(gateway.count("pna.diameter.guard", "action", "answer-unasked")).isEqualTo(1);
    }
  }

  @Test
  void withoutAPeerItEndsAtOnce() throws Exception {
    SimulatedHss gone = new SimulatedHss();
    gone.close();
    try (TestGateway gateway = new TestGateway(List.of(gone.peer()), done())) {
      assertThat(gateway.ask(CS_STATE).getNow(null))
          .isEqualTo(new ShAnswer.Failed(ShAnswer.Kind.UNREACHABLE, "no peer of the realm is up"));
      assertThat(gateway.ask(new ShRequest.Cancellation(ANNA, "other.example")).getNow(null))
          .isInstanceOf(ShAnswer.Failed.class);
      assertThat(
              gateway
                  .ask(new ShRequest.Cancellation(new Imsi("240991234567890"), null))
                  .getNow(null))
          .extracting(answer -> failed(answer).kind())
          .isEqualTo(ShAnswer.Kind.UNSUPPORTED);
    }
  }

  @Test
  void noMoreThanTheBoundWait() throws Exception {
    try (SimulatedHss hss = new SimulatedHss();
        TestGateway gateway =
            new TestGateway(
                TestGateway.node(
                    List.of(hss.peer()),
                    TestGateway.TIMERS,
                    new DiameterNode.Bounds(2, 10, 10_000, 100)),
                done())) {
      gateway.until(Condition.UP);
      List<CompletableFuture<ShAnswer>> waiting =
          List.of(gateway.ask(CS_STATE), gateway.ask(CS_STATE));
      assertThat(failed(gateway.ask(CS_STATE).getNow(null)).kind())
          .isEqualTo(ShAnswer.Kind.NO_ROOM);
      for (CompletableFuture<ShAnswer> one : waiting) {
        assertThat(failed(one.get(5, TimeUnit.SECONDS)).kind()).isEqualTo(ShAnswer.Kind.TIMEOUT);
      }
      hss.answers = request -> hss.answer(request, 2001, SimulatedHss.userData(IDLE));
      assertThat(gateway.answer(CS_STATE)).isInstanceOf(ShAnswer.Pulled.class);
    }
  }

  @Test
  void whatWaitsForALostPeerGoesToTheNext() throws Exception {
    try (SimulatedHss first = new SimulatedHss("hss1.ims.example", 0);
        SimulatedHss second = new SimulatedHss("hss2.ims.example", 0);
        TestGateway gateway = new TestGateway(List.of(first.peer(), second.peer()), done())) {
      gateway.until(Condition.UP);
      gateway.until(Condition.UP);
      second.answers = request -> second.answer(request, 2001, SimulatedHss.userData(IDLE));
      CompletableFuture<ShAnswer> answer = gateway.ask(CS_STATE);
      DiameterMessage lost = first.next(DiameterHeader.USER_DATA);
      first.drop();
      assertThat(((ShAnswer.Pulled) answer.get(5, TimeUnit.SECONDS)).answer().server())
          .isEqualTo("hss2.ims.example");
      DiameterMessage again = second.next(DiameterHeader.USER_DATA);
      assertThat(again.header().flags()).as("T bit").isEqualTo(0xd0);
      assertThat(again.header().endToEnd()).isEqualTo(lost.header().endToEnd());
      assertThat(again.sessionId()).isEqualTo(lost.sessionId());
    }
  }

  @Test
  void whatABusyPeerRefusesGoesToTheNext() throws Exception {
    try (SimulatedHss first = new SimulatedHss("hss1.ims.example", 0);
        SimulatedHss second = new SimulatedHss("hss2.ims.example", 0);
        TestGateway gateway = new TestGateway(List.of(first.peer(), second.peer()), done())) {
      gateway.until(Condition.UP);
      gateway.until(Condition.UP);
      first.answers = request -> first.answer(request, 3004);
      second.answers = request -> second.answer(request, 2001, SimulatedHss.userData(IDLE));
      assertThat(gateway.answer(CS_STATE)).isInstanceOf(ShAnswer.Pulled.class);
      second.answers = request -> second.answer(request, 3004);
      assertThat(failed(gateway.answer(CS_STATE)).code()).isEqualTo(3004);
    }
  }

  @Test
  void withOnePeerLostItEndsAtOnce() throws Exception {
    try (SimulatedHss hss = new SimulatedHss();
        TestGateway gateway = up(hss, done())) {
      CompletableFuture<ShAnswer> answer = gateway.ask(CS_STATE);
      hss.next(DiameterHeader.USER_DATA);
      hss.drop();
      assertThat(failed(answer.get(1, TimeUnit.SECONDS)).kind())
          .isEqualTo(ShAnswer.Kind.UNREACHABLE);
    }
  }

  @Test
  void aNotificationIsAnsweredWhenTheExchangeCompletes() throws Exception {
    BlockingQueue<Exchange> exchanges = new LinkedBlockingQueue<>();
    BlockingQueue<AsyncCallback> callbacks = new LinkedBlockingQueue<>();
    try (SimulatedHss hss = new SimulatedHss();
        TestGateway gateway =
            up(
                hss,
                route(
                    (exchange, callback) -> {
                      exchanges.add(exchange);
                      callbacks.add(callback);
                    }))) {
      DiameterMessage request = hss.notification(ANNA.uri(), 1);
      hss.send(request);
      PushNotification event =
          exchanges.poll(5, TimeUnit.SECONDS).getIn().getBody(PushNotification.class);
      assertThat(event.data().imsUserState()).isEqualTo(ImsUserState.REGISTERED);
      assertThat(event.subscriber()).containsExactly(ANNA);
      assertThat(event.origin().answerBy())
          .isEqualTo(event.origin().time().plus(TestGateway.TIMERS.answerDeadline()));
      assertThat(hss.received).as("nothing before it completes").isEmpty();
      callbacks.take().done(false);
      DiameterMessage answer = hss.next(DiameterHeader.PUSH_NOTIFICATION);
      assertThat(result(answer)).isEqualTo(2001);
      assertThat(answer.header().hopByHop()).isEqualTo(request.header().hopByHop());
      assertThat(answer.header().endToEnd()).isEqualTo(request.header().endToEnd());
      assertThat(answer.sessionId()).isEqualTo(request.sessionId());
      assertThat(answer.originHost()).isEqualTo("pna.ims.example");
      assertThat(answer.number(AvpCode.AUTH_SESSION_STATE)).isEqualTo(1);
      assertThat(gateway.refusals).isEmpty();
    }
  }

  @Test
  void aLateNotificationIs3004AndTold() throws Exception {
    BlockingQueue<AsyncCallback> callbacks = new LinkedBlockingQueue<>();
    try (SimulatedHss hss = new SimulatedHss();
        TestGateway gateway = up(hss, route((exchange, callback) -> callbacks.add(callback)))) {
      hss.send(hss.notification(ANNA.uri(), 1));
      DiameterMessage answer = hss.next(DiameterHeader.PUSH_NOTIFICATION);
      assertThat(result(answer)).isEqualTo(3004);
      assertThat(answer.header().flags() & 0x20).as("E bit").isEqualTo(0x20);
      Refusal refusal = gateway.refusals.poll(5, TimeUnit.SECONDS);
      assertThat(refusal.reason()).isEqualTo("late");
      assertThat(refusal.subscriber()).containsExactly(ANNA);
      callbacks.take().done(false);
      hss.watchdog();
      assertThat(hss.next(DiameterHeader.DEVICE_WATCHDOG)).isNotNull();
      assertThat(gateway.count("pna.diameter.unsent", "reason", "deadline-passed")).isEqualTo(1);
    }
  }

  @Test
  void refusalsAreAnsweredByTheirReason() throws Exception {
    try (SimulatedHss hss = new SimulatedHss()) {
      assertThat(
              refused(
                  hss, failing(new RefusedException(RefusedException.Reason.OVERLOADED, "full"))))
          .containsExactly(3004L, "overloaded");
    }
    try (SimulatedHss hss = new SimulatedHss()) {
      assertThat(refused(hss, failing(new IllegalStateException("fault"))))
          .containsExactly(3004L, "failed");
    }
    try (SimulatedHss hss = new SimulatedHss()) {
      assertThat(
              refused(
                  hss,
                  failing(
                      new RefusedException(
                          RefusedException.Reason.UNKNOWN_SUBSCRIBER, "stranger"))))
          .as("experimental, so no Result-Code")
          .containsExactly(-1L, "none");
    }
    try (SimulatedHss hss = new SimulatedHss()) {
      assertThat(
              refused(
                  hss,
                  failing(
                      new MalformedMessageException(
                          MalformedMessageException.Kind.UNEXPECTED_VALUE, "Sh-Data", "odd"))))
          .containsExactly(5004L, "none");
    }
  }

  private static List<Object> refused(SimulatedHss hss, AsyncProcessor route) throws Exception {
    try (TestGateway gateway = up(hss, route)) {
      hss.send(hss.notification(ANNA.uri(), 1));
      long result = result(hss.next(DiameterHeader.PUSH_NOTIFICATION));
      Refusal refusal = gateway.refusals.poll();
      return List.of(result, refusal == null ? "none" : refusal.reason());
    }
  }

  @Test
  void malformedNotificationsAreAnsweredByTheirFault() throws Exception {
    try (SimulatedHss hss = new SimulatedHss();
        TestGateway gateway = up(hss, done())) {
      hss.send(
          hss.request(
              DiameterHeader.PUSH_NOTIFICATION,
              Avp.of3gpp(AvpCode.USER_IDENTITY, Avp.of3gpp(601, ANNA.uri()))));
      DiameterMessage missing = hss.next(DiameterHeader.PUSH_NOTIFICATION);
      assertThat(result(missing)).isEqualTo(5005);
      assertThat(missing.avps().first(AvpCode.FAILED_AVP)).isNotNull();
      assertThat(gateway.refusals.take().subscriber()).containsExactly(ANNA);

      hss.send(hss.notification(ANNA.uri(), 9));
      assertThat(result(hss.next(DiameterHeader.PUSH_NOTIFICATION))).isEqualTo(5004);
      assertThat(gateway.refusals.take().reason()).isEqualTo("malformed");

      byte[] cut = hss.notification(ANNA.uri(), 1).encode();
      int last = new String(cut, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf("<Sh-") - 12;
      cut[last + 5] = 0x7f;
      hss.send(cut);
      assertThat(result(hss.next(DiameterHeader.PUSH_NOTIFICATION))).isEqualTo(5014);
      assertThat(gateway.refusals.take().subscriber()).containsExactly(ANNA);
    }
  }

  @Test
  void whatIsNotOursIsRefused() throws Exception {
    try (SimulatedHss hss = new SimulatedHss();
        TestGateway gateway = up(hss, done())) {
      hss.send(hss.request(307));
      assertThat(result(hss.next(307))).isEqualTo(3001);
      DiameterMessage other = hss.request(316);
      hss.send(other.with(new DiameterHeader(0xc0, 316, 16777251, 5, 6)));
      assertThat(result(hss.next(316))).isEqualTo(3007);
      assertThat(gateway.refusals).isEmpty();
    }
  }

  @Test
  void aBurstStaysInOrderAndIsAnsweredInFull() throws Exception {
    int count = 3_000;
    List<String> order = new ArrayList<>();
    try (SimulatedHss hss = new SimulatedHss();
        TestGateway gateway =
            up(
                hss,
                route(
                    (exchange, callback) -> {
                      PushNotification event = exchange.getIn().getBody(PushNotification.class);
                      order.add(((PublicIdentity) event.subscriber().get(0)).uri());
                      callback.done(false);
                    }))) {
      List<String> sent = new ArrayList<>();
      long begin = System.nanoTime();
      for (int i = 0; i < count; i++) {
        sent.add("sip:u" + i + "@ims.example");
        hss.send(hss.notification(sent.get(i), i % 3));
      }
      Set<Integer> answered = new HashSet<>();
      for (int i = 0; i < count; i++) {
        DiameterMessage answer = hss.next(DiameterHeader.PUSH_NOTIFICATION);
        assertThat(result(answer)).isEqualTo(2001);
        answered.add(answer.header().hopByHop());
      }
      System.out.println(
          "PNR burst: "
              + count * 1000L / Duration.ofNanos(System.nanoTime() - begin).toMillis()
              + "/s");
      assertThat(answered).hasSize(count);
      assertThat(order).isEqualTo(sent);
      assertThat(gateway.count("pna.diameter.received", "result", "2001")).isEqualTo(count);
    }
  }

  @Test
  void beyondTheBoundNotificationsAre3004() throws Exception {
    BlockingQueue<AsyncCallback> callbacks = new LinkedBlockingQueue<>();
    try (SimulatedHss hss = new SimulatedHss();
        TestGateway gateway =
            new TestGateway(
                TestGateway.node(
                    List.of(hss.peer()),
                    TestGateway.TIMERS,
                    new DiameterNode.Bounds(2, 2, 10_000, 100)),
                route((exchange, callback) -> callbacks.add(callback)))) {
      gateway.until(Condition.UP);
      for (int i = 0; i < 3; i++) {
        hss.send(hss.notification("sip:u" + i + "@ims.example", 1));
      }
      assertThat(result(hss.next(DiameterHeader.PUSH_NOTIFICATION))).isEqualTo(3004);
      Refusal refusal = gateway.refusals.take();
      assertThat(refusal.reason()).isEqualTo("no-room");
      assertThat(refusal.subscriber()).containsExactly(new PublicIdentity("sip:u2@ims.example"));
      callbacks.take().done(false);
      callbacks.take().done(false);
      assertThat(result(hss.next(DiameterHeader.PUSH_NOTIFICATION))).isEqualTo(2001);
      assertThat(result(hss.next(DiameterHeader.PUSH_NOTIFICATION))).isEqualTo(2001);
    }
  }
}
