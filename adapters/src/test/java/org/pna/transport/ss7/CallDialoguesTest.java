package org.pna.transport.ss7;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pna.model.RefusedException;
import org.pna.model.message.cap.CallEvent;
import org.pna.transport.ss7.codec.BerWriter;
import org.pna.transport.ss7.codec.Component;
import org.pna.transport.ss7.codec.TcapMessage;
import org.pna.transport.ss7.codec.TcapWriter;

/** The dialogue of a call, message by message, on a clock of the test's. */
class CallDialoguesTest {
  private final CapMemory peer = new CapMemory();
  private final ManualClock clock = new ManualClock();
  private CapTestNode node;

  @BeforeEach
  void start(@TempDir Path directory) throws Exception {
    node = CapTestNode.start(CapTestNode.link(directory, TestNode.server(1)), peer.network, clock);
  }

  @AfterEach
  void stop() {
    node.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {CapBegins.V2, CapBegins.V3, CapBegins.V4})
  void anInitialDpIsAnsweredWithWhatToReportAndContinue(String context) throws Exception {
    List<byte[]> answers = peer.send(CapBegins.begin(0x1401, context, CapBegins.initialDp(2)));
    assertThat(answers).hasSize(1);
    assertThat(answers.get(0)[1]).as("class 1 with return on error").isEqualTo((byte) 0x81);
    assertThat(SccpMessages.part(answers.get(0), 0)).isEqualTo(CapBegins.MSC);
    assertThat(SccpMessages.part(answers.get(0), 1)).isEqualTo(CapBegins.OURS);
    TcapMessage answer = CapMemory.tcap(answers.get(0));
    assertThat(answer.kind()).isEqualTo(TcapMessage.Kind.CONTINUE);
    assertThat(answer.dtid()).isEqualTo(0x1401);
    assertThat(answer.dialogue().applicationContext()).isEqualTo(context);
    assertThat(answer.dialogue().result()).isZero();
    assertThat(answer.components()).extracting(Component::code).containsExactly(23, 31);
    CallEvent event = node.next(CallEvent.class);
    assertThat(event.operation()).isEqualTo(CallEvent.Operation.INITIAL_DP);
    assertThat(event.setup().imsi().digits()).isEqualTo("001010000000001");
    assertThat(node.component.tracked()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "2, 9, 1",
    "2, 9, 2",
    "2, 4, 2",
    "2, 5, 2",
    "2, 6, 2",
    "2, 10, 1",
    "12, 17, 1",
    "12, 17, 2",
    "12, 13, 2",
    "12, 14, 2",
    "12, 18, 1"
  })
  void eachEventThatEndsACallEndsItsDialogueByOurEnd(int trigger, int event, int leg)
      throws Exception {
    long ours = open(7, trigger);
    TcapMessage end =
        peer.ask(TcapWriter.continuing(7, ours, null, CapBegins.report(2, event, leg)));
    assertThat(end.kind()).isEqualTo(TcapMessage.Kind.END);
    assertThat(end.dtid()).isEqualTo(7);
    assertThat(end.components()).isEmpty();
    CallEvent told = node.next(CallEvent.class);
    assertThat(told.event()).isEqualTo(event);
    assertThat(told.leg()).isEqualTo(leg);
    assertThat(told.setup().call()).contains("0a0b0c01");
    assertEmpty();
  }

  @Test
  void anAnswerIsToldAndTheDialogueStays() throws Exception {
    long ours = open(7, 2);
    assertThat(peer.send(TcapWriter.continuing(7, ours, null, CapBegins.report(2, 7, 2))))
        .isEmpty();
    assertThat(node.next(CallEvent.class).event()).isEqualTo(7);
    assertThat(node.component.tracked()).isEqualTo(1);
    assertThat(peer.send(TcapWriter.end(ours, null, CapBegins.report(3, 9, 2)))).isEmpty();
    assertThat(node.next(CallEvent.class).event()).isEqualTo(9);
    assertEmpty();
  }

  @Test
  void anEntityReleasedEndsTheCall() throws Exception {
    long ours = open(7, 2);
    byte[] released = TcapWriter.invoke(2, 96, SccpMessages.hex("a105a003810102"));
    TcapMessage end = peer.ask(TcapWriter.continuing(7, ours, null, released));
    assertThat(end.kind()).isEqualTo(TcapMessage.Kind.END);
    assertThat(node.next(CallEvent.class).operation())
        .isEqualTo(CallEvent.Operation.ENTITY_RELEASED);
    assertEmpty();
  }

