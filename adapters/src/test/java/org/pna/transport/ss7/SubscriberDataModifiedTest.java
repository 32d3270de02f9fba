package org.pna.transport.ss7;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pna.model.MalformedMessageException;
import org.pna.model.Refusal;
import org.pna.model.RefusedException;
import org.pna.model.ReportingNode;
import org.pna.model.message.map.SubscriberDataModified;
import org.pna.transport.ss7.codec.BerWriter;
import org.pna.transport.ss7.codec.Component;
import org.pna.transport.ss7.codec.DialoguePdu;
import org.pna.transport.ss7.codec.Mutations;
import org.pna.transport.ss7.codec.RandomAnswers;
import org.pna.transport.ss7.codec.SubscriberDataModifiedCodec;
import org.pna.transport.ss7.codec.Tcap;
import org.pna.transport.ss7.codec.TcapMessage;
import org.pna.transport.ss7.codec.TcapWriter;
import org.restcomm.protocols.ss7.mtp.Mtp3TransferPrimitive;

/** An HLR tells that it changed a subscriber's data, and is answered as a VLR is. */
class SubscriberDataModifiedTest {
  private static final String CONTEXT = SubscriberDataModifiedCodec.CONTEXT;
  private static final byte[] HLR = SccpMessages.address(6, "491710000006");
  private static final Duration DEADLINE = Duration.ofSeconds(10);

  private final MemoryNetwork network = new MemoryNetwork();
  private final ManualClock clock = new ManualClock();
  private final List<SubscriberDataModified> heard = new ArrayList<>();
  private final SubscriberDataModified message = new RandomAnswers(new Random(3)).modified();
  private final byte[] argument = SubscriberDataModifiedCodec.encode(message);
  private TestNode node;

  @BeforeEach
  void start(@TempDir Path directory) throws Exception {
    Ss7Link link = TestNode.link(directory, DEADLINE, TestNode.server(1));
    node = TestNode.start(link, (event, completion) -> {}, network, clock);
  }

  @AfterEach
  void stop() throws Exception {
    assertThat(node.awaitNoDialogue()).isTrue();
    node.close();
  }

  private void answerWith(@Nullable Exception fault) {
    node.modified =
        (told, completion) -> {
          heard.add(told);
          completion.done(fault);
        };
  }

  private TcapMessage tell(byte[] contents) throws Exception {
    return tell(TcapWriter.begin(7, CONTEXT, TcapWriter.invoke(1, 5, contents)), 1).get(0);
  }

  private List<TcapMessage> tell(byte[] begin, int answers) throws Exception {
    network.inject(HostileMapTest.mtp3(SccpMessages.udt(SccpMessages.OURS, HLR, begin)));
    List<Mtp3TransferPrimitive> sent = network.sent();
    assertThat(sent).hasSize(answers);
    List<TcapMessage> messages = new ArrayList<>();
    for (Mtp3TransferPrimitive answer : sent) {
      messages.add(Tcap.decode(SccpMessages.part(answer.getData(), 2)));
    }
    return messages;
  }

  private static void assertAccepted(TcapMessage end, Component.Kind kind, int code) {
    assertThat(end.kind()).isEqualTo(TcapMessage.Kind.END);
    assertThat(end.dialogue())
        .isEqualTo(new DialoguePdu(DialoguePdu.Kind.AARE, CONTEXT, 0, 0, true, true, null));
    assertThat(end.components())
        .singleElement()
        .matches(component -> component.kind() == kind && component.code() == code);
  }

  @Test
  void isAnsweredWhenItIsSafe() throws Exception {
    answerWith(null);
    TcapMessage end = tell(argument);
    assertAccepted(end, Component.Kind.RETURN_RESULT_LAST, Component.NONE);
    assertThat(heard).hasSize(1);
    SubscriberDataModified told = heard.get(0);
    assertThat(told.imsi()).isEqualTo(message.imsi());
    assertThat(told.mobility()).isEqualTo(message.mobility());
    assertThat(told.mobilityGprs()).isEqualTo(message.mobilityGprs());
    assertThat(told.calling().globalTitle()).isEqualTo("491710000006");
    assertThat(told.origin().answerBy()).isEqualTo(clock.instant().plus(DEADLINE));
    assertThat(
            node.meters
                .get("pna.map.received")
                .tag("operation", "noteSubscriberDataModified")
                .tag("result", "accepted")
                .counter()
                .count())
        .isEqualTo(1);
  }

