package org.pna.endurance;

import java.io.IOException;
import java.time.Duration;
import org.pna.simulator.M3uaLink;
import org.pna.simulator.SimulatedNode;

/** What the network tells while its gateway is killed. */
enum Traffic {
  /** NOTE-MM-EVENT over M3UA. */
  MOBILITY {
    @Override
    NetworkLoad load(
        GatewayFolder gateway, M3uaLink link, KillRun.Settings settings, long[] limits) {
      return new MobilityLoad(
          new SimulatedNode(link, GatewayFolder.VLR, GatewayFolder.GATEWAY, ANSWER_PATIENCE),
          new SimulatedNode(link, GatewayFolder.SGSN, GatewayFolder.GATEWAY, ANSWER_PATIENCE),
          settings.window(),
          limits,
          settings.seed());
    }
  },
  /** RADIUS accounting. */
  ACCOUNTING {
    @Override
    NetworkLoad load(
        GatewayFolder gateway, M3uaLink link, KillRun.Settings settings, long[] limits) {
      return new TurnsLoad<>(
          new AccountingSenders(gateway.radius(), settings.seed()), settings.window(), limits);
    }
  },
  /** Push-Notification-Requests of Sh. */
  NOTIFICATIONS {
    @Override
    String configuration() {
      return GatewayFolder.HSS_NODE;
    }

    @Override
    NetworkLoad load(GatewayFolder gateway, M3uaLink link, KillRun.Settings settings, long[] limits)
        throws IOException {
      return new TurnsLoad<>(
          new NotificationSenders(gateway.hss(), limits.length), settings.window(), limits);
    }
  };

  private static final Duration ANSWER_PATIENCE = Duration.ofSeconds(120);

  /** What the gateway's configuration has to say of it, as {@link GatewayFolder#in} takes it. */
  String configuration() {
    return "";
  }

  /**
   * A load that waits for {@link NetworkLoad#resume}.
   *
   * @param limits events of each subscriber at most
   */
  abstract NetworkLoad load(
      GatewayFolder gateway, M3uaLink link, KillRun.Settings settings, long[] limits)
      throws IOException;
}
