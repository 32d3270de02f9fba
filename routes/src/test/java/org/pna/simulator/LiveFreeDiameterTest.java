package org.pna.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pna.simulator.Expectation.means;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.pna.FreeDiameter;
import org.pna.FreeDiameter.Role;
import org.pna.app.Gateway;
import org.pna.app.config.ConfigFile;
import org.pna.app.config.GatewayConfig;
import org.pna.app.config.LoadedConfig;
import org.pna.app.control.ControlClient;
import org.pna.app.control.ControlRequest;
import org.pna.app.control.Format;
import org.pna.app.control.Reply;
import org.pna.publisher.pidf.Basic;
import org.pna.publisher.store.StoreUnusableException;

/** The real gateway and freeDiameter, which is not ours; what it saw stands in its own log. */
@Timeout(60)
class LiveFreeDiameterTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String ANNA = "sip:anna@ims.example";
  private static final String IMSI = "240990000000007";
  private static final String PEER = "\"peer\":\"hss.ims.example\",\"condition\":";
  private static final String UP = PEER + "\"up\"";
  private static final String ALARM = "\"name\":\"diameter ims/hss.ims.example\"";
  private static final String PULL = "pna_hss: User-Data-Request for data 15, domain 0, type -1";
  private static final String SUBSCRIPTION =
      "pna_hss: Subscribe-Notifications-Request for data 11, domain -1, type 0";
  private static final String PUSHED = "pna_hss: Push-Notification-Answer with result 2001";

  @TempDir private static Path daemons;
  @TempDir private Path folder;
  private int sip;

  @BeforeAll
  static void prepare() throws Exception {
    FreeDiameter.prepare(daemons);
  }

  @BeforeEach
  void port() throws IOException {
    try (DatagramSocket udp = new DatagramSocket(0)) {
      sip = udp.getLocalPort();
    }
  }

  /** TS 29.328 clauses 6.1.1 to 6.1.4; RFC 6733 clause 5.3. */
  @Test
  void aServerIsAskedAndHeardAndUsedAgainAfterItsDeath() throws Exception {
    FreeDiameter killed = FreeDiameter.start(daemons, Role.HSS);
    try (Gateway gateway = start(killed, "");
        SimulatedWatcher watcher = watcher()) {
      Sightings seen = subscribe(watcher);
      killed.awaitLog("'STATE_OPEN'");
      await(() -> status().contains(UP));
      assertThat(gateway.peers()).hasSize(1);
      killed.awaitLog(SUBSCRIPTION);
      killed.awaitLog(PUSHED);
      await(() -> status().contains("\"standing\":1,\"refused\":0"));
      isSeen(seen, "ims", Basic.OPEN);
      killed.awaitLog("pna_hss: User-Data-Request for data 11"); // its answer is no news
      isAsked(killed);
      isSeen(seen, "cs-voice", Basic.OPEN);
      userLeaves(killed, seen);

      try (FreeDiameter back = killed.killAndReturn(this::isMissed)) {
        await(() -> isUpWithoutAlarm(status()));
        back.awaitLog(SUBSCRIPTION);
        back.awaitLog(PUSHED);
        isSeen(seen, "ims", Basic.OPEN);
        isAsked(back);
        userLeaves(back, seen);
      }
    } finally {
      killed.close();
    }
  }

  private void isAsked(FreeDiameter hss) throws Exception {
    Reply reply = ask(new ControlRequest.Query(IMSI, Format.JSON));
    assertThat(reply.status()).as(reply.text()).isEqualTo(Reply.Status.OK);
    assertThat(reply.text())
        .contains("\"presentity\":\"" + ANNA + "\"")
        .contains("\"state\":\"assumedIdle\",\"code\":\"2\"")
        .contains("\"state\":\"detached\",\"code\":\"0\"");
    hss.awaitLog(PULL);
  }

  /** What was answered 2001 is on the disk by then: it is looked for once. */
  private void userLeaves(FreeDiameter hss, Sightings seen) throws Exception {
    int before = count(hss, PUSHED);
    hss.leave();
    await(() -> count(hss, PUSHED) > before);
    assertThat(why())
        .contains("\"id\":\"ims\",\"value\":\"closed")
        .contains("\"operation\":\"Push-Notification-Request\"");
    isSeen(seen, "ims", Basic.CLOSED);
  }

  private void isMissed() throws Exception {
    await(() -> status().contains(PEER + "\"down\""));
    assertThat(ask(new ControlRequest.Query(IMSI, Format.TEXT)).text())
        .startsWith("the HLR told nothing:");
    await(() -> status().contains(ALARM));
    assertThat(status()).contains("the peer is down:");
  }

  @Test
  void aServerWithoutShIsShownAsSuch() throws Exception {
    try (FreeDiameter bare = FreeDiameter.start(daemons, Role.BARE);
        Gateway gateway = start(bare, "")) {
      bare.awaitLog("DIAMETER_NO_COMMON_APPLICATION");
      await(() -> status().contains(PEER + "\"no-common-application\""));
      await(() -> status().contains(ALARM));
      assertThat(status())
          .contains("5010")
          .contains("the peer lets us use no application of this node");
      assertThat(ask(new ControlRequest.Status(false, Format.TEXT)).text())
          .contains("ims/hss.ims.example NO COMMON APPLICATION");
      assertThat(gateway.peers()).hasSize(1);
    }
  }

  /** TS 23.141 clause 4.3.12. */
  @Test
  void accountingOverPrIsAnsweredAndSeen() throws Exception {
    try (FreeDiameter aaa = FreeDiameter.start(daemons, Role.HSS_AND_AAA);
        Gateway gateway = start(aaa, "pr: {}");
        SimulatedWatcher watcher = watcher()) {
      Sightings seen = subscribe(watcher);
      aaa.awaitLog("pna_hss: Accounting-Answer with result 2001 for record type 2");
      assertThat(why()).contains("\"id\":\"wlan-data\",\"value\":\"open");
      isSeen(seen, "wlan-data", Basic.OPEN);
      aaa.leave();
      aaa.awaitLog("pna_hss: Accounting-Answer with result 2001 for record type 4");
      assertThat(why()).contains("\"id\":\"wlan-data\",\"value\":\"closed");
      isSeen(seen, "wlan-data", Basic.CLOSED);
      assertThat(gateway.peers()).hasSize(1);
    }
  }

  private static boolean isUpWithoutAlarm(String status) {
    return status.contains(UP) && !status.contains(ALARM);
  }

  private static int count(FreeDiameter daemon, String part) {
    return daemon.text().split(part, -1).length - 1;
  }

  /** One subscription sees it all come: nobody asks again. */
  private static Sightings subscribe(SimulatedWatcher watcher) {
    Sightings sightings = new Sightings(notice -> {});
    watcher.listener(sightings);
    var unused = watcher.subscribe(ANNA, Duration.ofMinutes(10));
    return sightings;
  }

  private static void isSeen(Sightings sightings, String tuple, Basic means)
      throws InterruptedException {
    assertThat(sightings.await(ANNA, 0, means(tuple, means), PATIENCE))
        .as(tuple + ' ' + means)
        .isTrue();
  }

  /** Looks every 20 ms: nobody tells. */
  private static void await(BooleanSupplier condition) throws InterruptedException {
    while (!condition.getAsBoolean()) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  private String status() {
    return text(new ControlRequest.Status(false, Format.JSON));
  }

  private String why() {
    return text(new ControlRequest.Why(ANNA, null, Format.JSON));
  }

  private String text(ControlRequest request) {
    try {
      return ask(request).text();
    } catch (IOException e) {
      return "";
    }
  }

  private Reply ask(ControlRequest request) throws IOException {
    try (ControlClient client = new ControlClient(folder.resolve("data/pna.sock"))) {
      return client.ask(request);
    }
  }

  private SimulatedWatcher watcher() throws IOException {
    return SimulatedWatcher.open(
        "sip:w1@pna.test", new InetSocketAddress(InetAddress.getLoopbackAddress(), sip));
  }

  private Gateway start(FreeDiameter peer, String option)
      throws IOException, StoreUnusableException {
    Files.writeString(
        folder.resolve("subscribers.csv"),
        "imsi,msisdn,presentity,identities\n"
            + String.join(",", IMSI, "46700000007", ANNA, "anna@wlan.example")
            + "\n");
    Path yaml = folder.resolve("pna.yaml");
    Files.writeString(
        yaml,
        """
        home: {plmns: ["24099"]}
        subscribers: subscribers.csv
        data: data
        allow: {calling-gt: ["4670"]}
        diameter:
          nodes:
            - name: ims
              host: pna.ims.example
              realm: ims.example
              local: 127.0.0.1
              peers:
                - {host: %s, address: "127.0.0.1:%d"}
              reconnect-limit: 1s
              %s
        ph:
          hlrs:
            - {name: hss1, sh: ims, udr-rate: 20}
          registration: {node: ims, for: all}
        presence:
          listen: ["udp:127.0.0.1:%d"]
          domains: [ims.example]
          watchers:
            - {watcher: "sip:w1@pna.test", presentities: ["*"], location: true}
        """
            .formatted(FreeDiameter.HOST, peer.port(), option, sip));
    LoadedConfig loaded = ConfigFile.read(yaml);
    GatewayConfig config = loaded.config();
    assertThat(config).as(loaded.faults().toString()).isNotNull();
    return Gateway.start(config);
  }
}
