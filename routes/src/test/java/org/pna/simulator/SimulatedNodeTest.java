package org.pna.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.pna.model.Cell;
import org.pna.model.LocationArea;
import org.pna.model.Plmn;
import org.pna.simulator.Answer.Outcome;
import org.pna.simulator.SimulatedNode.Gateway;
import org.pna.simulator.SimulatedNode.Identity;

@Timeout(20)
class SimulatedNodeTest {
  static final Identity VLR = new Identity(false, "46701111111", 101);
  static final Cell HOME = new Cell(new LocationArea(new Plmn("240", "99"), 6699), 15437, false);
  static final Gateway GATEWAY =
      Gateway.byGlobalTitle(FakeGateway.POINT_CODE, FakeGateway.GLOBAL_TITLE);
  private static final Subscriber ALICE = Subscriber.numbered(1);

  @Test
  void aResultCompletesTheDialogueWithTheRawAnswer() throws Exception {
    Answer answer = answerTo(begin -> FakeGateway.end(begin, FakeGateway.RESULT));

    assertThat(answer.outcome()).isEqualTo(Outcome.RESULT);
    assertThat(answer.tcap()).startsWith("64").endsWith("6c05a203020101");
  }

  @Test
  void anErrorTellsItsCode() throws Exception {
    Answer answer = answerTo(begin -> FakeGateway.end(begin, FakeGateway.ERROR_59));

    assertThat(answer.isError(59)).isTrue();
    assertThat(answer).hasToString("error 59");
  }

  @Test
  void abortsAndRejectsAreToldApart() throws Exception {
    assertThat(answerTo(begin -> FakeGateway.abort(begin, "4a0104")))
        .hasToString("provider abort 4");
    assertThat(answerTo(begin -> FakeGateway.abort(begin, "6b00")).outcome())
        .isEqualTo(Outcome.USER_ABORT);
    assertThat(answerTo(begin -> FakeGateway.end(begin, FakeGateway.REJECT)))
        .hasToString("reject 1");
  }

  @Test
  void anEndWithoutAnAcceptingDialoguePortionIsMalformed() throws Exception {
    assertThat(answerTo(begin -> FakeGateway.end(begin, "6c05a203020101")).outcome())
        .isEqualTo(Outcome.MALFORMED);
    String refusing = FakeGateway.RESULT.replace("a203020100a3", "a203020101a3");
    assertThat(answerTo(begin -> FakeGateway.end(begin, refusing)).outcome())
        .isEqualTo(Outcome.MALFORMED);
  }

  @Test
  void silenceEndsAsTimeoutAndLeavesNoDialogue() throws Exception {
    try (FakeGateway gateway = new FakeGateway(FakeGateway.listen(), begin -> null);
        M3uaLink link = M3uaLink.open(gateway.client())) {
      SimulatedNode node = new SimulatedNode(link, VLR, GATEWAY, Duration.ofMillis(100));
      assertThat(link.awaitActive(Duration.ofSeconds(5))).isTrue();

      assertThat(node.report(ALICE, 2, HOME).get(5, TimeUnit.SECONDS).outcome())
          .isEqualTo(Outcome.TIMEOUT);
      assertThat(node.openDialogues()).isZero();
    }
  }

  @Test
  void aMessageThatComesBackIsUndeliverable() throws Exception {
    try (FakeGateway gateway = new FakeGateway(FakeGateway.listen(), begin -> null);
        M3uaLink link = M3uaLink.open(gateway.client())) {
      gateway.link.attach(
          FakeGateway.POINT_CODE,
          data -> {
            byte[] returned = data.sccp.clone();
            returned[0] = 0x0a;
            returned[1] = 1;
            gateway.send(data, returned);
          });
      SimulatedNode node = new SimulatedNode(link, VLR, GATEWAY, Duration.ofSeconds(5));
      assertThat(link.awaitActive(Duration.ofSeconds(5))).isTrue();

      assertThat(node.report(ALICE, 2, HOME).get(5, TimeUnit.SECONDS))
          .hasToString("undeliverable 1");
    }
  }

  @Test
  void withoutAnAssociationAReportIsUndeliverable() throws Exception {
    try (M3uaLink link = FakeGateway.listen()) {
      SimulatedNode node = new SimulatedNode(link, VLR, GATEWAY, Duration.ofSeconds(5));

      assertThat(node.report(ALICE, 2, HOME).get(5, TimeUnit.SECONDS).outcome())
          .isEqualTo(Outcome.UNDELIVERABLE);
      assertThat(node.openDialogues()).isZero();
    }
  }

  @Test
  void theLinkComesBackWhenTheGatewayDoes() throws Exception {
    int port;
    M3uaLink link;
    try (FakeGateway gateway = new FakeGateway(FakeGateway.listen(), begin -> null)) {
      port = gateway.link.port();
      link = M3uaLink.open(gateway.client());
      assertThat(link.awaitActive(Duration.ofSeconds(5))).isTrue();
    }
    try (link) {
      M3uaLink again = M3uaLink.open(new M3uaLink.Settings(true, "127.0.0.1", port, null, null, 2));
      try (FakeGateway gateway =
          new FakeGateway(again, begin -> FakeGateway.end(begin, FakeGateway.RESULT))) {
        assertThat(gateway.link.awaitActive(Duration.ofSeconds(5))).isTrue();
        assertThat(link.awaitActive(Duration.ofSeconds(5))).isTrue();
        SimulatedNode node = new SimulatedNode(link, VLR, GATEWAY, Duration.ofSeconds(5));
        assertThat(node.report(ALICE, 2, HOME).get(5, TimeUnit.SECONDS).outcome())
            .isEqualTo(Outcome.RESULT);
      }
    }
  }

  @Test
  void aSubsystemTestIsAnsweredWithAllowed() throws Exception {
    try (FakeGateway gateway = new FakeGateway(FakeGateway.listen(), begin -> null);
        M3uaLink link = M3uaLink.open(gateway.client())) {
      SimulatedNode node = new SimulatedNode(link, VLR, GATEWAY, Duration.ofMillis(100));
      assertThat(gateway.link.awaitActive(Duration.ofSeconds(5))).isTrue();
      assertThat(link.awaitActive(Duration.ofSeconds(5))).isTrue();
      byte[] test = {0x09, 0, 3, 5, 7, 2, 0x42, 1, 2, 0x42, 1, 5, 3, 7, 101, 0, 0};

      gateway.link.send(new ProtocolData(FakeGateway.POINT_CODE, 101, 2, 0, test), true);
      node.report(ALICE, 2, HOME).get(5, TimeUnit.SECONDS);

      assertThat(gateway.received.stream().map(SimulatedNodeTest::managementOf))
          .contains("0107650000");
    }
  }

  private static String managementOf(byte[] m3ua) {
    String hex = java.util.HexFormat.of().formatHex(m3ua);
    int at = hex.lastIndexOf("050107650000");
    return at < 0 ? "" : hex.substring(at + 2, at + 12);
  }

  private static Answer answerTo(Function<byte[], byte @Nullable []> answers) throws Exception {
    try (FakeGateway gateway = new FakeGateway(FakeGateway.listen(), answers);
        M3uaLink link = M3uaLink.open(gateway.client())) {
      SimulatedNode node = new SimulatedNode(link, VLR, GATEWAY, Duration.ofSeconds(5));
      assertThat(link.awaitActive(Duration.ofSeconds(5))).isTrue();
      return node.report(ALICE, 2, HOME).get(5, TimeUnit.SECONDS);
    }
  }
}
