package org.pna.transport.ss7;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pna.model.Domain;
import org.pna.model.Imsi;
import org.pna.model.MalformedMessageException;
import org.pna.model.Msisdn;
import org.pna.model.Refusal;
import org.pna.model.RefusedException;
import org.pna.model.ReportingNode;
import org.pna.model.message.map.NoteMmEvent;
import org.pna.transport.ss7.codec.BerWriter;
import org.pna.transport.ss7.codec.Component;
import org.pna.transport.ss7.codec.Tcap;
import org.pna.transport.ss7.codec.TcapMessage;
import org.pna.transport.ss7.codec.TcapWriter;

/** Who is told of what was refused, and what the network hears (rule T1), on a clock of ours. */
class RefusalsTest {
  private static final Duration DEADLINE = Duration.ofSeconds(10);
  private static final int BOUND = 100;
  private static final Imsi SIM = new Imsi("262011234567890");
  private static final Msisdn NUMBER = new Msisdn("491711234567");
  private static final ReportingNode VLR = new ReportingNode("49171000001", "49171000001");
  private static final ReportingNode CALLING = new ReportingNode(null, "49171000001");

  @TempDir Path directory;
  private final ManualClock clock = new ManualClock();
  private final MemoryNetwork network = new MemoryNetwork();
  private final List<NoteMmEvent> events = new ArrayList<>();
  private final List<TestNode.Completion> held = new ArrayList<>();
  private TestNode.Route route = (event, completion) -> held.add(completion);
  private TestNode node;

  @BeforeEach
  void start() throws Exception {
    Ss7Link wide = TestNode.link(directory, DEADLINE, TestNode.server(1));
    Ss7Link link =
        new Ss7Link(
            "test",
            directory,
            2,
            wide.pointCode(),
            wide.globalTitle(),
            147,
            wide.associations(),
            BOUND,
            Duration.ofSeconds(60),
            DEADLINE);
    node =
        TestNode.start(
            link,
            (event, completion) -> {
              events.add(event);
              route.process(event, completion);
            },
            network,
            clock);
  }

  @AfterEach
  void stop() {
    thaw();
    node.close();
  }

  private void thaw() {
    held.forEach(completion -> completion.done(null));
    held.clear();
  }

  @Test
  void frozenForAMinuteEveryDialogueIsAbortedAtItsDeadline() throws Exception {
    for (int i = 0; i < 50; i++) {
      hear(NoteMmBegins.begin(i, i % 2 == 0 ? 0x02 : 0x83));
    }
    Instant received = clock.instant();
    assertThat(events).hasSize(50);
    assertThat(events).allMatch(e -> received.plus(DEADLINE).equals(e.origin().answerBy()));
    clock.advance(DEADLINE.minusMillis(1));
    assertThat(answers()).isEmpty();
    clock.advance(Duration.ofMillis(1));
    assertThat(answers()).hasSize(50).allMatch(RefusalsTest::isResourceAbort);
    assertThat(node.refusals).hasSize(50).allMatch(refusal -> refusal.reason().equals("late"));
    assertThat(node.refusals)
        .filteredOn(refusal -> refusal.domain() == Domain.PS)
        .hasSize(25)
        .allMatch(refusal -> refusal.subscriber().equals(List.of(SIM, NUMBER)));
    clock.advance(Duration.ofSeconds(50));
    thaw();
    assertThat(answers()).isEmpty();
    assertThat(node.refusals).hasSize(50);
    assertThat(clock.pending()).isZero();
    assertThat(node.component.openDialogues()).isZero();
    // Thawed: it serves again.
    route = (event, completion) -> completion.done(null);
    hear(NoteMmBegins.begin(99, 2));
    assertThat(answers()).singleElement().matches(RefusalsTest::isResult);
    assertThat(clock.pending()).isZero();
    assertThat(node.refusals).hasSize(50);
  }

  @Test
  void neverAPositiveAnswerPastTheDeadlineAlsoWhenItsThreadSleeps() throws Exception {
    hear(NoteMmBegins.begin(1, 2));
    hear(NoteMmBegins.begin(2, 2));
    clock.advanceAlone(DEADLINE.minusMillis(1));
    held.remove(0).done(null);
    assertThat(answers()).singleElement().matches(RefusalsTest::isResult);
    clock.advanceAlone(Duration.ofMillis(1));
    held.remove(0).done(null);
    assertThat(answers()).singleElement().matches(RefusalsTest::isResourceAbort);
    assertThat(reasons()).containsExactly("late");
  }

