package org.pna.transport.ss7;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pna.model.message.cap.GprsEvent;
import org.pna.transport.ss7.codec.Component;
import org.pna.transport.ss7.codec.GprsReference;
import org.pna.transport.ss7.codec.TcapMessage;
import org.pna.transport.ss7.codec.TcapWriter;

/** S3: relationships with a gprsSSF over several dialogues. */
class SessionDialoguesTest {
  private static final long THEIRS = 0x0012_3456;
  private static final int ATTACH = 1;
  private static final int PDP_ACKNOWLEDGED = 12;

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

  @Test
  void anAttachIsAnsweredWithOurReferenceAndWhatToReportAndContinue() throws Exception {
    TcapMessage answer = attach(0x1501);
    assertThat(answer.kind()).isEqualTo(TcapMessage.Kind.CONTINUE);
    assertThat(answer.dialogue().applicationContext()).isEqualTo(CapBegins.GPRS);
    assertThat(answer.dialogue().gprsReference())
        .isEqualTo(new GprsReference(THEIRS, answer.otid()));
    assertThat(answer.components()).extracting(Component::code).containsExactly(81, 81, 75);
    GprsEvent event = node.next(GprsEvent.class);
    assertThat(event.operation()).isEqualTo(GprsEvent.Operation.INITIAL_DP_GPRS);
    assertThat(event.setup().relationship()).isEqualTo(Long.toHexString(answer.otid()));
  }

  @Test
  void aContextIsAskedForItsAcknowledgementAndItsEnd() throws Exception {
    for (int trigger : new int[] {11, 12, 14}) {
      TcapMessage answer = begin(trigger, trigger);
      assertThat(answer.components()).extracting(Component::code).containsExactly(81, 75);
      String armed = HexFormat.of().formatHex(answer.data());
      assertThat(armed.contains("80010c810101")).isEqualTo(trigger == 11);
      assertThat(armed).contains("80010d810101").contains("80010e810101");
    }
  }

  @Test
  void aLaterDialogueIsTiedByTheReferenceAndConfirmed() throws Exception {
    long ours = attach(0x1501).otid();
    node.next(GprsEvent.class);
    assertThat(peer.send(TcapWriter.end(ours, null))).isEmpty();
    assertThat(node.component.tracked()).as("an end is the dialogue's alone").isEqualTo(1);

    TcapMessage answer =
        peer.ask(later(0x1502, ours, CapBegins.reportGprs(1, PDP_ACKNOWLEDGED, 5)));
    assertThat(answer.kind()).isEqualTo(TcapMessage.Kind.CONTINUE);
    assertThat(answer.dialogue().result()).isZero();
    assertThat(answer.otid()).isNotEqualTo(ours);
    assertThat(answer.components().get(0).kind()).isEqualTo(Component.Kind.RETURN_RESULT_LAST);
    assertThat(answer.components().get(0).invokeId()).isEqualTo(1);
    assertThat(answer.components().get(1).code()).as("the end of the context").isEqualTo(81);
    GprsEvent event = node.next(GprsEvent.class);
    assertThat(event.event()).isEqualTo(PDP_ACKNOWLEDGED);
    assertThat(event.pdpId()).isEqualTo(5);
    assertThat(event.setup().imsi().digits()).isEqualTo("001010000000002");

    TcapMessage result =
        peer.ask(
            TcapWriter.continuing(0x1502, answer.otid(), null, CapBegins.reportGprs(2, 13, 5)));
    assertThat(result.components()).singleElement().matches(c -> c.invokeId() == 2);
    assertThat(node.next(GprsEvent.class).event()).isEqualTo(13);
    assertThat(node.component.tracked()).isEqualTo(1);

    TcapMessage end = peer.ask(later(0x1503, ours, CapBegins.releasedGprs(1, null)));
    assertThat(end.kind()).isEqualTo(TcapMessage.Kind.END);
    assertThat(end.components())
        .singleElement()
        .matches(c -> c.kind() == Component.Kind.RETURN_RESULT_LAST);
    assertThat(node.next(GprsEvent.class).operation())
        .isEqualTo(GprsEvent.Operation.ENTITY_RELEASED_GPRS);
    assertEmpty();
  }

