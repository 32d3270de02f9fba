package org.pna.transport.ss7;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pna.model.message.cap.CallEvent;
import org.pna.transport.ss7.codec.Component;
import org.pna.transport.ss7.codec.TcapMessage;
import org.pna.transport.ss7.codec.TcapWriter;

/** S1: whatever is the matter with us, a call or session goes on, told so by the bytes we send. */
class CapSafetyTest {
  private static final int BOUND = 5;
  private static final CapSettings SETTINGS =
      new CapSettings(
          146, BOUND, Duration.ofMinutes(10), Duration.ofHours(12), Duration.ofHours(24), true);

  private final CapMemory peer = new CapMemory();
  @TempDir Path directory;
  private @Nullable CapTestNode node;

  @BeforeEach
  void start() throws Exception {
    start(AllowList.ALL);
  }

  private void start(AllowList allow) throws Exception {
    stop();
    node =
        CapTestNode.start(
            CapTestNode.link(directory, allow, SETTINGS, TestNode.server(1)), peer.network, null);
  }

  @AfterEach
  void stop() {
    if (node != null) {
      node.close();
    }
  }

  @Test
  void s1WithTheStoreStopped() throws Exception {
    node.table.ready = false;
    assertGoesOnAlone();
    assertThat(node.refusals).extracting(r -> r.reason()).containsOnly("store");
    assertThat(node.refusals).hasSize(4);
  }

  @Test
  void s1WithAStoreThatFailsOnTheWay() throws Exception {
    node.table.failing = true;
    TcapMessage answer = peer.ask(CapBegins.begin(7, CapBegins.V4, CapBegins.initialDp(2)));
    assertThat(answer.components()).extracting(Component::code).containsExactly(23, 31);
    assertThat(node.refusals).singleElement().matches(r -> r.reason().equals("store"));
  }

  @Test
  void s1WithTheLanesHeld() throws Exception {
    node.route = (event, completion) -> {};
    for (int i = 0; 2 * i < BOUND; i++) {
      TcapMessage answer = peer.ask(CapBegins.begin(100 + i, CapBegins.V4, CapBegins.initialDp(2)));
      assertThat(answer.components()).extracting(Component::code).containsExactly(23, 31);
      // The call is lost, so that it is the route's room that is exhausted and not the table's.
      peer.send(TcapWriter.userAbort(answer.otid()));
    }
    assertThat(node.component.tracked()).isZero();
    assertGoesOnAlone();
    assertThat(node.refusals).extracting(r -> r.reason()).contains("no-room");
  }

  @Test
  void s1AtOurBound() throws Exception {
    for (int i = 0; i < BOUND; i++) {
      TcapMessage answer = peer.ask(CapBegins.begin(100 + i, CapBegins.V4, CapBegins.initialDp(2)));
      assertThat(answer.kind()).isEqualTo(TcapMessage.Kind.CONTINUE);
    }
    assertGoesOnAlone();
    assertThat(node.refusals).extracting(r -> r.reason()).containsOnly("dialogues");
  }

  @Test
  void s1WhileStopping() throws Exception {
    node.suspendRoute();
    assertGoesOnAlone();
    assertThat(node.refusals).extracting(r -> r.reason()).containsOnly("stopping");
  }

  @Test
  void s1ForAForeignSubscriber() throws Exception {
    start(CapTestNode.allow(List.of("1555"), List.of("24099"), Set.of(42L, 43L)));
    assertGoesOnAlone();
    assertThat(node.count("pna.cap.begun", "answer", "imsi")).isEqualTo(4);
    assertThat(node.refusals).isEmpty();
  }

  @Test
  void s1ForASenderThatIsNotAllowed() throws Exception {
    start(CapTestNode.allow(List.of("1666"), List.of("00101"), Set.of(42L, 43L)));
    assertGoesOnAlone();
    assertThat(node.count("pna.cap.begun", "answer", "calling-gt")).isEqualTo(4);
  }

  @Test
  void s1ForAServiceKeyThatIsNotAllowed() throws Exception {
    start(CapTestNode.allow(List.of("1555"), List.of("00101"), Set.of(1L)));
    assertGoesOnAlone();
    assertThat(node.count("pna.cap.begun", "answer", "service-key")).isEqualTo(4);
  }