  @ParameterizedTest
  @EnumSource
  void onlyOverloadIsOurOwnDoing(RefusedException.Reason reason) throws Exception {
    route = (event, completion) -> completion.done(new RefusedException(reason, "test"));
    hear(NoteMmBegins.begin(1, 3));
    TcapMessage answer = answers().get(0);
    if (reason == RefusedException.Reason.OVERLOADED) {
      assertThat(answer).matches(RefusalsTest::isResourceAbort);
      assertRefusal("overloaded", VLR, Domain.CS, 1);
    } else {
      assertThat(answer.kind()).isEqualTo(TcapMessage.Kind.END);
      assertThat(node.refusals).isEmpty();
    }
  }

  @Test
  void aFaultInTheRouteIsToldAndAFaultThatItFindsIsNot() throws Exception {
    route = (event, completion) -> completion.done(new IllegalStateException("disk"));
    hear(NoteMmBegins.begin(1, 3));
    route =
        (event, completion) -> {
          throw new IllegalArgumentException("a fault in a route");
        };
    hear(NoteMmBegins.begin(2, 3));
    assertThat(answers()).hasSize(2).allMatch(RefusalsTest::isResourceAbort);
    assertThat(reasons()).containsExactly("failed", "failed");
    route =
        (event, completion) ->
            completion.done(
                new MalformedMessageException(
                    MalformedMessageException.Kind.UNEXPECTED_VALUE, "test", "test"));
    hear(NoteMmBegins.begin(3, 3));
    assertThat(answers()).singleElement().matches(end -> error(end) == 36);
    assertThat(reasons()).hasSize(2);
  }

  @Test
  void anArgumentThatCannotBeDecodedIsToldIfItsImsiCanBeRead() throws Exception {
    byte[] key = BerWriter.integer(2, 10);
    byte[] code = BerWriter.element(0x80, new byte[] {(byte) 0x84});
    byte[] imsi = BerWriter.element(0x81, SccpMessages.hex("26021132547698f0".substring(0, 16)));
    hear(begin(1, BerWriter.element(0x30, key, code, imsi)));
    assertThat(answers()).singleElement().matches(end -> error(end) == 35);
    Refusal refusal = node.refusals.remove();
    assertThat(refusal.reason()).isEqualTo("malformed");
    assertThat(refusal.subscriber()).singleElement().isInstanceOf(Imsi.class);
    assertThat(refusal.domain()).isEqualTo(Domain.PS);
    assertThat(refusal.node()).isEqualTo(CALLING);
    assertThat(refusal.origin().time()).isEqualTo(clock.instant());
    hear(begin(2, BerWriter.element(0x30, key, code)));
    hear(begin(3, new byte[] {4, 1, 2}));
    assertThat(answers()).hasSize(2);
    assertThat(node.refusals).isEmpty();
    assertThat(events).isEmpty();
  }

  @Test
  void beyondItsDialoguesTheSubscriberIsReadFromTheMessage() throws Exception {
    fill();
    hear(NoteMmBegins.begin(0xabc, 0x03));
    assertThat(answers()).singleElement().matches(abort -> abort.abortCause() == 4);
    Refusal refusal = node.refusals.element();
    assertRefusal("dialogues", VLR, Domain.CS, 1);
    assertThat(refusal.origin().place().toString()).contains("test", "otid-abc");
    assertThat(refusal.origin().answerBy()).isNull();
    byte[] two =
        TcapWriter.begin(
            5,
            NoteMmBegins.CONTEXT,
            TcapWriter.invoke(1, 89, NoteMmBegins.argument(0x02)),
            TcapWriter.invoke(2, 89, NoteMmBegins.argument(0x86)),
            TcapWriter.invoke(3, 5, NoteMmBegins.argument(0x02)),
            TcapWriter.invoke(4, 89, NoteMmBegins.argument(0x55)));
    hear(two);
    assertThat(node.refusals)
        .extracting(Refusal::domain)
        .containsExactly(Domain.CS, Domain.CS, Domain.PS);
    assertThat(events).hasSize(BOUND);
  }

  @Test
  void beyondItsDialoguesOnlyTheNodeIsKnownOfWhatCannotBeRead() throws Exception {
    fill();
    hear(begin(1, new byte[] {4, 1, 2}));
    hear(TcapWriter.begin(2, NoteMmBegins.CONTEXT));
    assertThat(node.refusals).hasSize(2).allMatch(refusal -> refusal.subscriber().isEmpty());
    assertThat(node.refusals).allMatch(refusal -> refusal.node().equals(CALLING));
    assertThat(node.refusals).allMatch(refusal -> refusal.domain() == null);
    byte[] invoke = TcapWriter.invoke(1, 89, NoteMmBegins.argument(2));
    hear(TcapWriter.begin(3, "0.4.0.0.1.0.1.3", invoke));
    hear(TcapWriter.begin(4, null, invoke));
    hear(TcapWriter.begin(5, NoteMmBegins.CONTEXT, TcapWriter.invoke(1, 5, new byte[0])));
    assertThat(node.refusals).as("what we would not have served anyhow").hasSize(2);
    assertThat(answers()).hasSize(5).allMatch(abort -> abort.abortCause() == 4);
  }

