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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.pna.app.Gateway;
import org.pna.app.config.ConfigFile;
import org.pna.app.config.GatewayConfig;
import org.pna.app.config.LoadedConfig;
import org.pna.publisher.pidf.Basic;
import org.pna.publisher.store.StoreUnusableException;
import org.pna.transport.diameter.codec.Avp;
import org.pna.transport.diameter.codec.DiameterMessage;

/** Pr over Diameter, from the wire to the watcher. */
@Timeout(60)
class LivePrTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Subscriber WHO = Subscriber.numbered(7);
  private static final String PRESENTITY = "sip:+" + WHO.msisdn() + "@pna.test";
  private static final Avp APN = Avp.of3gpp(308, "internet");
  private static final int START = 2;
  private static final int INTERIM = 3;
  private static final int STOP = 4;

  @TempDir private Path folder;
  private int m3ua;
  private int sip;

  @Test
  void aTunnelIsSeenAndEndsWithItsStopOrItsServer() throws Exception {
    ports();
    SimulatedAaa aaa = new SimulatedAaa(0, 5);
    try (Gateway gateway = start(aaa.port());
        SimulatedWatcher watcher = watcher()) {
      DiameterMessage start = aaa.record(START, "aaa;1;1", WHO, APN);
      assertThat(aaa.ask(start)).isEqualTo(2001);
      isSeen(watcher, Basic.OPEN);
      assertThat(aaa.ask(aaa.record(STOP, "aaa;1;1", WHO, APN))).isEqualTo(2001);
      isSeen(watcher, Basic.CLOSED);
      DiameterMessage again = start.with(start.header().again(9_999));
      assertThat(aaa.ask(again)).as("a repeat").isEqualTo(2001);
      isSeen(watcher, Basic.CLOSED);
      assertThat(aaa.ask(aaa.record(INTERIM, "aaa;1;2", WHO, APN))).isEqualTo(2001);
      isSeen(watcher, Basic.OPEN);
      assertThat(aaa.ask(aaa.record(START, "aaa;1;3", Subscriber.numbered(8), APN)))
          .as("unknown subscriber")
          .isEqualTo(2001);
      int port = aaa.port();
      aaa.close();
      aaa = new SimulatedAaa(port, 6);
      isSeen(watcher, Basic.CLOSED);
      assertThat(aaa.ask(aaa.record(START, "aaa;6;1", WHO, APN))).isEqualTo(2001);
      isSeen(watcher, Basic.OPEN);
    } finally {
      aaa.close();
    }
  }

  private void ports() throws IOException {
    try (ServerSocket tcp = new ServerSocket(0);
        DatagramSocket udp = new DatagramSocket(0)) {
      m3ua = tcp.getLocalPort();
      sip = udp.getLocalPort();
    }
  }

  private static void isSeen(SimulatedWatcher watcher, Basic data) throws InterruptedException {
    Sightings sightings = new Sightings(notice -> {});
    watcher.listener(sightings);
    var unused = watcher.subscribe(PRESENTITY, Duration.ofMinutes(10));
    assertThat(sightings.await(PRESENTITY, 0, means("wlan-data", data), PATIENCE))
        .as("wlan-data " + data)
        .isTrue();
  }

  private SimulatedWatcher watcher() throws IOException {
    return SimulatedWatcher.open(
        "sip:w1@pna.test", new InetSocketAddress(InetAddress.getLoopbackAddress(), sip));
  }

  private Gateway start(int aaa) throws IOException, StoreUnusableException {
    Files.writeString(
        folder.resolve("subscribers.csv"),
        "imsi,msisdn,presentity,identities\n"
            + String.join(",", WHO.imsi(), WHO.msisdn(), PRESENTITY, "")
            + "\n");
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
        diameter:
          nodes:
            - name: aaa
              host: pna.ims.example
              realm: ims.example
              local: "127.0.0.1"
              peers:
                - {host: aaa.ims.example, address: "127.0.0.1:%d"}
              pr: {}
        presence:
          listen: ["udp:127.0.0.1:%d"]
          domains: [pna.test]
          watchers:
            - {watcher: "sip:w1@pna.test", presentities: ["*"], location: true}
        """
            .formatted(m3ua, aaa, sip));
    LoadedConfig loaded = ConfigFile.read(yaml);
    GatewayConfig config = loaded.config();
    assertThat(config).as(loaded.faults().toString()).isNotNull();
    return Gateway.start(config);
  }
}
