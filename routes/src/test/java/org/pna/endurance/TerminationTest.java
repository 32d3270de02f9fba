package org.pna.endurance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
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
    "SIGTERM under accounting: what was accepted is answered and kept, the rest gets silence")
class TerminationTest {
  private static final int SUBSCRIBERS = 3_000;
  private static final int NAS = 150;
  private static final int UNDER_LOAD = 500;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir private Path folder;

  @Test
  @Timeout(120)
  void whatIsKeptWasAnsweredAndWhatWasAnsweredIsKept() throws Exception {
    Peers.need("kill");
    GatewayFolder gateway = GatewayFolder.in(folder, SUBSCRIBERS, "");
    Set<String> answered = new ConcurrentSkipListSet<>();
    AtomicInteger next = new AtomicInteger();
    try (GatewayProcess process = GatewayProcess.start(gateway, GatewayProcess.SHORT_LIVED)) {
      try (M3uaLink link = gateway.link()) {
        assertThat(link.awaitActive(PATIENCE)).isTrue();
      }
      ExecutorService senders = Executors.newFixedThreadPool(NAS);
      try {
        List<Future<?>> ends = new ArrayList<>();
        for (int i = 0; i < NAS; i++) {
          ends.add(senders.submit(() -> begin(gateway, next, answered)));
        }
        RegisterAtWork.await(() -> answered.size() > UNDER_LOAD, PATIENCE);
        assertThat(process.terminate()).as("exit status").isZero();
        for (Future<?> end : ends) {
          end.get();
        }
      } finally {
        senders.shutdownNow();
      }
    }
    assertThat(next).as("ended while there was more to send").hasValueLessThan(SUBSCRIBERS);
    try (GatewayProcess again = GatewayProcess.start(gateway, GatewayProcess.SHORT_LIVED)) {
      try (M3uaLink link = gateway.link()) {
        assertThat(link.awaitActive(PATIENCE)).isTrue();
      }
      assertThat(open(gateway, next.get())).isEqualTo(answered);
      assertThat(again.isAlive()).isTrue();
    }
  }

  /** Begins one session after another, each told once, until one is not answered. */
  private static Void begin(GatewayFolder gateway, AtomicInteger next, Set<String> answered)
      throws IOException {
    try (SimulatedNas nas =
        new SimulatedNas(
            gateway.radius(),
            GatewayFolder.RADIUS_SECRET,
            "10.0.0.9",
            Duration.ofSeconds(3),
            1,
            1)) {
      int number = next.getAndIncrement();
      while (number < SUBSCRIBERS && nas.report(Status.START, session(number))) {
        answered.add(GatewayFolder.presentity(number));
        number = next.getAndIncrement();
      }
    }
    return null;
  }

  private static NasSession session(int number) {
    Subscriber who = Subscriber.numbered(number);
    return NasSession.ofGgsn(
        String.format("0A000009%08X", number), who, "10.1." + number / 250 + '.' + number % 250);
  }

  private static Set<String> open(GatewayFolder gateway, int subscribers) throws Exception {
    Map<String, String> documents = Sight.documents(gateway, subscribers, PATIENCE);
    assertThat(documents).hasSize(subscribers);
    Set<String> open = new TreeSet<>();
    documents.forEach(
        (presentity, document) -> {
          if (document.contains("ps-data open")) {
            open.add(presentity);
          }
        });
    return open;
  }
}
