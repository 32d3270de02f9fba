package org.pna.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pna.model.Source;
import org.pna.routes.Suppliers;

/** TS 23.141 clause 5.2.2.2: the operator chooses the reference points, in any mix. */
class SuppliersConfigTest {
  private static final String ALL =
      """
      home:
        plmns: ["24099"]
      subscribers: subscribers.csv
      data: data
      ss7:
        links:
          - name: msc1
            network-indicator: 2
            point-code: 2
            global-title: "15550000100"
            associations:
              - name: stp1
                transport: tcp
                mode: server
                local: "127.0.0.1:2905"
                peer-point-codes: [1]
      radius:
        listen: ["127.0.0.1:1813"]
        clients:
          - {from: 127.0.0.1, secret: "a secret of 16 characters", source: pk}
          - {from: 127.0.0.2, secret: "a secret of 16 characters", source: pp}
          - {from: 127.0.0.3, secret: "a secret of 16 characters", source: pr}
      ph:
        hlrs:
          - {name: hlr1, link: msc1, global-title: "15550000200"}
      pi:
        application-server: "sip:pna@pna.test"
        scscfs: [127.0.0.1]
        default-handling: session_continued
      pl:
        gmlcs:
          - {name: gmlc1, url: "http://127.0.0.1:9210/mlp", client: pna, password: "a secret"}
      allow:
        calling-gt: ["1555"]
      presence:
        listen: ["udp:127.0.0.1:5060"]
        domains: [pna.test]
        watchers:
          - {watcher: "sip:ann@pna.test", presentities: ["*"]}
      """;

  @TempDir private Path folder;

  private GatewayConfig read(String suppliers) throws IOException {
    Files.writeString(folder.resolve("subscribers.csv"), "imsi,msisdn,presentity,identities\n");
    Path file = folder.resolve("pna.yaml");
    Files.writeString(file, ALL + suppliers);
    LoadedConfig loaded = ConfigFile.read(file);
    assertThat(loaded.faults()).filteredOn(Fault::isFatal).isEmpty();
    return Objects.requireNonNull(loaded.config());
  }

  @Test
  @DisplayName("without the key all that are configured are heard")
  void all() throws IOException {
    assertThat(Suppliers.KNOWN).allMatch(read("")::hears);
  }

  @Test
  @DisplayName("each of the 256 mixes is read, and nobody is asked who is off")
  void mixes() throws IOException {
    for (int mix = 0; mix < 1 << Suppliers.KNOWN.size(); mix++) {
      int bits = mix;
      List<Source> on =
          Suppliers.KNOWN.stream()
              .filter(source -> (bits & 1 << Suppliers.KNOWN.indexOf(source)) != 0)
              .toList();
      String names = on.stream().map(Source::name).collect(Collectors.joining(", "));
      GatewayConfig config = read("suppliers: [" + names + "]\n");
      assertThat(Suppliers.KNOWN.stream().filter(config::hears)).containsExactlyElementsOf(on);
      assertThat(config.ph().hlrs().isEmpty()).isEqualTo(!on.contains(Source.PH));
      assertThat(config.pl() == null).isEqualTo(!on.contains(Source.PL));
    }
  }
}
