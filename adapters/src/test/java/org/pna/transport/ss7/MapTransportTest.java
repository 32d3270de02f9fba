package org.pna.transport.ss7;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pna.model.MalformedMessageException;
import org.pna.model.Place;
import org.pna.model.RefusedException;
import org.pna.model.message.map.MmCode;
import org.pna.model.message.map.NoteMmEvent;
import org.pna.transport.ss7.codec.BerWriter;
import org.pna.transport.ss7.codec.Component;
import org.pna.transport.ss7.codec.DialoguePdu;
import org.pna.transport.ss7.codec.Tcap;
import org.pna.transport.ss7.codec.TcapMessage;
import org.pna.transport.ss7.codec.TcapWriter;

/** One node, one peer that speaks M3UA, SCCP and TCAP by hand: every answer the node can give. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MapTransportTest {
  private static final Duration DEADLINE = Duration.ofMillis(400);

  private final LinkedBlockingQueue<NoteMmEvent> events = new LinkedBlockingQueue<>();
  private volatile TestNode.Route route;
  private TestNode node;
  private M3uaPeer peer;

  @BeforeAll
  void start(@TempDir Path directory) throws Exception {
    int port = TestNode.freePort();
    node =
        TestNode.start(
            TestNode.link(directory, DEADLINE, TestNode.server(port)),
            (event, completion) -> {
              events.add(event);
              route.process(event, completion);
            });
    peer = M3uaPeer.connect(port, TestNode.PEER_POINT_CODE, TestNode.OUR_POINT_CODE);
    assertThat(node.awaitUp()).isTrue();
  }

  @AfterAll
  void stop() throws Exception {
    peer.close();
    node.close();
  }

  @BeforeEach
  void acceptAll() {
    events.clear();
    route = (event, completion) -> completion.done(null);
  }

  @AfterEach
  void nothingIsLeft() throws Exception {
    assertThat(node.awaitNoDialogue()).isTrue();
    assertThat(peer.receive(0)).isNull();
  }

  @ParameterizedTest
  @EnumSource
  void acceptsEachCode(MmCode code) throws Exception {
    TcapMessage end = end(NoteMmBegins.begin(0xfeed0000L + code.value(), code.value()));
    assertThat(end.dtid()).isEqualTo(0xfeed0000L + code.value());
    assertThat(end.components())
        .singleElement()
        .matches(c -> c.kind() == Component.Kind.RETURN_RESULT_LAST && c.invokeId() == 1);
    NoteMmEvent event = events.take();
    assertThat(event.mmCode()).isEqualTo(code);
    assertThat(event.calling().globalTitle()).isEqualTo("49171000001");
    assertThat(event.calling().subsystem()).isEqualTo(7);
    assertThat(event.calling().pointCode()).isEqualTo(TestNode.PEER_POINT_CODE);
    assertThat(event.origin().place()).isInstanceOf(Place.Dialogue.class);
  }

  @Test
  void anUnknownCodeReachesTheRouteWhichRefusesItWithError59() throws Exception {
    route = (event, completion) -> completion.done(refusal("EVENT_NOT_SUPPORTED"));
    assertError(NoteMmBegins.begin(7, 0x55), 59);
    assertThat(events.take().eventMet()).isEqualTo(0x55);
  }

  @Test
  void aStrangerAndASenderThatIsNotAllowedGetError1() throws Exception {
    route = (event, completion) -> completion.done(refusal("UNKNOWN_SUBSCRIBER"));
    assertError(NoteMmBegins.begin(7, 2), 1);
    route = (event, completion) -> completion.done(refusal("SENDER_NOT_ALLOWED"));
    assertError(NoteMmBegins.begin(8, 2), 1);
  }

  @Test
  void overloadAndAnyOtherExceptionAbort() throws Exception {
    route = (event, completion) -> completion.done(refusal("OVERLOADED"));
    assertResourceAbort(NoteMmBegins.begin(7, 2));
    route = (event, completion) -> completion.done(new IllegalStateException("disk full"));
    assertResourceAbort(NoteMmBegins.begin(8, 2));
    route =
        (event, completion) -> {
          throw new IllegalArgumentException("a fault in a route");
        };
    assertResourceAbort(NoteMmBegins.begin(9, 2));
  }

  @Test
  void faultsThatTheRouteFindsAreAnsweredByTheirKind() throws Exception {
    route =
        (event, completion) -> completion.done(fault(MalformedMessageException.Kind.DATA_MISSING));
    assertError(NoteMmBegins.begin(7, 2), 35);
    route =
        (event, completion) ->
            completion.done(fault(MalformedMessageException.Kind.UNEXPECTED_VALUE));
    assertError(NoteMmBegins.begin(8, 2), 36);
  }

  @Test
  void faultsOfTheArgumentNeverReachTheRoute() throws Exception {
    double before = node.count("pna.map.malformed", "kind", "DATA_MISSING");
    assertError(begin(BerWriter.element(0x30, BerWriter.integer(2, 10))), 35);
    byte[] noImsi =
        BerWriter.element(
            0x30,
            BerWriter.integer(2, 10),
            BerWriter.element(0x80, new byte[] {2}),
            BerWriter.element(0x82, SccpMessages.hex("919471113254f6")));
    assertError(begin(noImsi), 35);
    assertThat(node.count("pna.map.malformed", "kind", "DATA_MISSING")).isEqualTo(before + 2);
    byte[] badImsi =
        BerWriter.element(
            0x30,
            BerWriter.integer(2, 10),
            BerWriter.element(0x80, new byte[] {2}),
            BerWriter.element(0x81, SccpMessages.hex("62021032547698fa")),
            BerWriter.element(0x82, SccpMessages.hex("919471113254f6")));
    assertError(begin(badImsi), 36);
    assertReject(begin(BerWriter.element(0x04, new byte[] {1, 2, 3})), 2);
    assertReject(
        TcapWriter.begin(7, NoteMmBegins.CONTEXT, TcapWriter.invoke(1, 89, new byte[0])), 2);
    assertThat(events).isEmpty();
  }

  @Test
  void anotherVersionIsRefusedWithTheOneWeHave() throws Exception {
    for (String context : List.of("0.4.0.0.1.0.42.2", "0.4.0.0.1.0.42.4", "0.4.0.0.1.0.42.1")) {
      TcapMessage abort = abort(begin(context));
      assertThat(abort.dialogue())
          .isEqualTo(
              new DialoguePdu(DialoguePdu.Kind.AARE, NoteMmBegins.CONTEXT, 1, 2, true, true, null));
    }
  }

  @Test
  void anotherContextIsRefusedUnderItsOwnName() throws Exception {
    for (String context : List.of("0.4.0.0.1.0.1.3", "0.4.0.0.1.0.29.3", "1.3.6.1", "2.999")) {
      TcapMessage abort = abort(begin(context));
      assertThat(abort.dialogue())
          .isEqualTo(new DialoguePdu(DialoguePdu.Kind.AARE, context, 1, 2, true, true, null));
    }
  }

  @Test
  void aBeginWithoutDialoguePortionIsAborted() throws Exception {
    byte[] invoke = TcapWriter.invoke(1, 89, NoteMmBegins.argument(2));
    TcapMessage abort = abort(TcapWriter.begin(7, null, invoke));
    assertThat(abort.dialogue()).isNull();
    assertThat(abort.abortCause()).isEqualTo(-1);
  }

  @Test
  void anUnknownOperationIsRejected() throws Exception {
    byte[] invoke = TcapWriter.invoke(1, 2, NoteMmBegins.argument(2));
    assertReject(TcapWriter.begin(7, NoteMmBegins.CONTEXT, invoke), 1);
    byte[] global =
        BerWriter.element(
            0xa1,
            BerWriter.integer(2, 1),
            BerWriter.element(0x06, new byte[] {4, 0, 0, 1}),
            NoteMmBegins.argument(2));
    assertReject(TcapWriter.begin(8, NoteMmBegins.CONTEXT, global), 1);
  }

  @Test
  void severalInvokesOfOneBeginAreAnsweredInOneEnd() throws Exception {
    route =
        (event, completion) ->
            completion.done(event.eventMet() == 0x55 ? refusal("EVENT_NOT_SUPPORTED") : null);
    byte[] first = TcapWriter.invoke(1, 89, NoteMmBegins.argument(2));
    byte[] second = TcapWriter.invoke(2, 89, NoteMmBegins.argument(0x55));
    byte[] third = TcapWriter.invoke(3, 5, NoteMmBegins.argument(2));
    TcapMessage end = end(TcapWriter.begin(7, NoteMmBegins.CONTEXT, first, second, third));
    assertThat(end.components())
        .extracting(Component::kind, Component::invokeId)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple(Component.Kind.RETURN_RESULT_LAST, 1),
            org.assertj.core.groups.Tuple.tuple(Component.Kind.RETURN_ERROR, 2),
            org.assertj.core.groups.Tuple.tuple(Component.Kind.REJECT, 3));
  }

  @Test
  void anAarqWithoutProtocolVersionIsTaken() throws Exception {
    byte[] begin = NoteMmBegins.begin(7, 2);
    String hex = java.util.HexFormat.of().formatHex(begin);
    // The same BEGIN with the version cut out and the five lengths around it four less.
    int version = hex.indexOf("80020780") / 2;
    byte[] without = new byte[begin.length - 4];
    System.arraycopy(begin, 0, without, 0, version);
    System.arraycopy(begin, version + 4, without, version, without.length - version);
    for (int tag : new int[] {0x60, 0xa0, 0x28, 0x6b}) {
      int at = version;
      while ((without[at] & 0xff) != tag) {
        at--;
      }
      without[at + 1] -= 4;
    }
    without[1] -= 4;
    assertThat(end(without).components()).singleElement();
    assertThat(node.count("pna.map.guard", "action", "tcap-rewritten")).isPositive();
  }

  @Test
  void aLongArgumentIsReadAndOneBeyondM3uaIsNotTaken() throws Exception {
    byte[] small = NoteMmBegins.argument(2);
    byte[] content = Arrays.copyOfRange(small, 2, small.length);
    byte[] unknown = BerWriter.element(0x8f, new byte[30_000]);
    assertThat(end(begin(BerWriter.element(0x30, content, unknown))).components())
        .singleElement()
        .matches(c -> c.kind() == Component.Kind.RETURN_RESULT_LAST);
    byte[] beyond = begin(BerWriter.element(0x30, content, new byte[65_000]));
    peer.send(SccpMessages.ludt(SccpMessages.OURS, SccpMessages.VLR, beyond));
    assertThat(TestNode.await(() -> node.count("pna.map.guard", "action", "m3ua-too-long") > 0, 5))
        .isTrue();
    assertThat(end(NoteMmBegins.begin(9, 2)).components()).singleElement();
  }

  @Test
  void garbageAndTruncationLeaveNothing() throws Exception {
    byte[] begin = NoteMmBegins.begin(7, 2);
    for (int length = 1; length < begin.length; length += 7) {
      byte[] cut = Arrays.copyOf(begin, length);
      peer.send(SccpMessages.udt(SccpMessages.OURS, SccpMessages.VLR, cut));
    }
    byte[] noise = new byte[60];
    Arrays.fill(noise, (byte) 0x5a);
    peer.send(SccpMessages.udt(SccpMessages.OURS, SccpMessages.VLR, noise));
    peer.send(new byte[] {9, 0, 3});
    peer.send(new byte[] {1, 1, 1, 1, 2, 2, 2, 2});
    // What follows is served as ever; what came before may have been aborted, never accepted.
    byte[] answer;
    peer.send(
        SccpMessages.udt(SccpMessages.OURS, SccpMessages.VLR, NoteMmBegins.begin(0x01020304, 2)));
    do {
      answer = peer.receive(5_000);
      assertThat(answer).isNotNull();
    } while (Tcap.decode(SccpMessages.part(answer, 2)).kind() == TcapMessage.Kind.ABORT);
    assertThat(Tcap.decode(SccpMessages.part(answer, 2)).dtid()).isEqualTo(0x01020304);
    assertThat(events).hasSize(1);
  }

  @Test
  void aRouteThatNeverCompletesIsAbortedAtTheDeadlineAndItsLateCompletionIgnored()
      throws Exception {
    List<TestNode.Completion> late = new ArrayList<>();
    route = (event, completion) -> late.add(completion);
    long before = System.nanoTime();
    assertResourceAbort(NoteMmBegins.begin(7, 2));
    assertThat(System.nanoTime() - before).isGreaterThan(DEADLINE.toNanos() * 9 / 10);
    double unsent = node.count("pna.map.unsent", "reason", "deadline-passed");
    late.get(0).done(null);
    assertThat(node.count("pna.map.unsent", "reason", "deadline-passed")).isEqualTo(unsent + 1);
    assertThat(peer.receive(100)).isNull();
  }

  @Test
  void anOpeningWithoutComponentsIsAcceptedAndTheInvokeMayFollow() throws Exception {
    byte[] dialogueOnly = TcapWriter.begin(0x77, NoteMmBegins.CONTEXT);
    peer.send(SccpMessages.udt(SccpMessages.OURS, SccpMessages.VLR, dialogueOnly));
    byte[] udt = peer.receive(5_000);
    assertThat(udt[1]).as("class 1 with return on error").isEqualTo((byte) 0x81);
    TcapMessage accepted = Tcap.decode(SccpMessages.part(udt, 2));
    assertThat(accepted.kind()).isEqualTo(TcapMessage.Kind.CONTINUE);
    assertThat(accepted.dialogue().result()).isZero();
    byte[] invoke = TcapWriter.invoke(1, 89, NoteMmBegins.argument(2));
    TcapMessage end =
        Tcap.decode(peer.ask(TcapWriter.continuing(0x77, accepted.otid(), null, invoke)));
    assertThat(end.kind()).isEqualTo(TcapMessage.Kind.END);
    assertThat(end.dialogue()).isNull();
    assertThat(end.components()).singleElement();
  }

  @Test
  void aReturnedMessageEndsItsDialogueAtOnce() throws Exception {
    byte[] dialogueOnly = TcapWriter.begin(0x78, NoteMmBegins.CONTEXT);
    byte[] continued = peer.ask(dialogueOnly);
    assertThat(node.component.openDialogues()).isEqualTo(1);
    byte[] returned = SccpMessages.udt(1, SccpMessages.OURS, SccpMessages.VLR, continued);
    returned[0] = 0x0a;
    peer.send(returned);
    assertThat(node.awaitNoDialogue()).isTrue();
  }

  @Test
  void anAbortFromThePeerEndsADialogueInTheRoute() throws Exception {
    List<TestNode.Completion> late = new ArrayList<>();
    route = (event, completion) -> late.add(completion);
    byte[] dialogueOnly = TcapWriter.begin(0x79, NoteMmBegins.CONTEXT);
    TcapMessage accepted = Tcap.decode(peer.ask(dialogueOnly));
    byte[] invoke = TcapWriter.invoke(1, 89, NoteMmBegins.argument(2));
    peer.send(
        SccpMessages.udt(
            SccpMessages.OURS,
            SccpMessages.VLR,
            TcapWriter.continuing(0x79, accepted.otid(), null, invoke)));
    assertThat(events.poll(5, TimeUnit.SECONDS)).isNotNull();
    peer.send(
        SccpMessages.udt(
            SccpMessages.OURS, SccpMessages.VLR, TcapWriter.userAbort(accepted.otid())));
    assertThat(node.awaitNoDialogue()).isTrue();
    late.get(0).done(null);
    assertThat(peer.receive(100)).isNull();
  }

  @Test
  void answersGoBackToTheAddressAsItCameFromOurOwn() throws Exception {
    byte[] own = SccpMessages.OURS;
    byte[] translated = SccpMessages.address(147, "31611111111");
    byte[] withPointCode =
        M3uaPeer.concat(
            new byte[] {0x13, (byte) 0xe9, 0x03, 7},
            Arrays.copyOfRange(SccpMessages.VLR, 2, SccpMessages.VLR.length));
    byte[] translationType = SccpMessages.hex("0a0733947101000010".substring(0, 18));
    byte[] subsystemOnly = {0x42, 7};
    byte[] national = SccpMessages.hex("92070012034971");
    for (byte[] calling :
        List.of(SccpMessages.VLR, withPointCode, translationType, subsystemOnly, national)) {
      for (byte[] called : List.of(own, translated, new byte[] {0x42, (byte) 147})) {
        peer.send(SccpMessages.udt(called, calling, NoteMmBegins.begin(5, 2)));
        byte[] udt = peer.receive(5_000);
        assertThat(udt).as(java.util.HexFormat.of().formatHex(calling)).isNotNull();
        assertThat(SccpMessages.part(udt, 0)).isEqualTo(calling);
        assertThat(SccpMessages.part(udt, 1)).isEqualTo(own);
      }
    }
  }

  @Test
  void messagesForOthersAreNotTaken() throws Exception {
    byte[] begin = SccpMessages.udt(SccpMessages.OURS, SccpMessages.VLR, NoteMmBegins.begin(5, 2));
    peer.send(TestNode.PEER_POINT_CODE, 999, 2, begin);
    peer.send(TestNode.PEER_POINT_CODE, TestNode.OUR_POINT_CODE, 0, begin);
    peer.send(4_711, TestNode.OUR_POINT_CODE, 2, begin);
    peer.send(
        SccpMessages.udt(
            SccpMessages.address(6, "491710000147"), SccpMessages.VLR, NoteMmBegins.begin(5, 2)));
    assertThat(
            TestNode.await(
                () ->
                    node.count("pna.map.guard", "action", "sccp-point-code") > 0
                        && node.count("pna.map.guard", "action", "sccp-network-indicator") > 0
                        && node.count("pna.map.guard", "action", "sccp-originator") > 0,
                5))
        .isTrue();
    // A subsystem that we do not have is told to the peer's SCCP management (SSP).
    byte[] prohibited = peer.receive(5_000);
    assertThat(SccpMessages.part(prohibited, 2)).startsWith(2, 6);
    assertThat(events).isEmpty();
  }

  @Test
  void aSubsystemTestIsAnswered() throws Exception {
    byte[] management = {0x42, 1};
    byte[] test = {3, (byte) 147, (byte) 0xd1, 0x07, 0};
    peer.send(SccpMessages.udt(0, management, management, test));
    byte[] allowed = peer.receive(5_000);
    assertThat(SccpMessages.part(allowed, 2)).startsWith(1, 147);
  }

  @Test
  void aHeartbeatIsAcknowledged() throws Exception {
    peer.signal(M3uaPeer.BEAT, new byte[] {0, 9, 0, 8, 1, 2, 3, 4});
    peer.await(M3uaPeer.BEAT_ACK);
  }

  @Test
  void unsoundM3uaMessagesHarmNoOther() throws Exception {
    peer.signal(0x0101);
    peer.signal(0x0901);
    peer.signal(0x7f7f, new byte[] {1, 2, 3, 4});
    peer.signal(M3uaPeer.ASPUP, new byte[] {0, 0x11, 0, 3});
    peer.signal(M3uaPeer.DATA, new byte[] {2, 0x10, 0, 8, 1, 2, 3, 4});
    assertThat(end(NoteMmBegins.begin(7, 2)).components()).singleElement();
    assertThat(node.count("pna.map.guard", "action", "m3ua-message-type")).isPositive();
    assertThat(node.count("pna.map.guard", "action", "m3ua-parameter")).isPositive();
  }

  private static RefusedException refusal(String reason) {
    return new RefusedException(RefusedException.Reason.valueOf(reason), "test");
  }

  private static MalformedMessageException fault(MalformedMessageException.Kind kind) {
    return new MalformedMessageException(kind, "test", "test");
  }

  private static byte[] begin(String context) {
    return TcapWriter.begin(7, context, TcapWriter.invoke(1, 89, NoteMmBegins.argument(2)));
  }

  private static byte[] begin(byte[] argument) {
    return TcapWriter.begin(7, NoteMmBegins.CONTEXT, TcapWriter.invoke(1, 89, argument));
  }

  private TcapMessage end(byte[] begin) throws Exception {
    TcapMessage end = Tcap.decode(peer.ask(begin));
    assertThat(end.kind()).isEqualTo(TcapMessage.Kind.END);
    assertThat(end.dialogue())
        .isEqualTo(
            new DialoguePdu(DialoguePdu.Kind.AARE, NoteMmBegins.CONTEXT, 0, 0, true, true, null));
    return end;
  }

  private TcapMessage abort(byte[] begin) throws Exception {
    TcapMessage abort = Tcap.decode(peer.ask(begin));
    assertThat(abort.kind()).isEqualTo(TcapMessage.Kind.ABORT);
    return abort;
  }

  private void assertError(byte[] begin, int code) throws Exception {
    assertThat(end(begin).components())
        .singleElement()
        .matches(c -> c.kind() == Component.Kind.RETURN_ERROR && c.code() == code, "error " + code);
  }

  private void assertReject(byte[] begin, int code) throws Exception {
    assertThat(end(begin).components())
        .singleElement()
        .matches(
            c -> c.kind() == Component.Kind.REJECT && c.problem() == 1 && c.code() == code,
            "invoke problem " + code);
  }

  /** MAP-UserAbortInfo with resourceUnavailable, shortTermResourceLimitation. */
  private void assertResourceAbort(byte[] begin) throws Exception {
    TcapMessage abort = abort(begin);
    assertThat(abort.dialogue().kind()).isEqualTo(DialoguePdu.Kind.ABRT);
    assertThat(abort.dialogue().result()).as("by the user").isZero();
    String hex = java.util.HexFormat.of().formatHex(abort.data());
    assertThat(hex).contains("a403820100");
  }
}
