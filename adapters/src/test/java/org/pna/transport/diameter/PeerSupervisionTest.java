package org.pna.transport.diameter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.camel.AsyncProcessor;
import org.apache.camel.support.AsyncProcessorConverterHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pna.transport.diameter.PeerState.Condition;
import org.pna.transport.diameter.codec.DiameterHeader;

@Timeout(60)
class PeerSupervisionTest {
  static final AsyncProcessor IDLE = AsyncProcessorConverterHelper.convert(exchange -> {});

  @Test
  void comesUpAndSaysFarewell() throws Exception {
    try (SimulatedHss hss = new SimulatedHss()) {
      long begin;
      try (TestGateway gateway = new TestGateway(List.of(hss.peer()), IDLE)) {
        assertThat(gateway.until(Condition.UP).peer()).isEqualTo("hss.ims.example");
        begin = System.nanoTime();
      }
      assertThat(hss.next(DiameterHeader.DISCONNECT_PEER).header().isRequest()).isTrue();
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(3));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void comesBackAfterEachCauseOfDisconnection(int cause) throws Exception {
    try (SimulatedHss hss = new SimulatedHss();
        TestGateway gateway = new TestGateway(List.of(hss.peer()), IDLE)) {
      gateway.until(Condition.UP);
      hss.leave(cause);
      assertThat(gateway.until(Condition.DOWN).reason()).contains("cause " + cause);
      gateway.until(Condition.UP);
      assertThat(hss.connections).hasValue(2);
    }
  }

  @Test
  void comesBackAfterALossAndShowsFlapping() throws Exception {
    try (SimulatedHss hss = new SimulatedHss();
        TestGateway gateway = new TestGateway(List.of(hss.peer()), IDLE)) {
      for (int i = 0; i < 3; i++) {
        gateway.until(Condition.UP);
        hss.drop();
      }
      assertThat(gateway.until(PeerState::flapping).condition()).isEqualTo(Condition.DOWN);
      assertThat(gateway.until(Condition.UP).flapping()).isTrue();
    }
  }

  @Test
  void aPeerWithoutShShowsAsSuch() throws Exception {
    try (SimulatedHss hss = new SimulatedHss()) {
      hss.capabilitiesResult = 5010;
      try (TestGateway gateway = new TestGateway(List.of(hss.peer()), IDLE)) {
        assertThat(gateway.until(Condition.NO_COMMON_APPLICATION).reason()).contains("5010");
        hss.capabilitiesResult = 2001;
        gateway.until(Condition.UP);
      }
    }
  }

  @Test
  void aPeerThatOffersSomethingElseShowsAsSuch() throws Exception {
    try (SimulatedHss hss = new SimulatedHss()) {
      hss.application = 16777230;
      try (TestGateway gateway = new TestGateway(List.of(hss.peer()), IDLE)) {
        gateway.until(Condition.NO_COMMON_APPLICATION);
      }
    }
  }

  @Test
  void aRelayShowsAsSuch() throws Exception {
    try (SimulatedHss hss = new SimulatedHss()) {
      hss.application = DiameterHeader.RELAY;
      try (TestGateway gateway = new TestGateway(List.of(hss.peer()), IDLE)) {
        gateway.until(Condition.RELAY);
      }
    }
  }

  @Test
  void aChangedOriginStateIdIsTold() throws Exception {
    try (SimulatedHss hss = new SimulatedHss();
        TestGateway gateway = new TestGateway(List.of(hss.peer()), IDLE)) {
      gateway.until(Condition.UP);
      hss.watchdog();
      hss.next(DiameterHeader.DEVICE_WATCHDOG);
      assertThat(gateway.restarts).isEmpty();
      hss.stateId = 2;
      hss.watchdog();
      assertThat(gateway.restarts.poll(5, TimeUnit.SECONDS)).isEqualTo("hss.ims.example");
    }
  }

  @Test
  void aPeerThatRestartedWhileWeWereAwayIsToldAndKept() throws Exception {
    try (SimulatedHss hss = new SimulatedHss();
        TestGateway before = new TestGateway(List.of(hss.peer()), IDLE)) {
      before.until(Condition.UP);
      assertThat(before.originStates).containsExactly(entry("hss.ims.example", 1L));
      assertThat(before.restarts).isEmpty();
    }
    for (long known : new long[] {1, 7}) {
      try (SimulatedHss hss = new SimulatedHss();
          TestGateway after =
              new TestGateway(node(hss.peer()), Map.of("hss.ims.example", known), IDLE)) {
        after.until(Condition.UP);
        if (known == 1) {
          assertThat(after.restarts).isEmpty();
        } else {
          assertThat(after.restarts.poll(5, TimeUnit.SECONDS)).isEqualTo("hss.ims.example");
        }
        assertThat(after.originStates).containsExactly(entry("hss.ims.example", 1L));
      }
    }
  }

  private static DiameterNode node(DiameterPeer peer) {
    return TestGateway.node(List.of(peer), TestGateway.TIMERS, DiameterNode.Bounds.DEFAULT);
  }

  @Test
  void aPeerThatFallsSilentIsDown() throws Exception {
    try (SimulatedHss hss = new SimulatedHss();
        TestGateway gateway = new TestGateway(List.of(hss.peer()), IDLE)) {
      gateway.until(Condition.UP);
      hss.answersWatchdog = false;
      assertThat(gateway.until(Condition.DOWN).reason()).contains("watchdog");
    }
  }

  @Test
  void startsWithoutItsPeers() throws Exception {
    SimulatedHss gone = new SimulatedHss();
    gone.close();
    try (TestGateway gateway = new TestGateway(List.of(gone.peer()), IDLE);
        SimulatedHss back = new SimulatedHss("hss.ims.example", gone.port())) {
      gateway.until(Condition.UP);
      assertThat(back.connections).hasValue(1);
    }
  }
}
