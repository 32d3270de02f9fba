package org.pna.endurance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.pna.Peers;
import org.pna.simulator.M3uaLink;
import org.pna.simulator.NasSession;
import org.pna.simulator.SimulatedNas;
import org.pna.simulator.SimulatedNas.Status;
import org.pna.simulator.Subscriber;

@DisplayName(
    "T14: sessions are known after a kill -9, and their GGSN's Accounting-On ends them all")
class GatewayRestartTest {
  private static final int SUBSCRIBERS = 60;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir private Path folder;

  @Test
  @Timeout(120)
  void itsSessionsEndAndNoOthers() throws Exception {
    Peers.need("kill");
    GatewayFolder gateway = GatewayFolder.in(folder, SUBSCRIBERS, "");
    try (M3uaLink link = gateway.link();
        SimulatedNas restarting = nas(gateway, "10.0.0.9");
        SimulatedNas other = nas(gateway, "10.0.0.10")) {
      try (GatewayProcess process = GatewayProcess.start(gateway, GatewayProcess.SHORT_LIVED)) {
        assertThat(link.awaitActive(PATIENCE)).isTrue();
        for (int i = 0; i < SUBSCRIBERS; i++) {
          NasSession session = session(i);
          SimulatedNas own = i % 3 == 2 ? other : restarting;
          assertThat(own.report(Status.START, session)).isTrue();
          if (i % 3 == 1) {
            assertThat(own.report(Status.STOP, session)).isTrue();
          }
        }
        process.kill();
      }
      assertThat(link.awaitInactive(PATIENCE)).isTrue();
      try (GatewayProcess again = GatewayProcess.start(gateway, GatewayProcess.SHORT_LIVED)) {
        assertThat(link.awaitActive(PATIENCE)).isTrue();
        isOpen(gateway, 0, 2);
        assertThat(restarting.report(Status.ACCOUNTING_ON)).isTrue();
        isOpen(gateway, 2, 2);
        again.kill();
      }
      assertThat(link.awaitInactive(PATIENCE)).isTrue();
      try (GatewayProcess last = GatewayProcess.start(gateway, GatewayProcess.SHORT_LIVED)) {
        assertThat(link.awaitActive(PATIENCE)).isTrue();
        isOpen(gateway, 2, 2);
        assertThat(last.isAlive()).isTrue();
      }
    }
  }

  private static void isOpen(GatewayFolder gateway, int one, int another) throws Exception {
    Map<String, String> documents = Sight.documents(gateway, SUBSCRIBERS, PATIENCE);
    assertThat(documents).hasSize(SUBSCRIBERS);
    for (int i = 0; i < SUBSCRIBERS; i++) {
      boolean open = i % 3 == one || i % 3 == another;
      assertThat(documents.get(GatewayFolder.presentity(i)))
          .as("subscriber " + i)
          .contains("ps-data " + (open ? "open" : "closed"));
    }
  }

  private static NasSession session(int number) {
    return NasSession.ofGgsn(
        String.format("0A000009%08X", number), Subscriber.numbered(number), "10.1.2." + number);
  }

  private static SimulatedNas nas(GatewayFolder gateway, String address) throws Exception {
    return new SimulatedNas(
        gateway.radius(), GatewayFolder.RADIUS_SECRET, address, Duration.ofSeconds(1), 30, 1);
  }
}
