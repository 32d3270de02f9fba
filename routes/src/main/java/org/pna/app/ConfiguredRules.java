package org.pna.app;

import java.util.HashMap;
import java.util.Map;
import org.pna.app.config.GatewayConfig;
import org.pna.model.Plmn;
import org.pna.normalise.DeviceIds;
import org.pna.normalise.HomeNetworks;
import org.pna.normalise.Lifetimes;
import org.pna.normalise.Normaliser;
import org.pna.normalise.TrustedNodes;

/** The rules of truth as the operator set them. */
final class ConfiguredRules {
  private ConfiguredRules() {}

  /**
   * @param salt of the ids of devices
   * @param asks whether a register can be asked
   */
  static Normaliser normaliser(GatewayConfig config, String salt, boolean asks) {
    return new Normaliser(
        config.networks(),
        home(config.home()),
        trusted(config.callingNodes()),
        lifetimes(config.rules()),
        new DeviceIds(salt),
        asks);
  }

  /** Whose network is whose. */
  static HomeNetworks home(GatewayConfig.Home home) {
    Map<String, String> nodes = new HashMap<>();
    home.nodes().forEach(node -> nodes.put(node.prefix(), node.plmn().digits()));
    return new HomeNetworks(home.plmns().stream().map(Plmn::digits).toList(), nodes);
  }

  private static Lifetimes lifetimes(GatewayConfig.Rules rules) {
    return new Lifetimes(
        rules.lifetime(), rules.leavingGrace(), rules.callAge(), rules.sessionAge());
  }

  private static TrustedNodes trusted(GatewayConfig.CallingNodes nodes) {
    return nodes.all() ? TrustedNodes.ALL : new TrustedNodes(nodes.prefixes());
  }
}