  @Test
  void abortsAndAnEndWithoutAnEndingEventAreLoss() throws Exception {
    peer.send(TcapWriter.userAbort(open(7, 2)));
    assertLost();
    peer.send(TcapWriter.providerAbort(open(8, 2), 1));
    assertLost();
    peer.send(TcapWriter.end(open(9, 2), null));
    assertLost();
    peer.send(TcapWriter.end(open(10, 2), null, CapBegins.report(2, 7, 2)));
    assertThat(node.next(CallEvent.class).event()).isEqualTo(7);
    assertLost();
  }

  @Test
  void aReturnedAnswerIsLoss() throws Exception {
    byte[] answer = peer.send(CapBegins.begin(7, CapBegins.V2, CapBegins.initialDp(2))).get(0);
    node.next(CallEvent.class);
    byte[] returned =
        SccpMessages.udt(1, CapBegins.OURS, CapBegins.MSC, SccpMessages.part(answer, 2));
    returned[0] = 0x0a;
    peer.sendSccp(returned);
    assertLost();
  }

  @Test
  void aRefusedInstructionIsLossAndTheCallIsToldToGoOnOnceMore() throws Exception {
    for (byte[] refusal :
        List.of(TcapWriter.error(1, 7), TcapWriter.reject(1, 1, 2), TcapWriter.reject(2, 1, 1))) {
      long ours = open(7, 2);
      TcapMessage end = peer.ask(TcapWriter.continuing(7, ours, null, refusal));
      assertThat(end.kind()).isEqualTo(TcapMessage.Kind.END);
      assertThat(end.components()).extracting(Component::code).containsExactly(31);
      assertLost();
    }
  }

  @Test
  void anActivityTestGetsAnEmptyResult() throws Exception {
    long ours = open(7, 2);
    TcapMessage answer =
        peer.ask(TcapWriter.continuing(7, ours, null, TcapWriter.invoke(5, 55, new byte[0])));
    assertThat(answer.kind()).isEqualTo(TcapMessage.Kind.CONTINUE);
    assertThat(answer.components())
        .singleElement()
        .matches(c -> c.kind() == Component.Kind.RETURN_RESULT_LAST && c.invokeId() == 5);
    assertThat(node.component.tracked()).isEqualTo(1);
  }

  @Test
  void aSilentDialogueIsAskedAndLivesOnWithItsAnswer() throws Exception {
    long ours = open(7, 2);
    clock.advance(Duration.ofMinutes(9));
    assertThat(peer.sent()).isEmpty();
    clock.advance(Duration.ofSeconds(61));
    TcapMessage test = CapMemory.tcap(peer.sent().get(0));
    assertThat(test.kind()).isEqualTo(TcapMessage.Kind.CONTINUE);
    assertThat(test.components()).singleElement().matches(c -> c.code() == 55);
    peer.send(TcapWriter.continuing(7, ours, null, TcapWriter.result(3)));
    advance(Duration.ofMinutes(9));
    assertThat(peer.sent()).isEmpty();
    assertThat(node.component.tracked()).isEqualTo(1);
    advance(Duration.ofMinutes(2));
    assertThat(node.next(CallEvent.class).operation()).isEqualTo(CallEvent.Operation.LOST);
    List<byte[]> sent = peer.sent();
    assertThat(sent).hasSize(2);
    assertThat(CapMemory.tcap(sent.get(1)).kind()).isEqualTo(TcapMessage.Kind.END);
    assertEmpty();
  }

  @Test
  void aCallOlderThanCanBeBelievedIsGivenUp() throws Exception {
    long ours = open(7, 2);
    for (int i = 0; i < 12 * 12 + 1; i++) {
      advance(Duration.ofMinutes(5));
      peer.send(TcapWriter.continuing(7, ours, null, TcapWriter.invoke(5, 55, new byte[0])));
    }
    assertLost();
  }

  @Test
  void aStrangerIsLetGoOfAndHisCallGoesOn() throws Exception {
    node.route =
        (event, completion) ->
            completion.done(
                new RefusedException(RefusedException.Reason.UNKNOWN_SUBSCRIBER, "test"));
    List<byte[]> answers = peer.send(CapBegins.begin(7, CapBegins.V4, CapBegins.initialDp(2)));
    assertThat(answers).hasSize(2);
    assertThat(CapMemory.tcap(answers.get(0)).components())
        .extracting(Component::code)
        .containsExactly(23, 31);
    assertThat(CapMemory.tcap(answers.get(1)).kind()).isEqualTo(TcapMessage.Kind.END);
    assertThat(node.refusals).isEmpty();
    node.events.clear();
    assertEmpty();
  }

  @Test
  void aFailedExchangeMakesItsSubscriberSuspect() throws Exception {
    node.route = (event, completion) -> completion.done(new IllegalStateException("disk full"));
    open(7, 2);
    assertThat(node.refusals).singleElement().matches(r -> r.subscriber().size() > 0);
    assertThat(node.component.tracked()).isEqualTo(1);
  }