  @Test
  void isAbortedWhenItIsNotSafeInTimeAndToldAsRefused() throws Exception {
    List<TestNode.Completion> held = new ArrayList<>();
    node.modified = (told, completion) -> held.add(completion);
    byte[] begin = TcapWriter.begin(7, CONTEXT, TcapWriter.invoke(1, 5, argument));
    assertThat(tell(begin, 0)).isEmpty();
    clock.advance(DEADLINE);
    TcapMessage abort = Tcap.decode(SccpMessages.part(network.sent().get(0).getData(), 2));
    assertThat(abort.kind()).isEqualTo(TcapMessage.Kind.ABORT);
    assertThat(node.refusals)
        .singleElement()
        .satisfies(
            refusal -> {
              assertThat(refusal.reason()).isEqualTo("late");
              assertThat(refusal.subscriber()).isEqualTo(message.subscriber());
              assertThat(refusal.domain()).isNull();
              assertThat(refusal.node()).isEqualTo(new ReportingNode(null, "491710000006"));
            });
    held.get(0).done(null);
    assertThat(network.sent()).isEmpty();
  }

  @Test
  void aStrangerAndAFaultGetTheOperationsErrors() throws Exception {
    answerWith(new RefusedException(RefusedException.Reason.UNKNOWN_SUBSCRIBER, "x"));
    assertAccepted(tell(argument), Component.Kind.RETURN_ERROR, 1);
    assertAccepted(tell(BerWriter.element(0x30)), Component.Kind.RETURN_ERROR, 35);
    assertAccepted(
        tell(HexFormat.of().parseHex("300a" + "04084a901932547698f0")),
        Component.Kind.RETURN_ERROR,
        36);
    answerWith(
        new MalformedMessageException(MalformedMessageException.Kind.DATA_MISSING, "x", "y"));
    assertAccepted(tell(argument), Component.Kind.RETURN_ERROR, 35);
    answerWith(new RefusedException(RefusedException.Reason.OVERLOADED, "full"));
    assertThat(tell(argument).kind()).isEqualTo(TcapMessage.Kind.ABORT);
    assertThat(node.refusals).extracting(Refusal::reason).containsExactly("overloaded");
  }

  @Test
  void ofOneThatCannotBeReadTheNamesAreTold() throws Exception {
    byte[] broken =
        HexFormat.of().parseHex("3015" + "040842901932547698f0" + "0407915155210300f1" + "8300");
    assertThat(tell(broken).components().get(0).kind()).isEqualTo(Component.Kind.REJECT);
    assertThat(node.refusals).extracting(Refusal::reason).containsExactly("malformed");
    assertThat(node.refusals.element().subscriber()).hasSize(2);
  }

  @Test
  void eachOperationHasItsOwnContext() throws Exception {
    byte[] noteMm = TcapWriter.invoke(1, 89, NoteMmBegins.argument(2));
    assertAccepted(tell(TcapWriter.begin(7, CONTEXT, noteMm), 1).get(0), Component.Kind.REJECT, 1);
    byte[] wrong = TcapWriter.begin(7, NoteMmBegins.CONTEXT, TcapWriter.invoke(1, 5, argument));
    assertThat(tell(wrong, 1).get(0).components().get(0).kind()).isEqualTo(Component.Kind.REJECT);
    byte[] version = TcapWriter.begin(7, "0.4.0.0.1.0.22.2", TcapWriter.invoke(1, 5, argument));
    TcapMessage refused = tell(version, 1).get(0);
    assertThat(refused.kind()).isEqualTo(TcapMessage.Kind.ABORT);
    assertThat(refused.dialogue())
        .isEqualTo(new DialoguePdu(DialoguePdu.Kind.AARE, CONTEXT, 1, 2, true, true, null));
    assertThat(heard).isEmpty();
  }

  @Test
  void mutantsAreAnswered() {
    answerWith(null);
    Random random = new Random(9);
    for (int i = 0; i < 5_000; i++) {
      byte[] invoke = TcapWriter.invoke(1, 5, Mutations.of(argument, random));
      byte[] mutant = TcapWriter.begin(7, CONTEXT, invoke);
      network.inject(HostileMapTest.mtp3(SccpMessages.udt(SccpMessages.OURS, HLR, mutant)));
      network.sent();
    }
    assertThat(heard.size()).isBetween(500, 4_500);
    assertThat(node.meters.find("pna.map.failed").counters()).isEmpty();
  }
}
