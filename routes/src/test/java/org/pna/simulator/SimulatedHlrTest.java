package org.pna.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.camel.AsyncProducer;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pna.model.Cell;
import org.pna.model.Domain;
import org.pna.model.Imsi;
import org.pna.model.Msisdn;
import org.pna.model.message.map.Csi;
import org.pna.model.message.map.HlrAnswer;
import org.pna.model.message.map.HlrRequest;
import org.pna.model.message.map.InterrogationResult;
import org.pna.model.message.map.SubscriberDataModified;
import org.pna.model.message.map.SubscriberState;
import org.pna.model.message.map.SubscriptionResult;
import org.pna.transport.ss7.AllowList;
import org.pna.transport.ss7.LinkState;
import org.pna.transport.ss7.MapComponent;
import org.pna.transport.ss7.Ss7Link;
import org.pna.transport.ss7.Ss7Nodes;

/** The gateway's real producer asks a simulated HLR over M3UA; tshark reads along. */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SimulatedHlrTest {
  private static final String HLR = "46700000006";
  private static final int STP = 101;
  private static final int ROOM = 50;
  private static final Duration TIMEOUT = Duration.ofMillis(400);
  private static final Subscriber ALICE = Subscriber.numbered(1);
  private static final Imsi IMSI = new Imsi(ALICE.imsi());
  private static final Cell CELL = SimulatedNodeTest.HOME;
  private static final HlrRequest QUESTION = new HlrRequest.Interrogation(IMSI, HLR, Domain.CS);
  private static final SimulatedNode.Gateway GATEWAY =
      SimulatedNode.Gateway.byGlobalTitle(FreezableGateway.POINT_CODE, FreezableGateway.TITLE);

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final BlockingQueue<Object> heard = new LinkedBlockingQueue<>();
  private final CamelContext camel = new DefaultCamelContext();
  private Ss7Nodes nodes;
  private MapComponent map;
  private AsyncProducer producer;
  private M3uaTap tap;
  private M3uaLink link;
  private SimulatedHlr hlr;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    Ss7Link settings = FreezableGateway.link(folder, port, 1_000, Duration.ofSeconds(10));
    nodes = new Ss7Nodes(List.of(asking(settings)), meters, InstantSource.system(), refusal -> {});
    map = new MapComponent(nodes, meters, InstantSource.system(), refusal -> {});
    camel.addComponent("map", map);
    camel.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("map:msc1").routeId("link").process(e -> heard.add(e.getMessage().getBody()));
          }
        });
    camel.getShutdownStrategy().setTimeout(2);
    camel.start();
    producer = camel.getEndpoint("map:msc1").createAsyncProducer();
    tap = new M3uaTap(port);
    link = M3uaLink.open(new M3uaLink.Settings(false, "127.0.0.1", tap.port(), null, 2L, 2));
    hlr =
        new SimulatedHlr(
            link,
            new SimulatedHlr.Identity(HLR, STP),
            InstantSource.system(),
            Duration.ofSeconds(5));
    assertThat(link.awaitActive(Duration.ofSeconds(10))).isTrue();
    awaitState(true);
  }

  private static Ss7Link asking(Ss7Link link) {
    return new Ss7Link(
        link.name(),
        link.dataDirectory(),
        link.networkIndicator(),
        link.pointCode(),
        link.globalTitle(),
        link.subsystem(),
        link.associations(),
        link.maxDialogues(),
        link.dialogueIdle(),
        link.answerDeadline(),
        AllowList.ALL,
        null,
        new Ss7Link.Queries(TIMEOUT, ROOM));
  }

  /** Looks every 20 ms: the stack tells nobody of its states. */
  private void awaitState(boolean up) throws InterruptedException {
    while (!nodes.states().stream().map(LinkState::up).toList().equals(List.of(up))) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  @AfterAll
  void stop() throws Exception {
    hlr.close();
    link.close();
    tap.close();
    camel.close();
  }

  @BeforeEach
  void wellBehaved() {
    hlr.react(operation -> HlrReaction.ANSWER);
    hlr.delay(Duration.ZERO);
    hlr.subscribers()
        .put(
            HlrSubscriber.attached(ALICE)
                .at(CELL, "46701111111", "46702222222")
                .provisioned(FreezableGateway.TITLE, 100));
  }

  private CompletableFuture<HlrAnswer> ask(HlrRequest request) {
    Exchange exchange = new DefaultExchange(camel);
    exchange.getMessage().setBody(request);
    CompletableFuture<HlrAnswer> answer = new CompletableFuture<>();
    producer.process(
        exchange, doneSync -> answer.complete(exchange.getMessage().getBody(HlrAnswer.class)));
    return answer;
  }

  private HlrAnswer answer(HlrRequest request) throws Exception {
    return ask(request).get(10, TimeUnit.SECONDS);
  }

  private HlrAnswer.Failed failure(HlrReaction reaction) throws Exception {
    hlr.react(operation -> reaction);
    HlrAnswer answer = answer(QUESTION);
    assertThat(answer).isInstanceOf(HlrAnswer.Failed.class);
    return (HlrAnswer.Failed) answer;
  }

  private InterrogationResult interrogate(Domain domain) throws Exception {
    return ((HlrAnswer.Interrogated) answer(new HlrRequest.Interrogation(IMSI, HLR, domain)))
        .result();
  }

  @ParameterizedTest
  @EnumSource
  void everyStateIsTold(SubscriberState state) throws Exception {
    boolean isPs =
        state.name().startsWith("PS_") || state == SubscriberState.NOT_PROVIDED_FROM_SGSN_OR_MME;
    for (Domain domain : Domain.values()) {
      if ((domain == Domain.PS) == isPs || state.code().startsWith("n")) {
        hlr.subscribers().change(IMSI, subscriber -> subscriber.in(domain, state));
        InterrogationResult result = interrogate(domain);
        assertThat(domain == Domain.CS ? result.state() : result.psState()).isEqualTo(state);
        assertThat(domain == Domain.CS ? result.psState() : result.state()).isNull();
      }
    }
  }

  @Test
  void thePlaceAndTheNodeAreTold() throws Exception {
    InterrogationResult cs = interrogate(Domain.CS);
    assertThat(cs.vlrNumber()).isEqualTo("46701111111");
    assertThat(cs.location().cell()).isEqualTo(CELL);
    assertThat(cs.calling().globalTitle()).isEqualTo(HLR);
    InterrogationResult ps = interrogate(Domain.PS);
    assertThat(ps.sgsnNumber()).isEqualTo("46702222222");
    assertThat(ps.locationGprs().cell()).isEqualTo(CELL);
    assertThat(ps.vlrNumber()).isNull();
  }

  @Test
  void armingAndDisarmingIsAcknowledgedAndSeenByAsking() throws Exception {
    Msisdn msisdn = new Msisdn(ALICE.msisdn());
    for (boolean activate : new boolean[] {true, false}) {
      for (Csi.Kind kind : Csi.Kind.values()) {
        SubscriptionResult acknowledged =
            ((HlrAnswer.Subscribed)
                    answer(new HlrRequest.Modification(msisdn, HLR, kind, activate)))
                .result();
        Csi csi = acknowledged.csi(kind);
        assertThat(csi.active()).isEqualTo(activate);
        assertThat(csi.gsmScfAddress()).isEqualTo(FreezableGateway.TITLE);
        assertThat(csi.triggers())
            .isEqualTo(
                kind == Csi.Kind.M_CSI ? HlrSubscriber.CS_TRIGGERS : HlrSubscriber.PS_TRIGGERS);
        Csi.Kind other = kind == Csi.Kind.M_CSI ? Csi.Kind.MG_CSI : Csi.Kind.M_CSI;
        assertThat(acknowledged.csi(other)).isNull();
      }
      SubscriptionResult asked =
          ((HlrAnswer.Subscribed) answer(new HlrRequest.SubscriptionInterrogation(IMSI, HLR)))
              .result();
      assertThat(asked.modification()).isFalse();
      assertThat(asked.mobility().active()).isEqualTo(activate);
      assertThat(asked.mobilityGprs().active()).isEqualTo(activate);
    }
  }

  @Test
  void aLostAnswerIsAChangeAllTheSame() throws Exception {
    hlr.react(operation -> HlrReaction.of(HlrReaction.Kind.LOSE));
    HlrAnswer lost = answer(new HlrRequest.Modification(IMSI, HLR, Csi.Kind.M_CSI, true));
    assertThat(((HlrAnswer.Failed) lost).kind()).isEqualTo(HlrAnswer.Kind.TIMEOUT);
    assertThat(hlr.subscribers().get(IMSI).mobility().active()).isTrue();
    hlr.react(operation -> HlrReaction.error(34));
    answer(new HlrRequest.Modification(IMSI, HLR, Csi.Kind.M_CSI, false));
    assertThat(hlr.subscribers().get(IMSI).mobility().active()).isTrue();
  }

  @Test
  void somebodyElsesCsiIsSeenAndItsModificationCounted() throws Exception {
    hlr.subscribers().put(HlrSubscriber.attached(ALICE).provisioned("46701234567", 7));
    SubscriptionResult asked =
        ((HlrAnswer.Subscribed) answer(new HlrRequest.SubscriptionInterrogation(IMSI, HLR)))
            .result();
    assertThat(asked.mobility().gsmScfAddress()).isEqualTo("46701234567");
    long before = hlr.counts().foreignModifications();
    answer(new HlrRequest.Modification(IMSI, HLR, Csi.Kind.M_CSI, true));
    assertThat(hlr.counts().foreignModifications()).isEqualTo(before + 1);
  }

  @Test
  void aCsiOrASubscriberThatIsNotThereIsAnError() throws Exception {
    hlr.subscribers().put(HlrSubscriber.attached(ALICE));
    assertError(answer(new HlrRequest.SubscriptionInterrogation(IMSI, HLR)), 62);
    assertError(answer(new HlrRequest.Modification(IMSI, HLR, Csi.Kind.MG_CSI, true)), 62);
    Imsi stranger = new Imsi("240999999999999");
    assertError(answer(new HlrRequest.Interrogation(stranger, HLR, Domain.CS)), 1);
    assertError(answer(new HlrRequest.SubscriptionInterrogation(stranger, HLR)), 1);
    assertError(answer(new HlrRequest.Modification(stranger, HLR, Csi.Kind.M_CSI, true)), 1);
  }

  private static void assertError(HlrAnswer answer, int code) {
    assertThat(answer)
        .isInstanceOfSatisfying(
            HlrAnswer.Failed.class, failed -> assertThat(failed.error()).isEqualTo(code));
  }

  @ParameterizedTest
  @ValueSource(ints = {34, 49, 60, 61, 1, 35, 36, 62})
  void everyErrorIsTold(int code) throws Exception {
    HlrAnswer.Failed failed = failure(HlrReaction.error(code));
    assertThat(failed.kind()).isEqualTo(HlrAnswer.Kind.ERROR);
    assertThat(failed.error()).isEqualTo(code);
  }

  @Test
  void whatIsNoAnswerIsToldForWhatItIs() throws Exception {
    assertThat(failure(HlrReaction.of(HlrReaction.Kind.REJECT)).kind())
        .isEqualTo(HlrAnswer.Kind.PROTOCOL);
    assertThat(failure(HlrReaction.of(HlrReaction.Kind.USER_ABORT)).kind())
        .isEqualTo(HlrAnswer.Kind.ABORTED);
    assertThat(failure(new HlrReaction(HlrReaction.Kind.PROVIDER_ABORT, 4)).detail())
        .isEqualTo("provider abort 4");
    assertThat(failure(HlrReaction.of(HlrReaction.Kind.REFUSE_CONTEXT)).detail())
        .isEqualTo("application context refused");
    assertThat(failure(HlrReaction.of(HlrReaction.Kind.OTHER_CONTEXT)).kind())
        .isEqualTo(HlrAnswer.Kind.ABORTED);
    HlrAnswer.Failed returned = failure(new HlrReaction(HlrReaction.Kind.RETURN, 1));
    assertThat(returned.kind()).isEqualTo(HlrAnswer.Kind.UNREACHABLE);
    assertThat(returned.detail()).isEqualTo("returned, cause 1");
    assertThat(failure(HlrReaction.of(HlrReaction.Kind.IGNORE)).kind())
        .isEqualTo(HlrAnswer.Kind.TIMEOUT);
    assertThat(map.openQueries()).isZero();
  }

  @Test
  void anAnswerMayComeInAContinue() throws Exception {
    for (HlrReaction.Kind kind :
        List.of(HlrReaction.Kind.ANSWER_IN_CONTINUE, HlrReaction.Kind.CONTINUE_FIRST)) {
      hlr.react(operation -> HlrReaction.of(kind));
      assertThat(answer(QUESTION)).isInstanceOf(HlrAnswer.Interrogated.class);
    }
  }

  @Test
  void aLateAnswerChangesNothing() throws Exception {
    hlr.delay(TIMEOUT.plusMillis(200));
    assertThat(((HlrAnswer.Failed) answer(QUESTION)).kind()).isEqualTo(HlrAnswer.Kind.TIMEOUT);
    hlr.delay(Duration.ZERO);
    assertThat(answer(QUESTION)).isInstanceOf(HlrAnswer.Interrogated.class);
    while (count("pna.map.unsent", "reason", "late-answer") < 1) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  private double count(String meter, String tag, String value) {
    Counter counter = meters.find(meter).tag(tag, value).counter();
    return counter == null ? 0 : counter.count();
  }

  @Test
  void ofAChangeTheGatewayIsTold() throws Exception {
    heard.clear();
    hlr.subscribers().change(IMSI, subscriber -> subscriber.with(Csi.Kind.MG_CSI, null));
    Answer answer = hlr.tell(ALICE, GATEWAY).get(10, TimeUnit.SECONDS);
    assertThat(answer.outcome()).isEqualTo(Answer.Outcome.RESULT);
    SubscriberDataModified told = (SubscriberDataModified) heard.take();
    assertThat(told.imsi()).isEqualTo(IMSI);
    assertThat(told.mobility().gsmScfAddress()).isEqualTo(FreezableGateway.TITLE);
    assertThat(told.mobilityWithdrawn()).isFalse();
    assertThat(told.mobilityGprs()).isNull();
    assertThat(told.mobilityGprsWithdrawn()).isTrue();
  }

  @Test
  void beyondTheBoundNothingIsAskedAndWhatIsCountedIsWhatCame() throws Exception {
    long before = hlr.counts().of(71);
    hlr.react(operation -> HlrReaction.of(HlrReaction.Kind.IGNORE));
    List<CompletableFuture<HlrAnswer>> asked = new ArrayList<>();
    for (int i = 0; i < ROOM + 10; i++) {
      asked.add(ask(QUESTION));
    }
    List<HlrAnswer.Kind> kinds = new ArrayList<>();
    for (CompletableFuture<HlrAnswer> answer : asked) {
      kinds.add(((HlrAnswer.Failed) answer.get(10, TimeUnit.SECONDS)).kind());
    }
    assertThat(Collections.frequency(kinds, HlrAnswer.Kind.NO_ROOM)).isEqualTo(10);
    assertThat(Collections.frequency(kinds, HlrAnswer.Kind.TIMEOUT)).isEqualTo(ROOM);
    assertThat(hlr.counts().of(71)).isEqualTo(before + ROOM);
    assertThat(hlr.counts().busiestSecond(71)).isGreaterThanOrEqualTo(ROOM / 2);
    assertThat(hlr.counts().bySecond(71).values().stream().mapToLong(count -> count).sum())
        .isEqualTo(before + ROOM);
  }

  @Test
  void errorsAndLossesComeByChance() throws Exception {
    hlr.react(HlrReaction.chance(0.05, List.of(34, 36), 0.01, 17));
    int rounds = 4_000;
    CountDownLatch left = new CountDownLatch(rounds);
    List<HlrAnswer> answers = Collections.synchronizedList(new ArrayList<>());
    long begun = System.nanoTime();
    for (int i = 0; i < rounds; i++) {
      while (map.openQueries() >= ROOM) {
        TimeUnit.MILLISECONDS.sleep(1);
      }
      ask(QUESTION)
          .thenAccept(
              answer -> {
                answers.add(answer);
                left.countDown();
              });
    }
    assertThat(left.await(20, TimeUnit.SECONDS)).isTrue();
    System.out.printf(
        "%d questions to the HLR in %d ms%n", rounds, (System.nanoTime() - begun) / 1_000_000);
    assertThat(answers.stream().filter(HlrAnswer.Interrogated.class::isInstance).count())
        .isBetween(rounds * 90L / 100, rounds * 97L / 100);
    assertThat(answers)
        .filteredOn(answer -> answer instanceof HlrAnswer.Failed failed && failed.error() != null)
        .hasSizeBetween(rounds * 3 / 100, rounds * 7 / 100);
    assertThat(answers)
        .filteredOn(
            answer ->
                answer instanceof HlrAnswer.Failed failed
                    && failed.kind() == HlrAnswer.Kind.TIMEOUT)
        .hasSizeBetween(rounds / 400, rounds * 2 / 100);
  }

  @Test
  @Order(Integer.MAX_VALUE - 1)
  void tsharkReadsAllOfIt(@TempDir Path folder) throws Exception {
    hlr.react(operation -> HlrReaction.of(HlrReaction.Kind.GARBLE));
    Path capture = folder.resolve("hlr.pcap");
    tap.write(capture);
    assertThat(answer(QUESTION)).isInstanceOf(HlrAnswer.Failed.class); // not in the capture
    assertThat(Tshark.lines(capture, "-Y", "_ws.malformed")).isEmpty();
    assertThat(Tshark.lines(capture, "-Y", "_ws.expert.severity == error")).isEmpty();
    for (int operation : new int[] {71, 62, 65, 5}) {
      assertThat(Tshark.lines(capture, "-Y", "gsm_old.localValue == " + operation))
          .as("operation %d", operation)
          .isNotEmpty();
    }
  }

  @Test
  @Order(Integer.MAX_VALUE)
  void withoutAnAssociationTheAnswerComesAtOnce() throws Exception {
    link.close();
    awaitState(false);
    CompletableFuture<HlrAnswer> answer = ask(QUESTION);
    assertThat(answer).isCompleted();
    HlrAnswer.Failed failed = (HlrAnswer.Failed) answer.join();
    assertThat(failed.kind()).isEqualTo(HlrAnswer.Kind.UNREACHABLE);
    assertThat(count("pna.map.failed", "where", "query")).isZero();
  }
}
