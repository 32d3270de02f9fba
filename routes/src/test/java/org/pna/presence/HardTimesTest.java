package org.pna.presence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.pna.model.sip.SipSocket;
import org.pna.publisher.pidf.Basic;

/** Watchers that do not answer, are many, get much, or send rubbish. */
@Timeout(60)
class HardTimesTest {
  /** Timer F is 64 of it: 1.3 s. */
  private static final Duration SHORT_T1 = Duration.ofMillis(20);

  private static String subscribe(WatcherSocket watcher, String user, int n, String transport) {
    return String.join(
        "\r\n",
        "SUBSCRIBE sip:" + user + "@pna.test SIP/2.0",
        "Via: SIP/2.0/UDP " + watcher.local() + ";branch=z9hG4bKx" + n + ";rport",
        "Max-Forwards: 70",
        "From: \"W\" <sip:watcher@pna.test>;tag=f" + n,
        "To: <sip:" + user + "@pna.test>",
        "Call-ID: hard-" + n,
        "CSeq: 1 SUBSCRIBE",
        "Contact: <sip:w@" + watcher.local() + transport + ">",
        "Event: presence",
        "Accept: application/pidf+xml",
        "Expires: 600",
        "Content-Length: 0",
        "",
        "");
  }

  private static String next(WatcherSocket watcher, String start) throws InterruptedException {
    for (String message = watcher.receive(5_000); ; message = watcher.receive(5_000)) {
      assertThat(message).as("waiting for %s", start).isNotNull();
      if (message.startsWith(start)) {
        return message;
      }
    }
  }

  @Test
  void watcherWhoNeverAnswersIsRemoved() throws Exception {
    try (ServerUnderTest server = new ServerUnderTest(SHORT_T1, 10, ServerUnderTest.RULES);
        WatcherSocket watcher = new WatcherSocket(server.socket("UDP", false))) {
      watcher.send(subscribe(watcher, "alice", 1, ""));
      next(watcher, "SIP/2.0 200");
      assertThat(next(watcher, "NOTIFY")).contains("CSeq: 1 NOTIFY");
      assertThat(next(watcher, "NOTIFY")).as("a repeat").contains("CSeq: 1 NOTIFY");
      RealWatchersTest.await(() -> server.store.size() == 0, "the removal");
      assertThat(
              server.registry.get("pna.presence.notify.ended").tag("outcome", "timeout").counter())
          .satisfies(counter -> assertThat(counter.count()).isEqualTo(1));
      while (watcher.receive(200) != null) {
        // the repeats that were sent before
      }
      server.publish("sip:alice@pna.test", Basic.OPEN, null);
      assertThat(watcher.receive(300)).isNull();
    }
  }

  @Test
  void beyondTheBoundIs503AndALeavingWatcherMakesRoom() throws Exception {
    try (ServerUnderTest server =
            new ServerUnderTest(Duration.ofMillis(500), 2, ServerUnderTest.RULES);
        WatcherSocket watcher = new WatcherSocket(server.socket("UDP", false))) {
      for (int n = 1; n <= 2; n++) {
        watcher.send(subscribe(watcher, "alice", n, ""));
        next(watcher, "SIP/2.0 200");
        watcher.answer(next(watcher, "NOTIFY"), "200 OK");
      }
      watcher.send(subscribe(watcher, "alice", 3, ""));
      assertThat(next(watcher, "SIP/2.0 503")).contains("Retry-After: 30");
      server.publish("sip:alice@pna.test", Basic.OPEN, null);
      watcher.answer(next(watcher, "NOTIFY"), "404 Not Found");
      RealWatchersTest.await(() -> server.store.size() == 1, "the removal");
      watcher.send(subscribe(watcher, "alice", 4, ""));
      next(watcher, "SIP/2.0 200");
    }
  }

  @Test
  void largeNotifyGoesOverTcpWhereTheContactLeavesTheChoice() throws Exception {
    try (ServerUnderTest server =
            new ServerUnderTest(Duration.ofMillis(500), 10, ServerUnderTest.RULES);
        WatcherSocket watcher = new WatcherSocket(server.socket("UDP", true))) {
      server.publishLarge("sip:alice@pna.test", 100);
      watcher.send(subscribe(watcher, "alice", 1, ""));
      next(watcher, "SIP/2.0 200");
      String notify = next(watcher, "NOTIFY");
      assertThat(notify).contains("Via: SIP/2.0/TCP [").contains("id=\"t99\"");
      watcher.answer(notify, "200 OK");
      assertThat(server.count("pna.sip.udp.oversize")).isZero();
      server.publish("sip:alice@pna.test", Basic.OPEN, null);
      assertThat(next(watcher, "NOTIFY")).contains("CSeq: 2 NOTIFY");
    }
  }

  @Test
  void largeNotifyGoesOverUdpWhereTheContactSaysSo() throws Exception {
    try (ServerUnderTest server =
            new ServerUnderTest(Duration.ofMillis(500), 10, ServerUnderTest.RULES);
        WatcherSocket watcher = new WatcherSocket(server.socket("UDP", false))) {
      server.publishLarge("sip:alice@pna.test", 100);
      watcher.send(subscribe(watcher, "alice", 1, ";transport=udp"));
      next(watcher, "SIP/2.0 200");
      assertThat(next(watcher, "NOTIFY")).contains("Via: SIP/2.0/UDP").contains("id=\"t99\"");
      assertThat(server.count("pna.sip.udp.oversize")).isEqualTo(1);
    }
  }