  @Test
  void aMessageOfAnUnknownDialogueIsEndedWithoutHarm() throws Exception {
    TcapMessage end =
        peer.ask(TcapWriter.continuing(7, 0x12345678, null, CapBegins.report(2, 9, 1)));
    assertThat(end.kind()).isEqualTo(TcapMessage.Kind.END);
    assertThat(end.components()).isEmpty();
    assertThat(peer.send(TcapWriter.end(0x12345678, null))).isEmpty();
    assertThat(peer.send(TcapWriter.userAbort(0x12345678))).isEmpty();
  }

  @Test
  void anotherContextIsRefusedUnlessItBeginsACall() throws Exception {
    String context = "0.4.0.0.1.23.3.61";
    TcapMessage abort =
        peer.ask(TcapWriter.begin(7, context, TcapWriter.invoke(1, 16, new byte[0])));
    assertThat(abort.kind()).isEqualTo(TcapMessage.Kind.ABORT);
    assertThat(abort.dialogue().result()).isEqualTo(1);
    assertThat(abort.dialogue().diagnosedByUser()).isTrue();
    assertThat(abort.dialogue().applicationContext()).isEqualTo(context);
  }

  @Test
  void transactionIdsComeBackInTheOctetsThatTheyCameIn() throws Exception {
    for (int octets = 1; octets <= 4; octets++) {
      byte[] otid = BerWriter.element(0x48, new byte[octets]);
      byte[] whole = CapBegins.begin(0, CapBegins.V4, CapBegins.initialDp(2));
      byte[] rest = Arrays.copyOfRange(whole, 3 + 6, whole.length);
      byte[] dtid = BerWriter.element(0x49, new byte[octets]);
      TcapMessage answer = peer.ask(BerWriter.element(0x62, otid, rest));
      assertThat(HexFormat.of().formatHex(answer.data())).contains(HexFormat.of().formatHex(dtid));
      byte[] ours = BerWriter.integer(0x49, answer.otid());
      byte[] report = BerWriter.element(0x6c, CapBegins.report(2, 9, 1));
      TcapMessage end = peer.ask(BerWriter.element(0x65, otid, ours, report));
      assertThat(end.kind()).isEqualTo(TcapMessage.Kind.END);
      assertThat(end.data()).containsExactly(BerWriter.element(0x64, dtid));
    }
    assertThat(node.component.tracked()).isZero();
  }

  @Test
  void anEndedCallIsKeptForARestartUntilItsEndIsSafe() throws Exception {
    List<TestNode.Completion> held = new ArrayList<>();
    long ours = open(7, 2);
    node.route = (event, completion) -> held.add(completion);
    peer.ask(TcapWriter.continuing(7, ours, null, CapBegins.report(2, 9, 1)));
    assertThat(node.component.tracked()).isZero();
    assertThat(node.table.states).hasSize(1);
    held.get(0).done(null);
    node.next(CallEvent.class);
    assertEmpty();
  }

  @Test
  void aCallWhoseEndWasRefusedIsAskedAboutInItsTime() throws Exception {
    long ours = open(7, 2);
    node.route =
        (event, completion) ->
            completion.done(new RefusedException(RefusedException.Reason.OVERLOADED, "full"));
    peer.ask(TcapWriter.continuing(7, ours, null, CapBegins.report(2, 9, 1)));
    node.next(CallEvent.class);
    assertThat(node.component.tracked()).isOne();
    node.route = (event, completion) -> completion.done(null);
    advance(Duration.ofMinutes(10).plusSeconds(1));
    assertThat(CapMemory.tcap(peer.sent().get(0)).components())
        .singleElement()
        .matches(test -> test.code() == 55);
    peer.send(TcapWriter.providerAbort(ours, 1));
    assertLost();
  }

  /** Opens a call and gives our transaction id. */
  private long open(long otid, int trigger) throws Exception {
    TcapMessage answer =
        peer.ask(CapBegins.begin(otid, CapBegins.V4, CapBegins.initialDp(trigger)));
    assertThat(answer.kind()).isEqualTo(TcapMessage.Kind.CONTINUE);
    assertThat(node.next(CallEvent.class).operation()).isEqualTo(CallEvent.Operation.INITIAL_DP);
    return answer.otid();
  }

  /** Second by second, as the wall clock does. */
  private void advance(Duration by) {
    for (long i = 0; i < by.toSeconds(); i++) {
      clock.advance(Duration.ofSeconds(1));
    }
  }

  private void assertLost() throws Exception {
    assertThat(node.next(CallEvent.class).operation()).isEqualTo(CallEvent.Operation.LOST);
    peer.sent();
    assertEmpty();
  }

  private void assertEmpty() {
    assertThat(node.component.tracked()).isZero();
    assertThat(node.table.states).isEmpty();
    assertThat(node.events).isEmpty();
  }
}
