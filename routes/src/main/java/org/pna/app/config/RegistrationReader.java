package org.pna.app.config;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pna.ph.ReportingSettings;
import org.pna.ph.ReportingSettings.Whom;
import org.pna.ph.sh.SubscriptionSettings;
import org.pna.transport.diameter.DiameterNode;

/** Reads {@code ph.registration}. */
final class RegistrationReader {
  private RegistrationReader() {}

  /**
   * The section.
   *
   * @param registration may be absent
   * @param nodes over one of which the servers are reached
   * @param most identities cared for at most
   * @return null if it is absent
   */
  static @Nullable SubscriptionSettings read(
      Value registration, List<DiameterNode> nodes, int most) {
    if (!registration.isPresent()) {
      return null;
    }
    try (Section section = registration.section()) {
      String node =
          section
              .required("node")
              .parsed(
                  text -> nodes.stream().map(DiameterNode::name).filter(text::equals).findFirst(),
                  "there is no node '%s' in diameter.nodes",
                  "write the name of one of them")
              .orElse("");
      ReportingSettings reporting = ReportingReader.read(section, "ph.registration", Whom.NONE);
      return new SubscriptionSettings(
          node,
          reporting,
          section
              .optional("expiry")
              .duration(Duration.ofMinutes(1), Duration.ofDays(30))
              .orElse(Duration.ofHours(24)),
          section.optional("snr-rate").integer(1, 10_000).orElse(50),
          most);
    }
  }
}