  @Test
  void largeNotifyFallsBackToUdpWhereNobodyListensOnTcp() throws Exception {
    try (ServerUnderTest server =
            new ServerUnderTest(Duration.ofMillis(500), 10, ServerUnderTest.RULES);
        WatcherSocket watcher = new WatcherSocket(server.socket("UDP", false))) {
      server.publishLarge("sip:alice@pna.test", 100);
      watcher.stopListeningOnTcp();
      watcher.send(subscribe(watcher, "alice", 1, ""));
      next(watcher, "SIP/2.0 200");
      assertThat(next(watcher, "NOTIFY")).contains("Via: SIP/2.0/UDP").contains("CSeq: 1 NOTIFY");
    }
  }

  @Test
  void mutantsHarmNobody() throws Exception {
    mutantsHarmNobody(4_000);
  }

  @Test
  @Tag("slow")
  void manyMutantsHarmNobody() throws Exception {
    mutantsHarmNobody(20_000);
  }

  private static void mutantsHarmNobody(int mutants) throws Exception {
    PrintStream stderr = System.err;
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
    Map<String, Integer> outcomes = new TreeMap<>();
    try (ServerUnderTest server =
            new ServerUnderTest(Duration.ofMillis(60), 5_000, ServerUnderTest.RULES);
        WatcherSocket watcher = new WatcherSocket(server.socket("UDP", false));
        WatcherSocket pace = new WatcherSocket(server.socket("UDP", false))) {
      Random random = new Random(20260101);
      int threads = Thread.activeCount();
      SipSocket to = server.socket("UDP", false);
      try (DatagramSocket socket = new DatagramSocket()) {
        socket.setReceiveBufferSize(4 << 20);
        Thread counter = new Thread(() -> count(socket, outcomes), "counter");
        counter.start();
        Thread leaving = new Thread(() -> leave(watcher), "leaving");
        leaving.start();
        for (int n = 0; n < mutants; n++) {
          byte[] mutant = mutant(subscribe(watcher, "alice", n + 10, ""), random);
          socket.send(
              new DatagramPacket(
                  mutant, mutant.length, InetAddress.getByName("127.0.0.1"), to.port()));
          if (n % 100 == 0) {
            awaitTaken(pace, n);
          }
        }
        counter.join();
        leaving.join();
      }
      System.out.println(
          "mutated SUBSCRIBEs by what came back: "
              + outcomes
              + ", dropped "
              + server.count("pna.sip.udp.dropped"));
      RealWatchersTest.await(() -> server.store.size() == 0, "the watchers who never answer");
      watcher.send(subscribe(watcher, "alice", Integer.MAX_VALUE, ""));
      next(watcher, "SIP/2.0 200");
      watcher.answer(next(watcher, "NOTIFY"), "200 OK");
      assertThat(server.store.size()).isEqualTo(1);
      RealWatchersTest.await(() -> Thread.activeCount() < threads + 10, "the threads' end");
    } finally {
      System.setErr(stderr);
    }
    assertThat(said.toString(StandardCharsets.UTF_8)).isEmpty();
    assertThat(outcomes).containsKeys("200", "400", "404", "489");
    assertThat(outcomes.values().stream().mapToInt(count -> count).sum())
        .isGreaterThan(mutants * 2 / 3);
  }

  /** One more request, answered when the server has taken what was sent before it. */
  private static void awaitTaken(WatcherSocket pace, int n) throws Exception {
    pace.send(subscribe(pace, "alice", -1 - n, "").replace("Event: presence", "Event: none"));
    next(pace, "SIP/2.0 489");
  }

  /** What the server answers to the port of the mutants, as their rport asks. */
  private static void count(DatagramSocket socket, Map<String, Integer> outcomes) {
    DatagramPacket packet = new DatagramPacket(new byte[4096], 4096);
    try {
      socket.setSoTimeout(500);
      while (true) {
        packet.setLength(4096);
        socket.receive(packet);
        String status = new String(packet.getData(), 8, 3, StandardCharsets.US_ASCII);
        outcomes.merge(status, 1, Integer::sum);
      }
    } catch (IOException e) {
      // no more of them
    }
  }

  /** Knows nothing of any NOTIFY, until none comes any more. */
  private static void leave(WatcherSocket watcher) {
    try {
      for (String message = watcher.receive(5_000);
          message != null;
          message = watcher.receive(1_000)) {
        if (message.startsWith("NOTIFY")) {
          watcher.answer(message, "481 Subscription Does Not Exist");
        }
      }
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A few bytes changed, cut out, doubled or inserted. */
  private static byte[] mutant(String message, Random random) {
    byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
    for (int times = 1 + random.nextInt(3); times > 0; times--) {
      int at = random.nextInt(bytes.length);
      int length = Math.min(bytes.length - at, 1 + random.nextInt(12));
      byte[] result;
      switch (random.nextInt(5)) {
        case 0 -> {
          result = bytes.clone();
          result[at] = (byte) random.nextInt(256);
        }
        case 1 -> {
          result = new byte[bytes.length - length];
          System.arraycopy(bytes, 0, result, 0, at);
          System.arraycopy(bytes, at + length, result, at, bytes.length - at - length);
        }
        case 2 -> {
          result = new byte[bytes.length + length];
          System.arraycopy(bytes, 0, result, 0, at + length);
          System.arraycopy(bytes, at, result, at + length, bytes.length - at);
        }
        case 3 -> {
          byte[] inserted = "\r\n;,<>\"%@:[]\0=".getBytes(StandardCharsets.UTF_8);
          result = new byte[bytes.length + 1];
          System.arraycopy(bytes, 0, result, 0, at);
          result[at] = inserted[random.nextInt(inserted.length)];
          System.arraycopy(bytes, at, result, at + 1, bytes.length - at);
        }
        default -> {
          result = bytes.clone();
          result[at] = "0123456789".getBytes(StandardCharsets.UTF_8)[random.nextInt(10)];
        }
      }
      bytes = result.length == 0 ? bytes : result;
    }
    return bytes;
  }
}
