package org.pna.transport.ss7;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pna.model.Domain;
import org.pna.model.Imsi;
import org.pna.model.Msisdn;
import org.pna.model.Place;
import org.pna.model.message.map.Csi;
import org.pna.model.message.map.HlrAnswer;
import org.pna.model.message.map.HlrAnswer.Kind;
import org.pna.model.message.map.HlrRequest;
import org.pna.model.message.map.InterrogationResult;
import org.pna.model.message.map.SubscriberState;
import org.pna.model.message.map.SubscriptionResult;
import org.pna.transport.ss7.codec.BerWriter;
import org.pna.transport.ss7.codec.Component;
import org.pna.transport.ss7.codec.DialoguePdu;
import org.pna.transport.ss7.codec.InterrogationCodec;
import org.pna.transport.ss7.codec.ModificationCodec;
import org.pna.transport.ss7.codec.Mutations;
import org.pna.transport.ss7.codec.RandomAnswers;
import org.pna.transport.ss7.codec.SubscriptionCodec;
import org.pna.transport.ss7.codec.Tcap;
import org.pna.transport.ss7.codec.TcapMessage;
import org.pna.transport.ss7.codec.TcapWriter;
import org.restcomm.protocols.ss7.mtp.Mtp3TransferPrimitive;

/** What is asked of an HLR on the wire, and every way in which the answer may come or not. */
class MapProducerTest {
  private static final String HLR = "491710000006";
  private static final byte[] HLR_ADDRESS = SccpMessages.address(6, HLR);
  private static final Imsi IMSI = new Imsi("262011234567890");
  private static final HlrRequest QUESTION = new HlrRequest.Interrogation(IMSI, HLR, Domain.CS);
  private static final byte[] IDLE = HexFormat.of().parseHex("30063004a1028000");
  private static final Duration TIMEOUT = Duration.ofSeconds(15);
  private static final int ROOM = 3;

  private final MemoryNetwork network = new MemoryNetwork();
  private final ManualClock clock = new ManualClock();
  private TestNode node;

  @BeforeEach
  void start(@TempDir Path directory) throws Exception {
    Ss7Link link = TestNode.link(directory, new Ss7Link.Queries(TIMEOUT, ROOM), TestNode.server(1));
    node = TestNode.start(link, (event, completion) -> completion.done(null), network, clock);
  }

  @AfterEach
  void stop() {
    node.close();
    assertThat(node.component.openQueries()).isZero();
    assertThat(clock.pending()).isZero();
  }

  /** Asks, and gives the Begin as it was sent. */
  private TcapMessage begin() throws Exception {
    List<Mtp3TransferPrimitive> sent = network.sent();
    assertThat(sent).hasSize(1);
    return Tcap.decode(SccpMessages.part(sent.get(0).getData(), 2));
  }

  private void answer(byte[] tcap) {
    network.inject(HostileMapTest.mtp3(SccpMessages.udt(SccpMessages.OURS, HLR_ADDRESS, tcap)));
  }

  private static byte[] result(long dtid, String context, int operation, byte[] parameter) {
    return TcapWriter.end(dtid, context, TcapWriter.result(1, operation, parameter));
  }

  private static byte[] idle(long dtid) {
    return result(dtid, InterrogationCodec.CONTEXT, InterrogationCodec.OPERATION, IDLE);
  }

  private void assertFailed(CompletableFuture<HlrAnswer> answer, Kind kind) {
    assertThat(answer).isCompleted();
    assertThat(answer.join())
        .isInstanceOfSatisfying(
            HlrAnswer.Failed.class,
            failed -> {
              assertThat(failed.kind()).as(failed.detail()).isEqualTo(kind);
              assertThat(failed.error() != null).isEqualTo(kind == Kind.ERROR);
              assertThat(failed.detail()).isNotEmpty().doesNotContain(IMSI.digits());
            });
    assertThat(node.component.openQueries()).isZero();
  }

