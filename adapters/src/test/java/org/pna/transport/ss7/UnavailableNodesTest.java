package org.pna.transport.ss7;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pna.model.Refusal;
import org.pna.model.ReportingNode;
import org.pna.transport.ss7.codec.TcapWriter;

/** Rule T14: a node that is out of reach, or was, is suspect. */
class UnavailableNodesTest {
  private static final byte[] OTHER_VLR = SccpMessages.address(7, "49171000002");
  private static final byte[] MANAGEMENT = {0x42, 1};

  @TempDir Path directory;
  private final ManualClock clock = new ManualClock();
  private final MemoryNetwork network = new MemoryNetwork();
  private TestNode node;

  @BeforeEach
  void start() throws Exception {
    node =
        TestNode.start(
            TestNode.link(directory, Duration.ofSeconds(10), TestNode.server(1)),
            (event, completion) -> completion.done(null),
            network,
            clock);
  }

  @AfterEach
  void stop() {
    node.close();
  }

  @Test
  void theNodesBehindALostPointCodeAreSuspectAndOnceMoreWhenItIsBack() {
    network.resume(TestNode.PEER_POINT_CODE);
    hear(1, SccpMessages.VLR);
    hear(2, OTHER_VLR);
    hear(3, OTHER_VLR);
    assertThat(node.refusals).isEmpty();
    network.pause(TestNode.PEER_POINT_CODE);
    network.pause(TestNode.PEER_POINT_CODE);
    assertThat(node.refusals)
        .extracting(Refusal::node)
        .containsExactlyInAnyOrder(vlr("49171000001"), vlr("49171000002"));
    assertThat(node.refusals).allMatch(refusal -> refusal.reason().equals("inaccessible"));
    assertThat(node.refusals).allMatch(refusal -> refusal.subscriber().isEmpty());
    node.refusals.clear();
    clock.advance(Duration.ofMinutes(1));
    network.resume(TestNode.PEER_POINT_CODE);
    assertThat(node.refusals)
        .hasSize(2)
        .allMatch(refusal -> refusal.origin().time().equals(clock.instant()))
        .allMatch(refusal -> refusal.reason().equals("was-inaccessible"));
    node.refusals.clear();
    network.pause(4711);
    assertThat(node.refusals).isEmpty();
  }

  @Test
  void aProhibitedSubsystemMakesItsNodesSuspect() {
    hear(1, SccpMessages.VLR);
    manage(2);
    assertThat(node.refusals)
        .singleElement()
        .matches(refusal -> refusal.reason().equals("subsystem-prohibited"))
        .matches(refusal -> refusal.node().equals(vlr("49171000001")));
    manage(1);
    manage(3); // a test of ours
    assertThat(node.refusals).hasSize(2);
  }

  @Test
  void whomAMessageOfOursDidNotReachIsSuspect() throws Exception {
    byte[] end = TcapWriter.end(1, null);
    byte[] udts = SccpMessages.udt(SccpMessages.OURS, OTHER_VLR, end);
    udts[0] = 0x0a;
    udts[1] = 1; // no translation for this specific address
    network.inject(HostileMapTest.mtp3(udts));
    assertThat(node.refusals)
        .singleElement()
        .matches(refusal -> refusal.reason().equals("returned"))
        .matches(refusal -> refusal.node().equals(vlr("49171000002")));
  }

  @Test
  void beyondItsBoundOfNodesAllAreSuspect() {
    for (int i = 0; i <= NodesHeard.MAX_NODES; i++) {
      hear(i, SccpMessages.address(7, Long.toString(49171100000L + i)));
    }
    network.pause(TestNode.PEER_POINT_CODE);
    assertThat(node.refusals).singleElement().matches(refusal -> refusal.node().isUnknown());
  }

  private void hear(long otid, byte[] calling) {
    network.inject(
        HostileMapTest.mtp3(
            SccpMessages.udt(SccpMessages.OURS, calling, NoteMmBegins.begin(otid, 2))));
  }

  /** SCCP management about the peer's VLR. */
  private void manage(int type) {
    byte[] about = {
      (byte) type, 7, (byte) TestNode.PEER_POINT_CODE, TestNode.PEER_POINT_CODE >> 8, 0
    };
    network.inject(HostileMapTest.mtp3(SccpMessages.udt(0, MANAGEMENT, MANAGEMENT, about)));
  }

  private static ReportingNode vlr(String title) {
    return new ReportingNode(null, title);
  }
}
