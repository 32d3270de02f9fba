package org.pna.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.pna.app.config.GatewayConfig.CallingNodes;
import org.pna.app.config.GatewayConfig.Home;
import org.pna.app.config.GatewayConfig.Lanes;
import org.pna.app.config.GatewayConfig.NodePrefix;
import org.pna.app.config.GatewayConfig.Presence;
import org.pna.app.config.GatewayConfig.Rules;
import org.pna.app.config.GatewayConfig.Store;
import org.pna.model.DataNetworks;
import org.pna.model.Imsi;
import org.pna.model.Msisdn;
import org.pna.model.Plmn;
import org.pna.model.PublicIdentity;
import org.pna.model.message.map.Csi;
import org.pna.normalise.NegativeLimits;
import org.pna.normalise.NetworkNames;
import org.pna.ph.ArmingSettings;
import org.pna.ph.ReportingSettings;
import org.pna.publisher.server.ServerSettings;
import org.pna.publisher.server.WatcherRule;
import org.pna.publisher.store.Durability;
import org.pna.routes.Suppliers;
import org.pna.transport.sip.SipListeningPoint;
import org.pna.transport.ss7.AllowList;
import org.pna.transport.ss7.CapSettings;
import org.pna.transport.ss7.Ss7Link;

/** The files that we ship: right, and read key by key. */
class ShippedConfigTest {
  private static final Path FOLDER =
      Path.of(System.getProperty("pna.root", "..")).resolve("config").normalize();

  @Test
  void hasNoFaultAndGivesEveryKey() {
    LoadedConfig loaded = ConfigFile.read(FOLDER.resolve("pna.yaml"));

    assertThat(loaded.faults()).isEmpty();
    Plmn home = new Plmn("240", "99");
    Path data = FOLDER.resolveSibling("data");
    assertThat(loaded.config())
        .isEqualTo(
            new GatewayConfig(
                new Home(List.of(home), List.of(new NodePrefix("1555", home))),
                FOLDER.resolve("subscribers.csv"),
                data,
                new Store(Durability.FSYNC, 10_000, 32, 100_000),
                new Lanes(Runtime.getRuntime().availableProcessors(), 10_000),
                List.of(link(data)),
                new CallingNodes(false, List.of("1555")),
                new Presence(
                    List.of(
                        new SipListeningPoint(SipListeningPoint.Transport.UDP, "127.0.0.1", 5060),
                        new SipListeningPoint(SipListeningPoint.Transport.TCP, "127.0.0.1", 5060)),
                    Presence.Publish.ALL,
                    new ServerSettings(
                        Set.of("pna.test"),
                        Duration.ofMinutes(1),
                        Duration.ofHours(1),
                        Duration.ofDays(1),
                        100_000,
                        List.of(
                            new WatcherRule("sip:w1@pna.test", List.of("*"), true),
                            new WatcherRule(
                                "sip:w2@pna.test",
                                List.of("sip:+15551230001@pna.test", "sip:+15551230002@pna.test"),
                                false)))),
                new NetworkNames("3GPP-CS", "3GPP-PS"),
                new Rules(
                    Duration.ofSeconds(10),
                    1_000_000,
                    Duration.ofSeconds(30),
                    Duration.ofDays(7),
                    Duration.ofHours(12),
                    Duration.ofDays(1),
                    100_000,
                    Duration.ofHours(24),
                    new NegativeLimits(1, 1_000, Duration.ofMinutes(1), Duration.ofMinutes(2), 100),
                    DataNetworks.DEFAULT),
                Suppliers.ALL,
                new PhConfig(
                    List.of(),
                    Duration.ofMinutes(15),
                    new ArmingSettings(
                        new ReportingSettings(
                            ReportingSettings.Whom.NONE,
                            Set.of(),
                            Duration.ofSeconds(60),
                            Duration.ofHours(24)),
                        Set.of(Csi.Kind.M_CSI, Csi.Kind.MG_CSI),
                        Set.of(100L),
                        1_000_000),
                    null),
                List.of(),
                List.of(),
                null,
                null));
  }

  private static Ss7Link link(Path data) {
    return new Ss7Link(
        "msc1",
        data.resolve("ss7/msc1"),
        2,
        2,
        "15550000100",
        147,
        List.of(
            new Ss7Link.Association(
                "stp1",
                Ss7Link.Transport.TCP,
                Ss7Link.Mode.SERVER,
                "127.0.0.1",
                2905,
                null,
                0,
                null,
                Ss7Link.TrafficMode.LOADSHARE,
                List.of(1))),
        50_000,
        Duration.ofSeconds(60),
        Duration.ofSeconds(10),
        AllowList.ALL,
        new CapSettings(
            146, 50_000, Duration.ofMinutes(10), Duration.ofHours(12), Duration.ofDays(1), false),
        Ss7Link.Queries.DEFAULT);
  }

  @Test
  void hasSubscribersWithoutAFault() {
    List<SubscriberRow> rows = new ArrayList<>();

    assertThat(SubscribersFile.read(FOLDER.resolve("subscribers.csv"), rows::add)).isEmpty();
    assertThat(rows).hasSize(5);
    assertThat(rows.get(0))
        .isEqualTo(
            new SubscriberRow(
                3,
                new Imsi("240991234567890"),
                new Msisdn("15551230001"),
                "sip:+15551230001@pna.test",
                List.of(
                    new PublicIdentity("sip:ann@pna.test"),
                    new PublicIdentity("tel:+15551230001"))));
  }
}
