package org.pna.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.pna.app.Gateway;
import org.pna.app.config.ConfigFile;
import org.pna.app.config.GatewayConfig;
import org.pna.app.config.LoadedConfig;
import org.pna.app.control.ControlClient;
import org.pna.app.control.ControlRequest;
import org.pna.app.control.Format;
import org.pna.app.control.Reply;
import org.pna.model.message.sh.ImsUserState;
import org.pna.publisher.pen.ReportingControl.Wish;
import org.pna.publisher.store.StoreUnusableException;
import org.pna.transport.diameter.PeerState;

/** The real gateway subscribes to registrations at a simulated HSS over TCP. */
@Timeout(60)
class LiveRegistrationTest {
  private static final int NOTIFICATIONS = 308;
  private static final int COUNT = 5;

  @TempDir private Path folder;
  private int sip;

  @BeforeEach
  void ports() throws IOException {
    try (DatagramSocket udp = new DatagramSocket(0)) {
      sip = udp.getLocalPort();
    }
  }

  private static String identity(int number) {
    return "sip:user" + number + "@pna.test";
  }

  /** TS 23.141 clause 4.3.5; TS 29.328 clauses 6.1.3 and 6.1.4. */
  @Test
  void aRegistrationIsToldFromTheSubscriptionOnThroughReconnectionAndRestart() throws Exception {
    try (SimulatedHss hss = hss()) {
      try (Gateway gateway = start(hss, "all")) {
        await(() -> hss.subscriptions() == COUNT);
        await(() -> status().contains("\"standing\":" + COUNT + ",\"refused\":0"));
        await(() -> why(1).contains("\"id\":\"ims\",\"value\":\"closed\""));
        assertThat(hss.counts().of(NOTIFICATIONS)).isEqualTo(COUNT);

        becomes(hss, 1, ImsUserState.REGISTERED);
        PushAnswer told = hss.tell(identity(1)).get(20, TimeUnit.SECONDS);
        assertThat(told.code()).isEqualTo(PushAnswer.SUCCESS);
        await(() -> why(1).contains("\"id\":\"ims\",\"value\":\"open\""));
        assertThat(why(1)).contains("\"operation\":\"Push-Notification-Request\"");

        becomes(hss, 2, ImsUserState.REGISTERED); // nobody is told: the connection is gone
        hss.cut();
        await(() -> hss.counts().of(NOTIFICATIONS) == 2 * COUNT);
        await(() -> why(2).contains("\"id\":\"ims\",\"value\":\"open\""));

        hss.kill();
        await(() -> gateway.peers().get(0).condition() == PeerState.Condition.DOWN);
        hss.restart(); // it has forgotten everything
        await(() -> hss.subscriptions() == COUNT);
        await(() -> status().contains("\"standing\":" + COUNT));
      }
      long before = hss.counts().of(NOTIFICATIONS);
      try (Gateway gateway = start(hss, "all")) {
        await(() -> status().contains("\"standing\":" + COUNT));
        await(() -> hss.connected() == 1);
        assertThat(gateway.peers()).hasSize(1);
        assertThat(hss.counts().of(NOTIFICATIONS)).isEqualTo(before);
      }
    }
  }

