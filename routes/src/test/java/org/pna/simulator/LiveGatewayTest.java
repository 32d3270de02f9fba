package org.pna.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.pna.app.Gateway;
import org.pna.app.config.ConfigFile;
import org.pna.app.config.GatewayConfig;
import org.pna.app.config.LoadedConfig;
import org.pna.publisher.store.StoreUnusableException;

/** The simulated elements and the real gateway, with nothing between them but sockets. */
@Timeout(60)
class LiveGatewayTest {
  private static final String TITLE = "46709999999";
  private static final int POINT_CODE = 909;
  private static final int SUBSCRIBERS = 300;
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir private Path folder;
  private int m3ua;
  private int sip;

  @BeforeEach
  void ports() throws IOException {
    try (ServerSocket tcp = new ServerSocket(0);
        DatagramSocket udp = new DatagramSocket(0)) {
      m3ua = tcp.getLocalPort();
      sip = udp.getLocalPort();
    }
  }

  @Test
  void twoThousandDialoguesAreAnsweredAndLeaveTheRightState() throws Exception {
    try (Gateway gateway = start("mode: server, local: \"127.0.0.1:%d\"".formatted(m3ua));
        M3uaLink link = connect()) {
      assertThat(link.awaitActive(PATIENCE)).isTrue();
      SimulatedNode vlr = vlr(link, SimulatedNode.Gateway.byGlobalTitle(POINT_CODE, TITLE));
      LoadRun run = new LoadRun(vlr, 2_000, 200, SUBSCRIBERS);

      LoadReport report = run.run();

      assertThat(report.allAnswered()).as(report.text()).isTrue();
      InetSocketAddress server = new InetSocketAddress(InetAddress.getLoopbackAddress(), sip);
      try (SimulatedWatcher watcher = SimulatedWatcher.open("sip:w1@pna.test", server)) {
        assertThat(FinalState.faults(run, SUBSCRIBERS, "pna.test", watcher, PATIENCE)).isEmpty();
      }
      isWellFormedForTshark(run);
    }
  }

  @Test
  void aRestartedGatewayHasItsLinkUpWithinFiveSeconds() throws Exception {
    String server = "mode: server, local: \"127.0.0.1:%d\"".formatted(m3ua);
    M3uaLink link;
    try (Gateway gateway = start(server)) {
      link = connect();
      assertThat(link.awaitActive(PATIENCE)).isTrue();
    }
    try (link) {
      SimulatedNode vlr = vlr(link, SimulatedNode.Gateway.bySubsystem(POINT_CODE));
      assertThat(outcome(vlr)).isEqualTo(Answer.Outcome.UNDELIVERABLE);
      try (Gateway again = start(server)) {
        assertThat(link.awaitActive(Duration.ofSeconds(5))).isTrue();
        assertThat(outcome(vlr)).isEqualTo(Answer.Outcome.RESULT);
      }
    }
  }

  @Test
  void theGatewayConnectsAsClientWithARoutingContext() throws Exception {
    String client =
        "mode: client, local: \"127.0.0.1:0\", peer: \"127.0.0.1:%d\", routing-context: 100"
            .formatted(m3ua);
    try (M3uaLink link =
            M3uaLink.open(new M3uaLink.Settings(true, "127.0.0.1", m3ua, 100L, null, 2));
        Gateway gateway = start(client)) {
      assertThat(link.awaitActive(PATIENCE)).isTrue();
      SimulatedNode vlr = vlr(link, SimulatedNode.Gateway.byGlobalTitle(POINT_CODE, TITLE));

      assertThat(outcome(vlr)).isEqualTo(Answer.Outcome.RESULT);
    }
  }

  private void isWellFormedForTshark(LoadRun run) throws Exception {
    Path capture = folder.resolve("answers.pcap");
    AnswerCapture.write(
        capture,
        run.sample(20),
        SimulatedNode.Gateway.byGlobalTitle(POINT_CODE, TITLE),
        SimulatedNodeTest.VLR);
    String good =
        "gsm_old.returnResultLast_element && tcap.result == 0 && !_ws.malformed"
            + " && tcap.application_context_name == 0.4.0.0.1.0.42.3";
    assertThat(Tshark.lines(capture, "-Y", good)).hasSize(100);
  }

  private static Answer.Outcome outcome(SimulatedNode node) throws Exception {
    return node.report(Subscriber.numbered(0), 0x02, SimulatedNodeTest.HOME)
        .get(20, TimeUnit.SECONDS)
        .outcome();
  }

  private static SimulatedNode vlr(M3uaLink link, SimulatedNode.Gateway gateway) {
    return new SimulatedNode(link, SimulatedNodeTest.VLR, gateway, PATIENCE);
  }

  private M3uaLink connect() throws IOException {
    return M3uaLink.open(new M3uaLink.Settings(false, "127.0.0.1", m3ua, null, null, 2));
  }

  private Gateway start(String association) throws IOException, StoreUnusableException {
    List<String> rows = new ArrayList<>(List.of("imsi,msisdn,presentity,identities"));
    for (int i = 0; i < SUBSCRIBERS; i++) {
      Subscriber who = Subscriber.numbered(i);
      rows.add(who.imsi() + "," + who.msisdn() + ",sip:+" + who.msisdn() + "@pna.test,");
    }
    Files.write(folder.resolve("subscribers.csv"), rows);
    Path yaml = folder.resolve("pna.yaml");
    Files.writeString(
        yaml,
        """
        home: {plmns: ["24099"]}
        subscribers: subscribers.csv
        data: data
        ss7:
          links:
            - name: msc1
              network-indicator: 2
              point-code: %d
              global-title: "%s"
              associations:
                - {name: vlr, transport: tcp, %s, peer-point-codes: [101]}
        allow: {calling-gt: ["4670"]}
        presence:
          listen: ["udp:127.0.0.1:%d"]
          domains: [pna.test]
          watchers:
            - {watcher: "sip:w1@pna.test", presentities: ["*"], location: true}
        """
            .formatted(POINT_CODE, TITLE, association, sip));
    LoadedConfig loaded = ConfigFile.read(yaml);
    GatewayConfig config = loaded.config();
    assertThat(config).as(loaded.faults().toString()).isNotNull();
    return Gateway.start(config);
  }
}
