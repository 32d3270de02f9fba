package org.pna.endurance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.pna.app.Main;
import org.pna.app.control.ControlClient;
import org.pna.app.control.ControlRequest;
import org.pna.app.control.ControlSocket;
import org.pna.app.control.Format;
import org.pna.app.control.Reply;
import org.pna.model.Cell;
import org.pna.model.LocationArea;
import org.pna.model.Plmn;
import org.pna.simulator.M3uaLink;
import org.pna.simulator.SimulatedNode;
import org.pna.simulator.SimulatedWatcher;
import org.pna.simulator.Subscriber;

@DisplayName("I5: why says the same of a running gateway, of what a kill -9 left, and after it")
class WhyAfterKillTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String PRESENTITY = GatewayFolder.presentity(0);

  @TempDir private Path folder;

  @Test
  @Timeout(120)
  void theSameText() throws Exception {
    GatewayFolder gateway = GatewayFolder.in(folder, 1, "");
    String running;
    try (GatewayProcess process = GatewayProcess.start(gateway, GatewayProcess.SHORT_LIVED);
        M3uaLink link = gateway.link();
        SimulatedWatcher watcher = SimulatedWatcher.open(GatewayFolder.WATCHER, gateway.sip())) {
      assertThat(link.awaitActive(PATIENCE)).isTrue();
      assertThat(watcher.subscribe(PRESENTITY, Duration.ofHours(1)).get()).isEqualTo(200);
      SimulatedNode vlr =
          new SimulatedNode(link, GatewayFolder.VLR, GatewayFolder.GATEWAY, PATIENCE);
      vlr.report(Subscriber.numbered(0), 0x02, cell(1)).get();
      vlr.report(Subscriber.numbered(0), 0x00, cell(2)).get();
      vlr.posingAs("46703333333").report(Subscriber.numbered(0), 0x03, null).get();
      vlr.report(Subscriber.numbered(0), 0x03, null).get();
      running = settled(gateway);
      assertThat(running)
          .contains("version 3, 4 steps", "cs-voice", "not-serving", GatewayFolder.WATCHER);
      process.kill();
      String[] parts = running.split("(?=\n\nknown by\n)", 2);
      assertThat(parts).as("a running gateway adds the names").hasSize(2);
      assertThat(ofStore(gateway)).isEqualTo(parts[0] + '\n');
      try (GatewayProcess again = GatewayProcess.start(gateway, GatewayProcess.SHORT_LIVED)) {
        assertThat(link.awaitActive(PATIENCE)).isTrue();
        assertThat(settled(gateway)).isEqualTo(running);
        assertThat(again.isAlive()).isTrue();
      }
      assertThat(ofStore(gateway)).isEqualTo(parts[0] + '\n');
    }
  }

  /** What the running gateway says once its watcher has answered the last NOTIFY. */
  private static String settled(GatewayFolder gateway) throws Exception {
    Path socket = gateway.data().resolve(ControlSocket.FILE);
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try (ControlClient client = new ControlClient(socket);
          GatewayQuestions questions = new GatewayQuestions(gateway.data())) {
        Explanation explanation = questions.why(PRESENTITY);
        Reply reply = client.ask(new ControlRequest.Why(PRESENTITY, null, Format.TEXT));
        if (explanation.watching().stream().allMatch(w -> w.version() == explanation.version())) {
          return reply.text();
        }
      }
      if (System.nanoTime() > end) {
        throw new IOException("the watcher was not told");
      }
      Thread.onSpinWait();
    }
  }

  /** What the command says of the folder. */
  private static String ofStore(GatewayFolder gateway) throws Exception {
    Process why =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "why",
                PRESENTITY,
                "--store",
                gateway.data().toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String text = new String(why.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(why.waitFor()).isZero();
    return text;
  }

  private static Cell cell(int number) {
    return new Cell(new LocationArea(new Plmn("240", "99"), 1000), number, false);
  }
}
