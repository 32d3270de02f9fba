package org.pna.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pna.app.config.GatewayConfig.NodePrefix;
import org.pna.model.Plmn;
import org.pna.normalise.NegativeLimits;
import org.pna.publisher.store.Durability;
import org.pna.transport.ss7.Ss7Link.Association;
import org.pna.transport.ss7.Ss7Link.Mode;
import org.pna.transport.ss7.Ss7Link.TrafficMode;
import org.pna.transport.ss7.Ss7Link.Transport;

class GatewayConfigTest {
  private static final Path FILE =
      Path.of(System.getProperty("pna.root", ".."))
          .resolve("test-fixtures/config/mandatory-keys-only/pna.yaml");

  private static final String DOCUMENT =
      """
      home:
        plmns: [00101, "310260"]
        nodes: {1: "310260", "1555": 00101, 15: "310260"}
      subscribers: ../subscribers.csv
      ss7:
        links:
          - name: a
            network-indicator: 0
            point-code: 0
            global-title: 015
            associations:
              - name: out
                transport: sctp
                mode: client
                local: "[::1]:0"
                peer: "[::1]:2905"
                routing-context: 4294967295
                traffic-mode: override
                peer-point-codes: [16383, 1]
      allow:
        calling-gt: []
      presence:
        listen: ["tcp:[::1]:5060"]
        domains: [PNA.test]
        watchers: []
      """;

  @Test
  void keepsLeadingZerosAndPutsTheLongestPrefixFirst() {
    GatewayConfig config = read(DOCUMENT);

    assertThat(config.home().plmns())
        .containsExactly(new Plmn("001", "01"), new Plmn("310", "260"));
    assertThat(config.home().nodes())
        .containsExactly(
            new NodePrefix("1555", new Plmn("001", "01")),
            new NodePrefix("15", new Plmn("310", "260")),
            new NodePrefix("1", new Plmn("310", "260")));
    assertThat(config.ss7Links().get(0).globalTitle()).isEqualTo("015");
    assertThat(config.presence().server().domains()).containsExactly("pna.test");
  }

  @Test
  void readsAClientsAssociation() {
    assertThat(read(DOCUMENT).ss7Links().get(0).associations())
        .containsExactly(
            new Association(
                "out",
                Transport.SCTP,
                Mode.CLIENT,
                "::1",
                0,
                "::1",
                2905,
                4_294_967_295L,
                TrafficMode.OVERRIDE,
                List.of(16_383, 1)));
  }

  @Test
  void readsTheStoreAndTheRules() {
    GatewayConfig config =
        read(
            DOCUMENT
                + """
                store: {durability: os, pending: 1, history: 1, cache: 0}
                rules:
                  lifetime: 3650d
                  call-age: 10m
                  session-age: 30d
                  suspects: 10000000
                  mass-negatives: {share: 0.01, least: 5, within: 1h, hold: 1s, rate: 1}
                """);

    assertThat(config.store()).isEqualTo(new GatewayConfig.Store(Durability.OS, 1, 1, 0));
    assertThat(config.rules().lifetime()).isEqualTo(Duration.ofDays(3_650));
    assertThat(config.rules().callAge()).isEqualTo(Duration.ofMinutes(10));
    assertThat(config.rules().sessionAge()).isEqualTo(Duration.ofDays(30));
    assertThat(config.rules().suspects()).isEqualTo(10_000_000);
    assertThat(config.rules().massNegatives())
        .isEqualTo(new NegativeLimits(0.01, 5, Duration.ofHours(1), Duration.ofSeconds(1), 1));
  }

  @Test
  void massNegativesMayBeSwitchedOff() {
    assertThat(read(DOCUMENT).rules().massNegatives()).isNotNull();
    assertThat(read(DOCUMENT + "rules: {mass-negatives: off}").rules().massNegatives()).isNull();
  }

  @Test
  void takesOneMebibyteAndNoMore() {
    String padding = "#".repeat((1 << 20) - DOCUMENT.length());

    assertThat(ConfigFile.read(FILE, bytes(DOCUMENT + padding)).config()).isNotNull();
    assertThat(ConfigFile.read(FILE, bytes(DOCUMENT + padding + "#")).faults())
        .extracting(Fault::problem)
        .containsExactly("is larger than 1 MiB");
  }

  @Test
  void keepsAThousandFaultsAndCountsTheRest() {
    StringBuilder document = new StringBuilder(DOCUMENT);
    for (int i = 0; i < 1_500; i++) {
      document.append("key").append(i).append(": 1\n");
    }

    List<Fault> faults = ConfigFile.read(FILE, bytes(document.toString())).faults();

    assertThat(faults).hasSize(1_001);
    // One of the faults and warnings kept is that nobody may watch, one that none may call.
    assertThat(faults.get(1_000).problem()).isEqualTo("502 more like these");
    assertThat(faults.get(1_000).isFatal()).isTrue();
  }

  private static GatewayConfig read(String document) {
    LoadedConfig loaded = ConfigFile.read(FILE, bytes(document));
    assertThat(loaded.faults()).noneMatch(Fault::isFatal);
    GatewayConfig config = loaded.config();
    assertThat(config).isNotNull();
    return config;
  }

  private static byte[] bytes(String document) {
    return document.getBytes(StandardCharsets.UTF_8);
  }
}