  @Test
  void withoutRoomInTheRouteItIsTold() throws Exception {
    fill();
    clock.advance(DEADLINE);
    assertThat(answers()).hasSize(BOUND);
    node.refusals.clear();
    hear(NoteMmBegins.begin(1, 2));
    assertThat(answers()).singleElement().matches(RefusalsTest::isResourceAbort);
    assertRefusal("no-room", VLR, Domain.CS, 1);
    thaw();
    hear(NoteMmBegins.begin(2, 2));
    assertThat(events).hasSize(BOUND + 1);
    assertThat(node.refusals).hasSize(1);
  }

  @Test
  void whileItStopsItIsTold() throws Exception {
    node.suspendRoute();
    hear(NoteMmBegins.begin(1, 2));
    assertThat(answers()).singleElement().matches(RefusalsTest::isResourceAbort);
    assertRefusal("stopping", VLR, Domain.CS, 1);
  }

  @Test
  void whatWasAcceptedIsNotRefusedThoughItsDialogueIsGone() throws Exception {
    byte[] dialogueOnly = TcapWriter.begin(0x79, NoteMmBegins.CONTEXT);
    for (int i = 0; i < 2; i++) {
      hear(dialogueOnly);
      long id = answers().get(0).otid();
      byte[] invoke = TcapWriter.invoke(1, 89, NoteMmBegins.argument(2));
      hear(TcapWriter.continuing(0x79, id, null, invoke));
      hear(TcapWriter.userAbort(id));
      assertThat(node.component.openDialogues()).isZero();
    }
    held.remove(0).done(null);
    assertThat(node.refusals).isEmpty();
    assertThat(node.count("pna.map.unsent", "reason", "dialogue-ended")).isEqualTo(1);
    held.remove(0).done(new RefusedException(RefusedException.Reason.OVERLOADED, "test"));
    assertThat(reasons()).containsExactly("overloaded");
    assertThat(answers()).isEmpty();
  }

  @Test
  void aListenerThatThrowsHarmsNobody() throws Exception {
    node.listener =
        refusal -> {
          throw new IllegalStateException("a fault in a listener");
        };
    route = (event, completion) -> completion.done(new IllegalStateException("disk"));
    hear(NoteMmBegins.begin(1, 3));
    hear(NoteMmBegins.begin(2, 3));
    assertThat(answers()).hasSize(2).allMatch(RefusalsTest::isResourceAbort);
    assertThat(node.count("pna.map.failed", "where", "refusals")).isEqualTo(2);
  }

  private void fill() {
    for (int i = 0; i < BOUND; i++) {
      hear(NoteMmBegins.begin(1_000 + i, 2));
    }
    assertThat(node.component.openDialogues()).isEqualTo(BOUND);
    assertThat(node.refusals).isEmpty();
  }

  private void assertRefusal(String reason, ReportingNode from, Domain domain, int count) {
    assertThat(node.refusals).hasSize(count);
    Refusal refusal = node.refusals.element();
    assertThat(refusal.reason()).isEqualTo(reason);
    assertThat(refusal.subscriber()).containsExactly(SIM, NUMBER);
    assertThat(refusal.node()).isEqualTo(from);
    assertThat(refusal.domain()).isEqualTo(domain);
    assertThat(refusal.origin().time()).isEqualTo(clock.instant());
  }

  private List<String> reasons() {
    return node.refusals.stream().map(Refusal::reason).toList();
  }

  private void hear(byte[] tcap) {
    network.inject(
        HostileMapTest.mtp3(SccpMessages.udt(SccpMessages.OURS, SccpMessages.VLR, tcap)));
  }

  private static byte[] begin(long otid, byte[] argument) {
    return TcapWriter.begin(otid, NoteMmBegins.CONTEXT, TcapWriter.invoke(1, 89, argument));
  }

  private List<TcapMessage> answers() throws Exception {
    List<TcapMessage> answers = new ArrayList<>();
    for (var message : network.sent()) {
      answers.add(Tcap.decode(SccpMessages.part(message.getData(), 2)));
    }
    return answers;
  }

  private static boolean isResult(TcapMessage message) {
    return message.kind() == TcapMessage.Kind.END
        && message.components().get(0).kind() == Component.Kind.RETURN_RESULT_LAST;
  }

  private static int error(TcapMessage end) {
    Component component = end.components().get(0);
    return component.kind() == Component.Kind.RETURN_ERROR ? component.code() : -1;
  }

  /** MAP-UserAbortInfo with resourceUnavailable, shortTermResourceLimitation. */
  private static boolean isResourceAbort(TcapMessage message) {
    return message.kind() == TcapMessage.Kind.ABORT
        && message.dialogue() != null
        && HexFormat.of().formatHex(message.data()).contains("a403820100");
  }
}