  @Test
  void s1WhoIsAllowedIsFollowed() throws Exception {
    start(CapTestNode.allow(List.of("1555"), List.of("00101"), Set.of(42L)));
    TcapMessage answer = peer.ask(CapBegins.begin(7, CapBegins.V4, CapBegins.initialDp(2)));
    assertThat(answer.components()).extracting(Component::code).containsExactly(23, 31);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 5, 20, 40})
  void s1ForAnArgumentThatIsCutOff(int length) throws Exception {
    byte[] whole = CapBegins.initialDp(2);
    byte[] cut = Arrays.copyOf(whole, length);
    if (length > 1) {
      cut[1] = (byte) (length - 2);
    }
    assertContinue(peer.ask(CapBegins.begin(7, CapBegins.V3, cut)), CapBegins.V3, 31);
    assertThat(node.component.tracked()).isZero();
  }

  @Test
  void s1ForAnArgumentWithoutSubscriberOrWithAWrongOne() throws Exception {
    for (byte[] imsi :
        new byte[][] {null, {}, {1}, SccpMessages.hex("0f010100000000f1"), new byte[20]}) {
      assertContinue(
          peer.ask(CapBegins.begin(7, CapBegins.V4, CapBegins.initialDp(42, 2, imsi))),
          CapBegins.V4,
          31);
    }
    assertThat(node.component.tracked()).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 5, 6, 13, 14, 77})
  void s1ForATriggerAfterWhichNothingIsLeftToReport(int event) throws Exception {
    assertContinue(
        peer.ask(CapBegins.begin(7, CapBegins.V4, CapBegins.initialDp(event))), CapBegins.V4, 31);
  }

  @Test
  void aCalledSubscribersTriggerOfPhase2IsTheGatewaySwitchs() throws Exception {
    for (String context : List.of(CapBegins.V2, CapBegins.V3)) {
      byte[] begin = CapBegins.begin(7, context, CapBegins.initialDp(12));
      assertThat(peer.ask(begin).components()).hasSize(2);
      assertThat(node.next(CallEvent.class).setup().fromGateway())
          .isEqualTo(context.equals(CapBegins.V2));
    }
  }

  @Test
  void s1ForComponentsThatCannotBeRead() throws Exception {
    byte[] begin = CapBegins.begin(7, CapBegins.V2, CapBegins.initialDp(2));
    // The invoke's tag becomes one that no component has.
    for (int i = 0; i < begin.length - 3; i++) {
      if (begin[i] == 0x6c) {
        int at = begin[i + 1] == (byte) 0x81 ? i + 3 : i + 2;
        begin[at] = (byte) 0xaf;
      }
    }
    assertContinue(peer.ask(begin), CapBegins.V2, 31);
  }

  @Test
  void s1WithoutAnInitialDp() throws Exception {
    assertContinue(
        peer.ask(TcapWriter.begin(7, CapBegins.V4, TcapWriter.invoke(1, 16, new byte[0]))),
        CapBegins.V4,
        31);
    assertContinue(peer.ask(TcapWriter.begin(7, CapBegins.V4)), CapBegins.V4, 31);
    assertContinue(peer.ask(TcapWriter.begin(7, CapBegins.GPRS)), CapBegins.GPRS, 75);
  }

  @Test
  void anEndWhileTheRouteIsFullMakesTheSubscriberSuspect() throws Exception {
    TcapMessage answer = peer.ask(CapBegins.begin(7, CapBegins.V4, CapBegins.initialDp(2)));
    node.next(CallEvent.class);
    node.suspendRoute();
    TcapMessage end =
        peer.ask(TcapWriter.continuing(7, answer.otid(), null, CapBegins.report(2, 9, 1)));
    assertThat(end.kind()).isEqualTo(TcapMessage.Kind.END);
    assertThat(node.refusals)
        .singleElement()
        .matches(r -> r.reason().equals("stopping") && !r.subscriber().isEmpty());
  }

  /** One call of each version and one session. */
  private void assertGoesOnAlone() throws Exception {
    int before = node.component.tracked();
    for (String context : List.of(CapBegins.V2, CapBegins.V3, CapBegins.V4)) {
      assertContinue(peer.ask(CapBegins.begin(7, context, CapBegins.initialDp(2))), context, 31);
    }
    assertContinue(
        peer.ask(
            CapBegins.beginGprs(7, null, TcapWriter.invoke(1, 78, CapBegins.initialDpGprs(1)))),
        CapBegins.GPRS,
        75);
    assertThat(node.component.tracked()).isEqualTo(before);
  }

  private static void assertContinue(TcapMessage end, String context, int operation) {
    assertThat(end.kind()).isEqualTo(TcapMessage.Kind.END);
    assertThat(end.dtid()).isEqualTo(7);
    assertThat(end.dialogue().applicationContext()).isEqualTo(context);
    assertThat(end.dialogue().result()).isZero();
    assertThat(end.components())
        .singleElement()
        .matches(c -> c.kind() == Component.Kind.INVOKE && c.code() == operation);
  }
}