  @Test
  void anUnknownReferenceIsConfirmedToo() throws Exception {
    attach(0x1501);
    for (Long reference : new Long[] {99L, null}) {
      for (byte[] event :
          List.of(CapBegins.reportGprs(1, 3, null), CapBegins.releasedGprs(1, null))) {
        TcapMessage end =
            peer.ask(
                CapBegins.beginGprs(
                    7, reference == null ? null : new GprsReference(reference, THEIRS), event));
        assertThat(end.kind()).isEqualTo(TcapMessage.Kind.END);
        assertThat(end.dialogue().result()).isZero();
        assertThat(end.components())
            .singleElement()
            .matches(c -> c.kind() == Component.Kind.RETURN_RESULT_LAST && c.invokeId() == 1);
      }
    }
    assertThat(node.component.tracked()).isEqualTo(1);
  }

  @Test
  void anotherNodeCannotSpeakForARelationship() throws Exception {
    long ours = attach(0x1501).otid();
    node.next(GprsEvent.class);
    byte[] other = SccpMessages.address(146, "15550100009");
    byte[] begin = later(7, ours, CapBegins.reportGprs(1, 3, null));
    List<byte[]> answers = peer.sendSccp(SccpMessages.udt(CapBegins.OURS, other, begin));
    assertThat(CapMemory.tcap(answers.get(0)).kind()).isEqualTo(TcapMessage.Kind.END);
    assertThat(node.events).isEmpty();
    assertThat(node.component.tracked()).isEqualTo(1);
  }

  @Test
  void aDetachEndsASessionAndADisconnectItsContextAlone() throws Exception {
    long ours = attach(0x1501).otid();
    node.next(GprsEvent.class);
    TcapMessage end =
        peer.ask(TcapWriter.continuing(0x1501, ours, null, CapBegins.reportGprs(2, 3, null)));
    assertThat(end.kind()).isEqualTo(TcapMessage.Kind.END);
    assertThat(node.next(GprsEvent.class).event()).isEqualTo(3);
    assertEmpty();

    ours = begin(8, 12).otid();
    node.next(GprsEvent.class);
    end = peer.ask(TcapWriter.continuing(8, ours, null, CapBegins.reportGprs(2, 13, null)));
    assertThat(end.kind()).isEqualTo(TcapMessage.Kind.END);
    node.next(GprsEvent.class);
    assertEmpty();
  }

  @Test
  void anAbortOfOverlappingDialoguesLosesNothing() throws Exception {
    long ours = attach(0x1501).otid();
    node.next(GprsEvent.class);
    TcapMessage second = peer.ask(later(0x1502, ours, CapBegins.reportGprs(1, 2, null)));
    node.next(GprsEvent.class);
    peer.send(TcapWriter.userAbort(ours));
    advance(Duration.ofMinutes(1));
    assertThat(peer.sent()).as("the other dialogue lives").isEmpty();
    peer.send(TcapWriter.userAbort(second.otid()));
    assertThat(node.component.tracked()).isEqualTo(1);
    assertThat(node.events).isEmpty();
    advance(Duration.ofSeconds(7));
    TcapMessage test = CapMemory.tcap(peer.sent().get(0));
    assertThat(test.kind()).isEqualTo(TcapMessage.Kind.BEGIN);
    peer.send(TcapWriter.end(test.otid(), "0.4.0.0.1.21.3.51", TcapWriter.result(11)));
    advance(Duration.ofMinutes(1));
    assertThat(node.component.tracked()).isEqualTo(1);
    assertThat(node.events).isEmpty();
  }

  @Test
  void aSilentRelationshipIsAskedInADialogueOfOurs() throws Exception {
    long ours = attach(0x1501).otid();
    node.next(GprsEvent.class);
    peer.send(TcapWriter.end(ours, null));
    advance(Duration.ofSeconds(601));
    TcapMessage begin = CapMemory.tcap(peer.sent().get(0));
    assertThat(begin.kind()).isEqualTo(TcapMessage.Kind.BEGIN);
    assertThat(begin.dialogue().applicationContext()).isEqualTo("0.4.0.0.1.21.3.51");
    assertThat(begin.dialogue().gprsReference()).isEqualTo(new GprsReference(THEIRS, ours));
    assertThat(begin.components()).singleElement().matches(c -> c.code() == 70);
    peer.send(TcapWriter.end(begin.otid(), "0.4.0.0.1.21.3.51", TcapWriter.result(11)));
    advance(Duration.ofSeconds(30));
    assertThat(node.component.tracked()).isEqualTo(1);
    advance(Duration.ofSeconds(700));
    assertThat(node.next(GprsEvent.class).operation()).isEqualTo(GprsEvent.Operation.LOST);
    assertEmpty();
  }