  @Test
  void asksOnTheGlobalTitleToBeReturnedIfItDoesNotArrive() throws Exception {
    CompletableFuture<HlrAnswer> answer = node.ask(QUESTION);
    Mtp3TransferPrimitive sent = network.sent().get(0);
    assertThat(sent.getDpc()).isEqualTo(TestNode.PEER_POINT_CODE);
    byte[] udt = sent.getData();
    assertThat(udt[0]).isEqualTo((byte) 0x09);
    assertThat(udt[1] & 0x80).as("return option").isEqualTo(0x80);
    assertThat(SccpMessages.part(udt, 0)).isEqualTo(HLR_ADDRESS);
    assertThat(SccpMessages.part(udt, 1)).isEqualTo(SccpMessages.OURS);
    TcapMessage begin = Tcap.decode(SccpMessages.part(udt, 2));
    assertThat(begin.otid()).isGreaterThanOrEqualTo(0x8000_0000L);
    assertThat(begin.dialogue().applicationContext()).isEqualTo("0.4.0.0.1.0.29.3");
    Component invoke = begin.components().get(0);
    assertThat(invoke.code()).isEqualTo(71);
    assertThat(
            InterrogationCodec.request(
                begin.data(), invoke.parameterOffset(), invoke.parameterLength()))
        .isEqualTo(new InterrogationCodec.Request(IMSI, Domain.CS, true, true, "491710000147"));
    assertThat(answer).isNotDone();
    assertThat(node.component.openQueries()).isEqualTo(1);
    var askedAt = clock.instant();
    clock.advance(Duration.ofSeconds(2));
    answer(idle(begin.otid()));
    InterrogationResult result = ((HlrAnswer.Interrogated) answer.join()).result();
    assertThat(result.state()).isEqualTo(SubscriberState.ASSUMED_IDLE);
    assertThat(result.askedAt()).isEqualTo(askedAt);
    assertThat(result.asked()).isEqualTo(Domain.CS);
    assertThat(result.subscriber()).containsExactly(IMSI);
    assertThat(result.calling().globalTitle()).isEqualTo(HLR);
    assertThat(result.origin().time()).isEqualTo(askedAt.plusSeconds(2));
    assertThat(result.origin().place())
        .isEqualTo(new Place.Dialogue("test", Long.toString(begin.otid())));
    assertThat(network.sent()).isEmpty();
    assertThat(node.count("pna.map.sent", "result", "result")).isEqualTo(1);
  }

  @Test
  void armsAndAsksForSubscriptions() throws Exception {
    Msisdn msisdn = new Msisdn("491711234567");
    for (Csi.Kind kind : Csi.Kind.values()) {
      var modified = node.ask(new HlrRequest.Modification(msisdn, HLR, kind, true));
      TcapMessage begin = begin();
      Component invoke = begin.components().get(0);
      assertThat(begin.dialogue().applicationContext()).isEqualTo("0.4.0.0.1.0.43.3");
      assertThat(invoke.code()).isEqualTo(65);
      var request =
          ModificationCodec.request(
              begin.data(), invoke.parameterOffset(), invoke.parameterLength());
      assertThat(request.csi()).isEqualTo(kind);
      assertThat(request.activate()).isTrue();
      SubscriptionResult given = new RandomAnswers(new Random(1)).subscription(true);
      answer(
          result(
              begin.otid(), ModificationCodec.CONTEXT, 65, ModificationCodec.encodeResult(given)));
      SubscriptionResult result = ((HlrAnswer.Subscribed) modified.join()).result();
      assertThat(result.modification()).isTrue();
      assertThat(result.mobility()).isEqualTo(given.mobility());
      assertThat(result.mobilityGprs()).isEqualTo(given.mobilityGprs());
    }
    var asked = node.ask(new HlrRequest.SubscriptionInterrogation(msisdn, HLR));
    TcapMessage begin = begin();
    assertThat(begin.components().get(0).code()).isEqualTo(62);
    SubscriptionResult given = new RandomAnswers(new Random(2)).subscription(false);
    answer(
        result(begin.otid(), SubscriptionCodec.CONTEXT, 62, SubscriptionCodec.encodeResult(given)));
    assertThat(((HlrAnswer.Subscribed) asked.join()).result().modification()).isFalse();
  }

