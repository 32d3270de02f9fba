package org.pna.presence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pna.Baresip;
import org.pna.Peers;
import org.pna.publisher.pidf.Basic;

/** Watchers that others have written see what is published. */
class RealWatchersTest {
  private static final Path ROOT = Path.of(System.getProperty("pna.root", ".."));

  @TempDir Path folder;

  @Test
  void baresipSeesOnlineThenOffline() throws Exception {
    Peers.need("baresip");
    try (ServerUnderTest server =
        new ServerUnderTest(Duration.ofMillis(500), 100, ServerUnderTest.RULES)) {
      server.publish("sip:p1@pna.test", Basic.OPEN, null);
      try (Baresip baresip =
          Baresip.watching("sip:p1@pna.test", server.socket("UDP", false).port(), folder)) {
        await(() -> taken(server) == 1, "the first NOTIFY at baresip");
        baresip.press("/contacts");
        await(() -> baresip.shows("Online.*P1"), "P1 online in baresip's list");
        server.publish("sip:p1@pna.test", Basic.CLOSED, null);
        await(() -> taken(server) == 2, "the second NOTIFY at baresip");
        baresip.press("/contacts");
        await(() -> baresip.shows("Online.*P1.*Offline.*P1"), "P1 offline in baresip's list");
        assertThat(baresip.quits()).isTrue();
        // It unsubscribes as it goes.
        await(() -> server.store.size() == 0, "no subscription left");
        assertThat(baresip.shows("Subscription-State: active")).isTrue();
      }
    }
  }

  @Test
  void sippGetsEveryNotify() throws Exception {
    Peers.need("sipp");
    Path scenario = ROOT.resolve("../shared/bench/sip/watcher.xml");
    Peers.need(scenario);
    int watchers = 20;
    int changes = 25;
    try (ServerUnderTest server =
        new ServerUnderTest(
            Duration.ofMillis(500),
            100,
            List.of(new org.pna.publisher.server.WatcherRule("*", List.of("*"), true)))) {
      StringBuilder users = new StringBuilder("SEQUENTIAL\n");
      for (int i = 0; i < watchers; i++) {
        users.append("p0;w").append(i).append(";\n");
      }
      Files.writeString(folder.resolve("users.csv"), users);
      Process sipp =
          new ProcessBuilder(
                  "sipp",
                  "127.0.0.1:" + server.socket("UDP", false).port(),
                  "-sf",
                  scenario.toRealPath().toString(),
                  "-inf",
                  "users.csv",
                  "-i",
                  "127.0.0.1",
                  "-p",
                  String.valueOf(freePort()),
                  "-m",
                  String.valueOf(watchers),
                  "-l",
                  String.valueOf(watchers),
                  "-r",
                  "100",
                  "-nostdin",
                  "-trace_msg",
                  "-message_file",
                  "messages.log",
                  "-timeout",
                  "40")
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("screen").toFile())
              .start();
      try {
        await(() -> server.count("pna.presence.notify.ended") >= watchers, "all subscribed");
        for (int i = 1; i <= changes; i++) {
          int expected = watchers * (i + 1);
          server.publish("sip:p0@pna.test", i % 2 == 1 ? Basic.OPEN : Basic.CLOSED, null);
          await(() -> server.count("pna.presence.notify.ended") >= expected, "change " + i);
        }
        assertThat(sipp.waitFor(30, TimeUnit.SECONDS)).isTrue();
      } finally {
        sipp.destroyForcibly();
      }
      long received =
          text(folder.resolve("messages.log")).lines().filter(l -> l.startsWith("CSeq:")).count();
      // Each NOTIFY stands there twice, as its request and sipp's answer, and the SUBSCRIBE too.
      assertThat(received).isGreaterThanOrEqualTo(2L * watchers * (changes + 2));
      assertThat(
              server
                  .registry
                  .get("pna.presence.notify.ended")
                  .tag("outcome", "2xx")
                  .counter()
                  .count())
          .isEqualTo(watchers * (changes + 1.0));
    }
  }

  private static int freePort() throws IOException {
    InetAddress here = InetAddress.getByName("127.0.0.1");
    try (ServerSocket tcp = new ServerSocket(0, 1, here);
        DatagramSocket udp = new DatagramSocket(tcp.getLocalPort(), here)) {
      return udp.getLocalPort();
    }
  }

  private static String text(Path file) {
    try {
      return Files.exists(file) ? Files.readString(file, StandardCharsets.ISO_8859_1) : "";
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static double taken(ServerUnderTest server) {
    return server.count("pna.presence.notify.ended");
  }

  static void await(BooleanSupplier condition, String what) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waiting for %s", what).isLessThan(end);
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }
}
