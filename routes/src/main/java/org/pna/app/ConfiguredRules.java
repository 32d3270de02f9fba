package org.pna.app;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.pna.app.config.GatewayConfig;
import org.pna.app.config.PiConfig;
import org.pna.model.Plmn;
import org.pna.normalise.DeviceIds;
import org.pna.normalise.HomeNetworks;
import org.pna.normalise.Lifetimes;
import org.pna.normalise.Normaliser;
import org.pna.normalise.TrustedNodes;
import org.pna.ph.ArmingSettings;
import org.pna.ph.ReportingSettings;
import org.pna.ph.sh.SubscriptionSettings;
import org.pna.pl.TriggerSettings;
import org.pna.publisher.server.PublicUris;
import org.pna.transport.sip.SipListeningPoint;
import org.pna.transport.sip.SipSettings;

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
        rules.lifetime(),
        rules.leavingGrace(),
        rules.callAge(),
        rules.sessionAge(),
        Lifetimes.DEFAULT.position());
  }

  private static TrustedNodes trusted(GatewayConfig.CallingNodes nodes) {
    return nodes.all() ? TrustedNodes.ALL : new TrustedNodes(nodes.prefixes());
  }

  /** The sockets for SIP. */
  static SipSettings sip(GatewayConfig config) {
    PiConfig pi = config.pi();
    PiConfig.Tls tls = pi == null ? null : pi.tls();
    List<SipListeningPoint> all = new ArrayList<>(config.presence().listen());
    if (tls != null) {
      all.addAll(tls.listen());
    }
    return SipSettings.on(all, tls == null ? null : tls.certificates());
  }

  /** With presentities in the form under which watchers ask for them. */
  static ArmingSettings normalised(ArmingSettings settings, PublicUris uris) {
    return new ArmingSettings(
        normalised(settings.reporting(), uris),
        settings.kinds(),
        settings.serviceKeys(),
        settings.most());
  }

  /** The same. */
  static SubscriptionSettings normalised(SubscriptionSettings settings, PublicUris uris) {
    return new SubscriptionSettings(
        settings.node(),
        normalised(settings.reporting(), uris),
        settings.expiry(),
        settings.rate(),
        settings.most());
  }

  /** The same. */
  static TriggerSettings normalised(TriggerSettings settings, PublicUris uris) {
    return new TriggerSettings(
        normalised(settings.reporting(), uris),
        settings.interval(),
        settings.whenAvailable(),
        settings.expiry(),
        settings.push(),
        settings.type(),
        settings.most());
  }

  private static ReportingSettings normalised(ReportingSettings settings, PublicUris uris) {
    Set<String> listed = new HashSet<>();
    settings.listed().forEach(uri -> listed.add(uris.normalised(uri).orElse(uri)));
    return new ReportingSettings(
        settings.whom(), listed, settings.watchedFor(), settings.unwatchedFor());
  }
}