  @Test
  void anEmptyResultOfAModificationSaysNothingOfTheCsi() throws Exception {
    var asked = node.ask(new HlrRequest.Modification(IMSI, HLR, Csi.Kind.M_CSI, false));
    answer(TcapWriter.end(begin().otid(), ModificationCodec.CONTEXT, TcapWriter.result(1)));
    SubscriptionResult result = ((HlrAnswer.Subscribed) asked.join()).result();
    assertThat(result.mobility()).isNull();
    assertThat(result.mobilityGprs()).isNull();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 34, 35, 36, 49, 60, 61, 62, 10, 127, 255})
  void eachErrorIsToldByItsCode(int code) throws Exception {
    var asked = node.ask(QUESTION);
    answer(TcapWriter.end(begin().otid(), InterrogationCodec.CONTEXT, TcapWriter.error(1, code)));
    assertFailed(asked, Kind.ERROR);
    assertThat(((HlrAnswer.Failed) asked.join()).error()).isEqualTo(code);
    assertThat(node.count("pna.map.sent", "result", code < 100 ? "error-" + code : "error-other"))
        .isEqualTo(1);
  }

  @Test
  void whatIsNoAnswerToTheOperationIsAFaultOfTheProtocol() throws Exception {
    byte[] request = TcapWriter.invoke(1, 71, IDLE);
    for (byte[] component :
        List.of(
            TcapWriter.reject(1, 1, 1),
            TcapWriter.reject(Component.NONE, 0, 2),
            TcapWriter.result(1, 62, IDLE),
            TcapWriter.result(2, 71, IDLE),
            TcapWriter.result(1, 71, HexFormat.of().parseHex("30063004a102a300")),
            TcapWriter.result(1),
            request,
            BerWriter.element(
                0xa3, BerWriter.integer(2, 1), BerWriter.element(6, new byte[] {4, 0, 0, 1})))) {
      var asked = node.ask(QUESTION);
      answer(TcapWriter.end(begin().otid(), InterrogationCodec.CONTEXT, component));
      assertFailed(asked, Kind.PROTOCOL);
    }
    var asked = node.ask(QUESTION);
    answer(TcapWriter.end(begin().otid(), InterrogationCodec.CONTEXT));
    assertFailed(asked, Kind.PROTOCOL);
    asked = node.ask(QUESTION);
    byte[] end = idle(begin().otid());
    end[8] = 0x11; // the dialogue portion's EXTERNAL
    answer(end);
    assertFailed(asked, Kind.PROTOCOL);
    assertThat(network.sent()).isEmpty();
  }

  @Test
  void abortsAndRefusedContextsEndIt() throws Exception {
    var asked = node.ask(QUESTION);
    answer(TcapWriter.userAbort(begin().otid()));
    assertFailed(asked, Kind.ABORTED);
    asked = node.ask(QUESTION);
    answer(TcapWriter.providerAbort(begin().otid(), 4));
    assertFailed(asked, Kind.ABORTED);
    asked = node.ask(QUESTION);
    answer(TcapWriter.contextNotSupported(begin().otid(), InterrogationCodec.CONTEXT));
    assertFailed(asked, Kind.ABORTED);
    asked = node.ask(QUESTION);
    answer(result(begin().otid(), "0.4.0.0.1.0.29.2", 71, IDLE));
    assertFailed(asked, Kind.ABORTED);
    assertThat(network.sent()).isEmpty();
  }

  @Test
  void anAnswerWithoutAareIsTakenForWhatItsTransactionIdSays() throws Exception {
    var asked = node.ask(QUESTION);
    answer(TcapWriter.end(begin().otid(), null, TcapWriter.result(1, 71, IDLE)));
    assertThat(asked.join()).isInstanceOf(HlrAnswer.Interrogated.class);
  }

  @Test
  void theDialogueMayGoOnBeforeTheResult() throws Exception {
    var asked = node.ask(QUESTION);
    long id = begin().otid();
    answer(TcapWriter.continuing(0x77, id, InterrogationCodec.CONTEXT));
    assertThat(asked).isNotDone();
    answer(TcapWriter.end(id, null, TcapWriter.result(1, 71, IDLE)));
    assertThat(asked.join()).isInstanceOf(HlrAnswer.Interrogated.class);
    assertThat(network.sent()).isEmpty();
  }

  @Test
  void aResultInAContinueIsAnsweredByTheEnd() throws Exception {
    var asked = node.ask(QUESTION);
    byte[] result = TcapWriter.result(1, 71, IDLE);
    answer(TcapWriter.continuing(0x77, begin().otid(), InterrogationCodec.CONTEXT, result));
    assertThat(asked.join()).isInstanceOf(HlrAnswer.Interrogated.class);
    TcapMessage end = begin();
    assertThat(end.kind()).isEqualTo(TcapMessage.Kind.END);
    assertThat(end.dtid()).isEqualTo(0x77);
    assertThat(end.components()).isEmpty();
    asked = node.ask(QUESTION);
    answer(
        TcapWriter.continuing(
            0x78, begin().otid(), InterrogationCodec.CONTEXT, TcapWriter.reject(1, 1, 1)));
    assertFailed(asked, Kind.PROTOCOL);
    TcapMessage abort = begin();
    assertThat(abort.kind()).isEqualTo(TcapMessage.Kind.ABORT);
    assertThat(abort.dtid()).isEqualTo(0x78);
    assertThat(abort.dialogue().kind()).isEqualTo(DialoguePdu.Kind.ABRT);
  }

  @Test
  void aRejectOfNoInvokeInParticularEndsItAtOnce() throws Exception {
    var asked = node.ask(QUESTION);
    byte[] reject = TcapWriter.reject(Component.NONE, 0, 2);
    answer(TcapWriter.continuing(0x77, begin().otid(), InterrogationCodec.CONTEXT, reject));
    assertFailed(asked, Kind.PROTOCOL);
    assertThat(begin().kind()).isEqualTo(TcapMessage.Kind.ABORT);
  }

  @Test
  void whatIsNotAnsweredInTimeIsGivenUpAndItsAnswerIsLate() throws Exception {
    var asked = node.ask(QUESTION);
    long id = begin().otid();
    clock.advance(TIMEOUT.minusMillis(1));
    assertThat(asked).isNotDone();
    clock.advance(Duration.ofMillis(1));
    assertFailed(asked, Kind.TIMEOUT);
    assertThat(network.sent()).isEmpty();
    answer(idle(id));
    assertThat(network.sent()).isEmpty();
    answer(TcapWriter.continuing(0x77, id, InterrogationCodec.CONTEXT));
    TcapMessage abort = begin();
    assertThat(abort.kind()).isEqualTo(TcapMessage.Kind.ABORT);
    assertThat(abort.dtid()).isEqualTo(0x77);
    assertThat(abort.abortCause()).isEqualTo(1);
    assertThat(node.count("pna.map.unsent", "reason", "late-answer")).isEqualTo(2);
  }

  @Test
  void aDialogueThatGoesOnWithoutResultIsAbortedInTheEnd() throws Exception {
    var asked = node.ask(QUESTION);
    answer(TcapWriter.continuing(0x77, begin().otid(), InterrogationCodec.CONTEXT));
    clock.advance(TIMEOUT);
    assertFailed(asked, Kind.TIMEOUT);
    TcapMessage abort = begin();
    assertThat(abort.kind()).isEqualTo(TcapMessage.Kind.ABORT);
    assertThat(abort.dtid()).isEqualTo(0x77);
  }

  @Test
  void whatTheNetworkGivesBackFailsAtOnce() throws Exception {
    for (int type : new int[] {0x0a, 0x12}) {
      var asked = node.ask(QUESTION);
      byte[] begin = SccpMessages.part(network.sent().get(0).getData(), 2);
      byte[] back =
          type == 0x0a
              ? SccpMessages.udt(SccpMessages.OURS, HLR_ADDRESS, begin)
              : SccpMessages.xudt(SccpMessages.OURS, HLR_ADDRESS, begin);
      back[0] = (byte) type;
      back[1] = 1;
      network.inject(HostileMapTest.mtp3(back));
      assertFailed(asked, Kind.UNREACHABLE);
    }
  }

  @Test
  void aPointCodeThatIsOutOfReachIsNotUsed() throws Exception {
    network.pause(TestNode.PEER_POINT_CODE);
    assertFailed(node.ask(QUESTION), Kind.UNREACHABLE);
    assertThat(network.sent()).isEmpty();
    network.resume(TestNode.PEER_POINT_CODE);
    var asked = node.ask(QUESTION);
    answer(idle(begin().otid()));
    assertThat(asked.join()).isInstanceOf(HlrAnswer.Interrogated.class);
  }

  @Test
  void beyondTheBoundNothingIsSent() throws Exception {
    List<CompletableFuture<HlrAnswer>> asked = new ArrayList<>();
    for (int i = 0; i < ROOM; i++) {
      asked.add(node.ask(QUESTION));
    }
    List<Mtp3TransferPrimitive> sent = network.sent();
    var beyond = node.ask(QUESTION);
    assertThat(beyond).isCompleted();
    assertThat(((HlrAnswer.Failed) beyond.join()).kind()).isEqualTo(Kind.NO_ROOM);
    assertThat(network.sent()).isEmpty();
    answer(idle(Tcap.decode(SccpMessages.part(sent.get(1).getData(), 2)).otid()));
    assertThat(asked.get(1)).isCompleted();
    var next = node.ask(QUESTION);
    assertThat(next).isNotDone();
    node.stopRoute();
    asked.add(next);
    asked.remove(1);
    for (CompletableFuture<HlrAnswer> left : asked) {
      assertFailed(left, Kind.UNREACHABLE);
    }
    assertFailed(node.ask(QUESTION), Kind.UNREACHABLE);
    node.startRoute();
    var again = node.ask(QUESTION);
    network.sent();
    assertThat(again).isNotDone();
  }

  @Test
  void theBodyMustBeARequestAboutAName() throws Exception {
    assertThat(node.ask("a word")).isCompletedExceptionally();
    assertThat(node.ask(new HlrRequest.Interrogation(new org.pna.model.Nai("a@b"), HLR, Domain.CS)))
        .isCompletedExceptionally();
  }

  @Test
  void mutantsOfAnswersNeverLeaveARequestOpenBeyondItsDeadline() throws Exception {
    Random random = new Random(5);
    RandomAnswers answers = new RandomAnswers(random);
    int results = 0;
    int inTime = 0;
    int rounds = 3_000;
    for (int i = 0; i < rounds; i++) {
      var asked = node.ask(QUESTION);
      long id = begin().otid();
      byte[] result = InterrogationCodec.encodeResult(answers.interrogation());
      answer(Mutations.of(result(id, InterrogationCodec.CONTEXT, 71, result), random));
      inTime += asked.isDone() ? 1 : 0;
      clock.advance(TIMEOUT);
      assertThat(asked).isCompleted();
      results += asked.join() instanceof HlrAnswer.Interrogated ? 1 : 0;
      network.sent();
    }
    assertThat(inTime).isGreaterThan(rounds / 2);
    assertThat(results).isBetween(rounds / 20, rounds);
    assertThat(node.count("pna.map.failed", "where", "tcap")).isZero();
  }
}