  /** TS 23.141 clause 4.3.2. */
  @Test
  void whatSomebodyAsksForIsDoneOnTheWire() throws Exception {
    try (SimulatedHss hss = hss();
        Gateway gateway = start(hss, "none")) {
      BlockingQueue<HssQuestion> asked = new LinkedBlockingQueue<>();
      hss.listener(asked::add);
      await(() -> hss.connected() == 1);
      Reply on = reporting(3, Wish.ON, Format.JSON);
      assertThat(on.text())
          .startsWith("{\"presentity\":\"" + identity(3) + "\",\"registrations\":[{\"identity\":\"")
          .contains("\"wanted\":true,\"asked\":\"on\",\"since\":\"2")
          .contains("\"settled\":true,\"ims-user-state\":{\"state\":\"standing\",\"since\":\"2")
          .contains("\"until\":\"2");
      assertThat(hss.isSubscribed(identity(3))).isTrue();
      assertThat(asked.take()).isEqualTo(asked(3, true));

      Reply off = reporting(3, Wish.OFF, Format.TEXT);
      assertThat(off.text())
          .startsWith(identity(3) + "\n  identity " + identity(3) + "\n    wished")
          .contains("off, as asked since 2")
          .contains("ims-user-state  none since 2");
      assertThat(hss.isSubscribed(identity(3))).isFalse();
      assertThat(asked.take()).isEqualTo(asked(3, false));
      assertThat(hss.counts().of(NOTIFICATIONS)).isEqualTo(2);

      becomes(hss, 3, ImsUserState.REGISTERED); // told all the same, it counts, and is ended
      assertThat(hss.push(identity(3)).get(20, TimeUnit.SECONDS).code())
          .isEqualTo(PushAnswer.SUCCESS);
      await(() -> hss.counts().of(NOTIFICATIONS) == 3);
      assertThat(gateway.counters())
          .containsEntry("pna.ph.subscriptions{done=unwanted,node=hss1}", 1L);
    }
  }

  private static HssQuestion asked(int number, boolean wanted) {
    return new HssQuestion.Notifications(Subscriber.numbered(number), identity(number), wanted);
  }

  private static void becomes(SimulatedHss hss, int number, ImsUserState state) {
    assertThat(hss.subscribers().change(identity(number), one -> one.registered(state)))
        .isNotNull();
  }

  private String why(int number) {
    try {
      return ask(new ControlRequest.Why(identity(number), null, Format.JSON)).text();
    } catch (IOException e) {
      return "";
    }
  }

  private Reply reporting(int number, Wish wish, Format format) throws IOException {
    return ask(new ControlRequest.Reporting(identity(number), wish, format));
  }

  private String status() {
    try {
      return ask(new ControlRequest.Status(false, Format.JSON)).text();
    } catch (IOException e) {
      return "";
    }
  }

  private Reply ask(ControlRequest request) throws IOException {
    try (ControlClient client = new ControlClient(folder.resolve("data/pna.sock"))) {
      return client.ask(request);
    }
  }

  /** Looks every 20 ms: nobody tells. */
  private static void await(BooleanSupplier condition) throws InterruptedException {
    while (!condition.getAsBoolean()) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  private static SimulatedHss hss() throws IOException {
    SimulatedHss hss =
        SimulatedHss.open(
            new SimulatedHss.Identity("hss.ims.test", "ims.test"),
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            InstantSource.system(),
            Duration.ofSeconds(20));
    for (int i = 0; i < COUNT; i++) {
      hss.subscribers().put(HssSubscriber.attached(Subscriber.numbered(i), identity(i)));
    }
    return hss;
  }

  private Gateway start(SimulatedHss hss, String whom) throws IOException, StoreUnusableException {
    List<String> rows = new ArrayList<>(List.of("imsi,msisdn,presentity,identities"));
    for (int i = 0; i < COUNT; i++) {
      Subscriber who = Subscriber.numbered(i);
      rows.add(who.imsi() + "," + who.msisdn() + "," + identity(i) + ",");
    }
    Files.write(folder.resolve("subscribers.csv"), rows);
    Path yaml = folder.resolve("pna.yaml");
    Files.writeString(
        yaml,
        """
        home: {plmns: ["24099"]}
        subscribers: subscribers.csv
        data: data
        diameter:
          nodes:
            - name: hss1
              host: pna.ims.test
              realm: ims.test
              local: 127.0.0.1
              reconnect: 1s
              peers: [{host: hss.ims.test, address: "127.0.0.1:%d"}]
        ph:
          registration: {node: hss1, for: %s}
        allow: {calling-gt: ["467"]}
        presence:
          listen: ["udp:127.0.0.1:%d"]
          domains: [pna.test]
          watchers: [{watcher: "sip:w1@pna.test", presentities: ["*"], location: true}]
        """
            .formatted(hss.address().getPort(), whom, sip));
    LoadedConfig loaded = ConfigFile.read(yaml);
    GatewayConfig config = loaded.config();
    assertThat(config).as(loaded.faults().toString()).isNotNull();
    return Gateway.start(config);
  }
}
