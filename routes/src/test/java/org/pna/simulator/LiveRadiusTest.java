package org.pna.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pna.simulator.Expectation.means;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.pna.Peers;
import org.pna.app.Gateway;
import org.pna.app.StatusCommand;
import org.pna.app.WhyCommand;
import org.pna.app.config.ConfigFile;
import org.pna.app.config.GatewayConfig;
import org.pna.app.config.LoadedConfig;
import org.pna.publisher.pidf.Basic;
import org.pna.publisher.store.StoreUnusableException;
import org.pna.simulator.SimulatedNas.Status;
import picocli.CommandLine;

/** Accounting from the wire to the watcher, over the start of another gateway process. */
@Timeout(60)
class LiveRadiusTest {
  private static final String SECRET = "a secret for all tests";
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Subscriber WHO = Subscriber.numbered(7);
  private static final String PRESENTITY = "sip:+" + WHO.msisdn() + "@pna.test";

  @TempDir private Path folder;
  private int m3ua;
  private int sip;
  private int radius;

  @BeforeEach
  void ports() throws IOException {
    try (ServerSocket tcp = new ServerSocket(0);
        DatagramSocket udp = new DatagramSocket(0);
        DatagramSocket other = new DatagramSocket(0)) {
      m3ua = tcp.getLocalPort();
      sip = udp.getLocalPort();
      radius = other.getLocalPort();
    }
  }

  @Test
  void aSessionOutlivesTheGatewayAndEndsWithItsGgsn() throws Exception {
    NasSession session = NasSession.ofGgsn("0A00000900000042", WHO, "10.1.2.3");
    try (SimulatedNas ggsn = nas(SECRET)) {
      try (Gateway gateway = start();
          SimulatedWatcher watcher = watcher()) {
        assertThat(ggsn.report(Status.START, session)).isTrue();
        isSeen(watcher, Basic.OPEN);
        assertThat(said(new WhyCommand(), "10.1.2.3"))
            .startsWith("address    10.1.2.3 of " + PRESENTITY + " since ")
            .contains("ps-data");
      }
      try (Gateway again = start();
          SimulatedWatcher watcher = watcher()) {
        isSeen(watcher, Basic.OPEN);
        assertThat(ggsn.report(Status.ACCOUNTING_ON)).isTrue();
        isSeen(watcher, Basic.CLOSED);
        NasSession unknown = NasSession.ofGgsn("0A00000900000043", WHO, "10.1.2.4");
        assertThat(ggsn.report(Status.INTERIM_UPDATE, unknown)).isTrue();
        isSeen(watcher, Basic.OPEN);
        assertThat(ggsn.report(Status.STOP, unknown)).isTrue();
        isSeen(watcher, Basic.CLOSED);
        NasSession foreign =
            NasSession.ofGgsn("0A00000900000044", Subscriber.numbered(8), "10.1.2.5");
        assertThat(ggsn.report(Status.START, foreign)).as("unknown subscriber").isTrue();
        assertThat(said(new StatusCommand()))
            .contains("unknown    imsi " + Subscriber.numbered(8).imsi() + " (ours, quarantined)")
            .contains(" on UDP port " + radius + ", 1 client");
        assertThat(said(new WhyCommand(), "10.1.2.4")).as("its session is over").isEmpty();
      }
    }
  }

  private String said(Object command, String... arguments) {
    StringWriter out = new StringWriter();
    CommandLine line = new CommandLine(command).setOut(new PrintWriter(out));
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--config", folder.resolve("pna.yaml").toString()));
    line.execute(all.toArray(String[]::new));
    return out.toString();
  }

  @Test
  void radclientIsAnsweredAndWithAnotherSecretIsNot() throws Exception {
    Peers.need("radclient");
    try (Gateway gateway = start();
        SimulatedWatcher watcher = watcher()) {
      assertThat(radclient(SECRET, "Start")).isZero();
      isSeen(watcher, Basic.OPEN);
      assertThat(radclient("another secret", "Stop")).isNotZero();
      isSeen(watcher, Basic.OPEN);
      assertThat(radclient(SECRET, "Stop")).isZero();
      isSeen(watcher, Basic.CLOSED);
    }
  }

  private int radclient(String secret, String status) throws Exception {
    Process client =
        new ProcessBuilder("radclient", "-r", "1", "-t", "2", "127.0.0.1:" + radius, "acct", secret)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("radclient.log").toFile())
            .start();
    try (var attributes = client.outputWriter(StandardCharsets.UTF_8)) {
      attributes.write(
          """
          Acct-Status-Type = %s
          NAS-IP-Address = 10.0.0.9
          Acct-Session-Id = "0A00000900000099"
          Called-Station-Id = "internet"
          Calling-Station-Id = "%s"
          3GPP-IMSI = "%s"
          """
              .formatted(status, WHO.msisdn(), WHO.imsi()));
    }
    return client.waitFor();
  }

  private static void isSeen(SimulatedWatcher watcher, Basic data) throws InterruptedException {
    Sightings sightings = new Sightings(notice -> {});
    watcher.listener(sightings);
    var unused = watcher.subscribe(PRESENTITY, Duration.ofMinutes(10));
    assertThat(sightings.await(PRESENTITY, 0, means("ps-data", data), PATIENCE))
        .as("ps-data " + data)
        .isTrue();
  }

  private SimulatedWatcher watcher() throws IOException {
    return SimulatedWatcher.open(
        "sip:w1@pna.test", new InetSocketAddress(InetAddress.getLoopbackAddress(), sip));
  }

  private SimulatedNas nas(String secret) throws IOException {
    return new SimulatedNas(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), radius), secret, "10.0.0.9");
  }

  private Gateway start() throws IOException, StoreUnusableException {
    Files.writeString(
        folder.resolve("subscribers.csv"),
        "imsi,msisdn,presentity,identities\n"
            + String.join(",", WHO.imsi(), WHO.msisdn(), PRESENTITY, "")
            + "\n");
    Files.writeString(folder.resolve("secret"), SECRET + "\n");
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
              point-code: 909
              global-title: "46709999999"
              associations:
                - name: vlr
                  transport: tcp
                  mode: server
                  local: "127.0.0.1:%d"
                  peer-point-codes: [101]
        allow: {calling-gt: ["4670"]}
        radius:
          listen: ["127.0.0.1:%d"]
          clients:
            - {from: 127.0.0.1, secret-file: secret, source: pk}
        presence:
          listen: ["udp:127.0.0.1:%d"]
          domains: [pna.test]
          watchers:
            - {watcher: "sip:w1@pna.test", presentities: ["*"], location: true}
        """
            .formatted(m3ua, radius, sip));
    LoadedConfig loaded = ConfigFile.read(yaml);
    GatewayConfig config = loaded.config();
    assertThat(config).as(loaded.faults().toString()).isNotNull();
    return Gateway.start(config);
  }
}