  @Test
  void anSgsnThatDoesNotKnowTheContextOfOurQuestionLosesNothing() throws Exception {
    attach(0x1501);
    node.next(GprsEvent.class);
    peer.send(TcapWriter.end(attachTransaction(), null));
    advance(Duration.ofSeconds(601));
    TcapMessage begin = CapMemory.tcap(peer.sent().get(0));
    peer.send(TcapWriter.contextNotSupported(begin.otid(), "0.4.0.0.1.21.3.51"));
    advance(Duration.ofMinutes(30));
    assertThat(node.component.tracked()).isEqualTo(1);
    assertThat(node.events).isEmpty();
    assertThat(peer.sent()).isEmpty();
  }

  @Test
  void inAnOpenDialogueTheQuestionGoesThere() throws Exception {
    long ours = attach(0x1501).otid();
    node.next(GprsEvent.class);
    advance(Duration.ofSeconds(601));
    TcapMessage test = CapMemory.tcap(peer.sent().get(0));
    assertThat(test.kind()).isEqualTo(TcapMessage.Kind.CONTINUE);
    assertThat(test.components()).singleElement().matches(c -> c.code() == 70);
    peer.send(TcapWriter.continuing(0x1501, ours, null, TcapWriter.result(11)));
    advance(Duration.ofSeconds(60));
    assertThat(node.component.tracked()).isEqualTo(1);
  }

  @Test
  void aRelationshipThatAnswersLivesForDays() throws Exception {
    long ours = attach(0x1501).otid();
    node.next(GprsEvent.class);
    for (int i = 0; i < 300; i++) {
      advance(Duration.ofSeconds(601));
      TcapMessage test = CapMemory.tcap(peer.sent().get(0));
      byte[] answer = TcapWriter.result(test.components().get(0).invokeId());
      peer.send(TcapWriter.continuing(0x1501, ours, null, answer));
    }
    assertThat(node.component.tracked()).isEqualTo(1);
    assertThat(node.events).isEmpty();
  }

  @Test
  void aRelationshipThatCannotBeAskedIsGivenUpAfterADayOfSilence() throws Exception {
    attach(0x1501);
    node.next(GprsEvent.class);
    peer.send(TcapWriter.end(attachTransaction(), null));
    advance(Duration.ofSeconds(601));
    TcapMessage begin = CapMemory.tcap(peer.sent().get(0));
    peer.send(TcapWriter.contextNotSupported(begin.otid(), "0.4.0.0.1.21.3.51"));
    advance(Duration.ofHours(23));
    assertThat(node.component.tracked()).isEqualTo(1);
    advance(Duration.ofHours(2));
    assertThat(node.next(GprsEvent.class).operation()).isEqualTo(GprsEvent.Operation.LOST);
    assertEmpty();
  }

  private long attachTransaction() {
    return node.table.states.keySet().iterator().next();
  }

  private TcapMessage attach(long otid) throws Exception {
    return begin(otid, ATTACH);
  }

  private TcapMessage begin(long otid, int trigger) throws Exception {
    return peer.ask(
        CapBegins.beginGprs(
            otid,
            new GprsReference(null, THEIRS),
            TcapWriter.invoke(1, 78, CapBegins.initialDpGprs(trigger))));
  }

  private static byte[] later(long otid, @Nullable Long ours, byte[]... components) {
    return CapBegins.beginGprs(otid, new GprsReference(ours, THEIRS), components);
  }

  private void advance(Duration by) {
    for (long i = 0; i < by.toSeconds(); i++) {
      clock.advance(Duration.ofSeconds(1));
    }
  }

  private void assertEmpty() {
    assertThat(node.component.tracked()).isZero();
    assertThat(node.table.states).isEmpty();
    assertThat(node.events).isEmpty();
  }
}
