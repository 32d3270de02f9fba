package org.pna.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pna.simulator.Expectation.means;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
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
import org.pna.model.message.sh.CsUserState;
import org.pna.model.message.sh.ImsUserState;
import org.pna.model.message.sh.PsUserState;
import org.pna.publisher.pidf.Basic;
import org.pna.publisher.store.StoreUnusableException;
import org.pna.transport.diameter.DiameterNode;
import org.pna.transport.diameter.DiameterPeer;
import org.pna.transport.diameter.PeerState.Condition;

/** The real gateway and a simulated HSS speak Sh over TCP. */
@Timeout(60)
class LiveShTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int USER_DATA = 306;
  private static final int RATE = 20;
  private static final int COUNT = 40;
  private static final Subscriber WHO = Subscriber.numbered(7);
  private static final String IDENTITY = "sip:seven@ims.example";

  @TempDir private Path folder;
  private int sip;
  private SimulatedHss hss;

  @BeforeEach
  void open() throws IOException {
    try (DatagramSocket udp = new DatagramSocket(0)) {
      sip = udp.getLocalPort();
    }
    hss =
        SimulatedHss.open(
            new SimulatedHss.Identity("hss.ims.example", "ims.example"),
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            InstantSource.system(),
            Duration.ofSeconds(10));
    for (int i = 0; i < COUNT; i++) {
      Subscriber who = Subscriber.numbered(i);
      hss.subscribers()
          .put(
              HssSubscriber.attached(who, i == 7 ? IDENTITY : who.telUri())
                  .registered(ImsUserState.REGISTERED)
                  .in(CsUserState.ASSUMED_IDLE, PsUserState.DETACHED)
                  .by(PsUserState.CONNECTED_REACHABLE_FOR_PAGING, PsUserState.DETACHED)
                  .at(SimulatedNodeTest.HOME, "46700000001", null));
    }
  }

  @AfterEach
  void close() {
    hss.close();
  }

  @Test
  void aQueryTellsWhatTheServerSaysAndWhatItChanges() throws Exception {
    try (Gateway gateway = start();
        SimulatedWatcher watcher = watcher()) {
      await(() -> isUp(gateway));
      Sightings sightings = new Sightings(notice -> {});
      watcher.listener(sightings);
      Reply first = ask(new ControlRequest.Query("+" + WHO.msisdn(), Format.JSON));
      assertThat(first.status()).as(first.text()).isEqualTo(Reply.Status.OK);
      assertThat(first.text())
          .contains("\"presentity\":\"" + WHO.telUri() + "\"")
          .contains("\"imsi\":\"" + WHO.imsi() + "\"")
          .contains("\"state\":\"assumedIdle\",\"code\":\"2\",\"node\":\"46700000001\"")
          .contains("\"state\":\"detached\",\"code\":\"0\",\"eps-state\":\"connectedReachable")
          .contains("\"5gs-state\":\"detached\",\"5gs-code\":\"0\"")
          .contains("\"published\":true")
          .contains("\"held\":{\"attachment\":\"yes\",\"reachable\":true,\"means\":\"open\"")
          .contains("\"held\":{\"attachment\":\"no\"");
      Reply again = ask(new ControlRequest.Query(WHO.imsi(), Format.TEXT));
      assertThat(again.text())
          .startsWith(WHO.telUri())
          .contains("HLR     assumedIdle, VLR 46700000001, cell ")
          .contains("HLR     detached, eps connectedReachableForPaging, 5gs detached, cell ")
          .contains("effect  unchanged")
          .contains("ph User-Data-Answer 2 of ");
      var unused = watcher.subscribe(WHO.telUri(), Duration.ofMinutes(10));
      Expectation seen =
          Expectation.all(
              means("cs-voice", Basic.OPEN),
              Expectation.active("3GPP-EPS"),
              Expectation.terminated("3GPP-PS"),
              Expectation.cell(SimulatedNodeTest.HOME.toString()));
      assertThat(sightings.await(WHO.telUri(), 0, seen, PATIENCE)).isTrue();

      hss.react(command -> HssReaction.experimental(5001));
      Reply unknown = ask(new ControlRequest.Query(WHO.imsi(), Format.TEXT));
      assertThat(unknown.text()).isEqualTo("the HLR told nothing: error-5001");
      Reply nameless = ask(new ControlRequest.Query("240990000099999", Format.TEXT));
      assertThat(nameless.text()).isEqualTo("the HLR told nothing: no-name");
    }
  }

  /** Rule S5; and what fails for now is asked again. */
  @Test
  void whoIsWatchedIsAskedAboutWithinTheBudgetThroughTrouble() throws Exception {
    AtomicInteger number = new AtomicInteger();
    hss.react(
        command ->
            switch (number.incrementAndGet()) {
              case 3, 9 -> HssReaction.experimental(4100);
              case 5 -> HssReaction.experimental(4101);
              default -> HssReaction.ANSWER;
            });
    try (Gateway gateway = start();
        SimulatedWatcher watcher = watcher()) {
      await(() -> isUp(gateway));
      Sightings sightings = new Sightings(notice -> {});
      watcher.listener(sightings);
      for (int i = 0; i < COUNT; i++) {
        var unused = watcher.subscribe(Subscriber.numbered(i).telUri(), Duration.ofMinutes(10));
      }
      for (int i = 0; i < COUNT; i++) {
        String presentity = Subscriber.numbered(i).telUri();
        assertThat(sightings.await(presentity, 0, means("cs-voice", Basic.OPEN), PATIENCE))
            .as("subscriber " + i)
            .isTrue();
      }
      await(() -> status().contains("\"questions\":0"));
      // The budget holds for any second as we send; the wire bunches a little.
      assertThat(hss.counts().busiestSecond(USER_DATA)).isLessThanOrEqualTo(RATE + RATE / 10);
      // A state that could not be had is asked for again; a location is not.
      assertThat(hss.counts().of(USER_DATA)).isBetween(4L * COUNT, 4L * COUNT + 3);
    }
  }

  @Test
  void aServerThatDoesNotAllowUsIsLeftAloneAndTheOperatorKnows() throws Exception {
    hss.react(command -> HssReaction.experimental(5101));
    try (Gateway gateway = start()) {
      await(() -> isUp(gateway));
      for (int i = 0; i < 3; i++) {
        Reply refused = ask(new ControlRequest.Query(Subscriber.numbered(i).imsi(), Format.TEXT));
        assertThat(refused.text()).startsWith("the HLR told nothing: error-5101");
      }
      assertThat(status())
          .contains("\"hlr\":\"hss1\",\"udr-rate\":20,\"questions\":0,\"forbidden\":true}")
          .contains("\"name\":\"hlr hss1 interrogation\"");
      long asked = hss.counts().of(USER_DATA);
      Reply closed = ask(new ControlRequest.Query(WHO.imsi(), Format.TEXT));
      assertThat(closed.text()).isEqualTo("the HLR told nothing: not-allowed");
      assertThat(hss.counts().of(USER_DATA)).isEqualTo(asked);
    }
  }

  @Test
  void aNotificationIsAnsweredOnceItIsSafeAndSeen() throws Exception {
    try (Gateway gateway = start();
        SimulatedWatcher watcher = watcher()) {
      await(() -> isUp(gateway) && hss.connected() == 1);
      PushAnswer told = hss.push(IDENTITY).get(20, TimeUnit.SECONDS);
      assertThat(told).hasToString("result 2001");
      isSeen(watcher, Basic.OPEN);
      hss.subscribers().change(IDENTITY, one -> one.registered(ImsUserState.NOT_REGISTERED));
      assertThat(hss.push(IDENTITY).get(20, TimeUnit.SECONDS)).hasToString("result 2001");
      isSeen(watcher, Basic.CLOSED);

      String foreign = "sip:nobody@ims.example";
      hss.subscribers().put(HssSubscriber.attached(Subscriber.numbered(99), foreign));
      assertThat(hss.push(foreign).get(20, TimeUnit.SECONDS)).hasToString("experimental 5001");
    }
    try (Gateway gateway = start();
        SimulatedWatcher watcher = watcher()) {
      isSeen(watcher, Basic.CLOSED);
      assertThat(gateway.peers()).hasSize(1);
    }
  }

  /** What the gateway stops in the midst of is answered, or the server knows that it was not. */
  @Test
  void aStopDrains() throws Exception {
    List<CompletableFuture<PushAnswer>> pushed = new ArrayList<>();
    try (Gateway gateway = start()) {
      await(() -> isUp(gateway) && hss.connected() == 1);
      for (int i = 0; i < 500; i++) {
        pushed.add(hss.push(IDENTITY));
      }
      pushed.get(0).get(20, TimeUnit.SECONDS);
    }
    int safe = 0;
    for (CompletableFuture<PushAnswer> one : pushed) {
      PushAnswer answer = one.get(20, TimeUnit.SECONDS);
      assertThat(answer.toString()).isIn("result 2001", "result 3004", "undeliverable");
      safe += answer.isSuccess() ? 1 : 0;
    }
    assertThat(safe).isPositive();
    try (Gateway gateway = start();
        SimulatedWatcher watcher = watcher()) {
      isSeen(watcher, Basic.OPEN);
      assertThat(gateway.counters()).isNotNull();
    }
  }

  @Test
  void peersAreShownAsTheyAre() throws Exception {
    try (Gateway gateway = start()) {
      await(() -> isUp(gateway));
      assertThat(status())
          .contains("\"node\":\"ims\",\"peer\":\"hss.ims.example\",\"condition\":\"up\"");
      hss.kill();
      await(() -> gateway.peers().get(0).condition() == Condition.DOWN);
      assertThat(status()).contains("\"condition\":\"down\"").contains("\"reason\":");
      hss.offer(16_777_230);
      hss.restart();
      await(() -> gateway.peers().get(0).condition() == Condition.NO_COMMON_APPLICATION);
      await(() -> status().contains("\"name\":\"diameter ims/hss.ims.example\""));
      hss.offer(SimulatedHss.SH);
      hss.restart();
      await(() -> isUp(gateway));
      await(() -> !status().contains("\"name\":\"diameter ims/hss.ims.example\""));
    }
  }

  /** Rule T1: what is not safe in time is refused, and its subscriber is suspect. */
  @Test
  void whatIsNotSafeInTimeIsTooBusy() throws Exception {
    DiameterNode.Timers usual = DiameterNode.Timers.DEFAULT;
    DiameterNode node =
        new DiameterNode(
            "ims",
            "pna.ims.example",
            "ims.example",
            "127.0.0.1",
            "ims.example",
            List.of(
                new DiameterPeer(
                    "hss.ims.example",
                    "127.0.0.1",
                    hss.address().getPort(),
                    List.of("ims.example"))),
            new DiameterNode.Timers(
                usual.watchdog(),
                usual.capabilities(),
                usual.reconnect(),
                usual.reconnectLimit(),
                usual.request(),
                Duration.ofSeconds(2)),
            DiameterNode.Bounds.DEFAULT);
    int port;
    try (ServerSocket tcp = new ServerSocket(0)) {
      port = tcp.getLocalPort();
    }
    try (FreezableGateway gateway =
        new FreezableGateway(
            folder,
            FreezableGateway.link(folder, port, 10, Duration.ofSeconds(10)),
            100,
            COUNT,
            InstantSource.system(),
            null,
            List.of(node))) {
      await(() -> hss.connected() == 1);
      String who = Subscriber.numbered(3).telUri();
      gateway.freeze();
      assertThat(hss.push(who).get(20, TimeUnit.SECONDS)).hasToString("result 3004");
      assertThat(gateway.suspects().values())
          .anySatisfy(suspect -> assertThat(suspect.presentity()).isEqualTo(who));
      gateway.thaw();
      assertThat(hss.push(who).get(20, TimeUnit.SECONDS)).hasToString("result 2001");
    }
  }

  private static boolean isUp(Gateway gateway) {
    return gateway.peers().stream().allMatch(peer -> peer.condition() == Condition.UP);
  }

  private static void isSeen(SimulatedWatcher watcher, Basic ims) throws InterruptedException {
    Sightings sightings = new Sightings(notice -> {});
    watcher.listener(sightings);
    var unused = watcher.subscribe(WHO.telUri(), Duration.ofMinutes(10));
    assertThat(sightings.await(WHO.telUri(), 0, means("ims", ims), PATIENCE))
        .as("ims " + ims)
        .isTrue();
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
      TimeUnit.MILLISECONDS.sleep(20);
    }
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

  private SimulatedWatcher watcher() throws IOException {
    return SimulatedWatcher.open(
        "sip:w1@pna.test", new InetSocketAddress(InetAddress.getLoopbackAddress(), sip));
  }

  private Gateway start() throws IOException, StoreUnusableException {
    StringBuilder rows = new StringBuilder("imsi,msisdn,presentity,identities\n");
    for (int i = 0; i < COUNT; i++) {
      Subscriber who = Subscriber.numbered(i);
      String identities = i == 7 ? IDENTITY : "";
      rows.append(String.join(",", who.imsi(), who.msisdn(), who.telUri(), identities) + "\n");
    }
    Files.writeString(folder.resolve("subscribers.csv"), rows);
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
                - {host: hss.ims.example, address: "127.0.0.1:%d"}
              reconnect-limit: 1s
        ph:
          hlrs:
            - {name: hss1, sh: ims, udr-rate: %d}
        presence:
          listen: ["udp:127.0.0.1:%d"]
          domains: [pna.test]
          watchers:
            - {watcher: "sip:w1@pna.test", presentities: ["*"], location: true}
        """
            .formatted(hss.address().getPort(), RATE, sip));
    LoadedConfig loaded = ConfigFile.read(yaml);
    GatewayConfig config = loaded.config();
    assertThat(config).as(loaded.faults().toString()).isNotNull();
    return Gateway.start(config);
  }
}
