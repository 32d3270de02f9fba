package org.pna.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class SimulatedWatcherTest {
  private static final String ALICE = "sip:alice@pna.test";
  private static final String OPEN =
      "<presence xmlns=\"urn:ietf:params:xml:ns:pidf\" entity=\"sip:alice@pna.test\"><tuple"
          + " id=\"cs-voice\"><status><basic>open</basic></status></tuple></presence>";

  private final BlockingQueue<Notice> notices = new LinkedBlockingQueue<>();
  private TinyNotifier server;
  private SimulatedWatcher watcher;

  @BeforeEach
  void start() throws Exception {
    server = new TinyNotifier();
    watcher = SimulatedWatcher.open("sip:w1@pna.test", server.address());
    watcher.listener(notices::add);
  }

  @AfterEach
  void stop() {
    watcher.close();
    server.close();
  }

  @Test
  void whatNotifiesSayReachesTheListenerOnce() throws Exception {
    assertThat(subscribe()).isEqualTo(200);
    assertThat(notice().presence()).isNotNull();

    server.notify(ALICE, "active", OPEN);
    Notice told = notice();
    server.again(ALICE, "active", OPEN);
    for (int i = 0; i < 3; i++) {
      assertThat(server.responses.poll(5, TimeUnit.SECONDS).status()).isEqualTo(200);
    }

    assertThat(told.text()).isEqualTo(ALICE + "  cs-voice open");
    assertThat(notices).isEmpty();
  }

  @Test
  void anUnreadableDocumentIsToldAsSuch() throws Exception {
    assertThat(subscribe()).isEqualTo(200);
    notice();

    server.notify(
        ALICE, "active", "<!DOCTYPE p [<!ENTITY e SYSTEM \"file:///etc/hostname\">]><p>&e;</p>");

    assertThat(notice().fault()).startsWith("unreadable document");
  }

  @Test
  void aLostSubscribeIsSentAgain() throws Exception {
    server.ignored = 1;

    assertThat(subscribe()).isEqualTo(200);
    assertThat(server.subscribes)
        .containsExactly("SUBSCRIBE 1 SUBSCRIBE 3600", "SUBSCRIBE 1 SUBSCRIBE 3600");
  }

  @Test
  void aSubscriptionIsRefreshedInItsDialogBeforeItEnds() throws Exception {
    server.granted = 1;

    assertThat(subscribe()).isEqualTo(200);
    notice();
    notice();

    assertThat(server.subscribes)
        .startsWith("SUBSCRIBE 1 SUBSCRIBE 3600", "SUBSCRIBE 2 SUBSCRIBE 1");
  }

  @Test
  void unsubscribingEndsInATerminatedNotify() throws Exception {
    assertThat(subscribe()).isEqualTo(200);
    notice();

    assertThat(watcher.unsubscribe(ALICE).get(5, TimeUnit.SECONDS)).isEqualTo(200);

    assertThat(notice().state()).isEqualTo("terminated");
    assertThat(server.subscribes).endsWith("SUBSCRIBE 2 SUBSCRIBE 0");
    assertThat(watcher.unsubscribe(ALICE).get(5, TimeUnit.SECONDS)).isEqualTo(481);
  }

  @Test
  void aNotifyOfNoSubscriptionGets481() throws Exception {
    assertThat(subscribe()).isEqualTo(200);
    notice();
    assertThat(server.responses.poll(5, TimeUnit.SECONDS).status()).isEqualTo(200);
    watcher.unsubscribe(ALICE).get(5, TimeUnit.SECONDS);
    notice();
    assertThat(server.responses.poll(5, TimeUnit.SECONDS).status()).isEqualTo(200);

    server.notify(ALICE, "active", OPEN);

    assertThat(server.responses.poll(5, TimeUnit.SECONDS).status()).isEqualTo(481);
    assertThat(notices).isEmpty();
  }

  @Test
  void aRefusalIsTheStatusOfTheSubscription() throws Exception {
    try (DatagramSocket refusing = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        SimulatedWatcher refused =
            SimulatedWatcher.open(
                "sip:w2@pna.test", (java.net.InetSocketAddress) refusing.getLocalSocketAddress())) {
      CompletableFuture<Integer> status = refused.subscribe(ALICE, Duration.ofHours(1));
      DatagramPacket packet = new DatagramPacket(new byte[2_000], 2_000);
      refusing.receive(packet);
      SipMessage subscribe = SipMessage.of(packet.getData(), packet.getLength());
      assertThat(new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8))
          .startsWith("SUBSCRIBE " + ALICE + " SIP/2.0\r\n")
          .contains("\r\nEvent: presence\r\n");
      byte[] answer = subscribe.answer("489 Bad Event");
      refusing.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));

      assertThat(status.get(5, TimeUnit.SECONDS)).isEqualTo(489);
    }
  }

  private int subscribe() throws Exception {
    return watcher.subscribe(ALICE, Duration.ofHours(1)).get(10, TimeUnit.SECONDS);
  }

  private Notice notice() throws InterruptedException {
    Notice notice = notices.poll(5, TimeUnit.SECONDS);
    assertThat(notice).as("a NOTIFY came").isNotNull();
    return notice;
  }
}
