package org.pna.app.config;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pna.app.config.GatewayConfig.Rules;
import org.pna.transport.ss7.CapSettings;

/** Reads the keys of a link that are about CAP. */
final class CapReader {
  private static final Duration SILENCE = Duration.ofMinutes(10);

  private CapReader() {}

  /**
   * What the link does with CAP.
   *
   * @param map the subsystem number of MAP on the same link
   * @param rules how long calls and sessions are believed
   * @return null without {@code cap-subsystem}: none
   */
  static @Nullable CapSettings read(Section link, int map, Rules rules) {
    Value subsystem = link.optional("cap-subsystem");
    Value dialogues = link.optional("cap-max-dialogues");
    Value test = link.optional("cap-activity-test");
    Value gateway = link.optional("cap-gateway-calls");
    Optional<Integer> number = subsystem.integer(1, 254);
    if (number.isPresent() && number.get() == map) {
      subsystem.fault("is the subsystem for MAP", "give CAP another, 146 by TS 23.003");
    }
    for (Value value : new Value[] {dialogues, test, gateway}) {
      if (value.isPresent() && !subsystem.isPresent()) {
        value.warning("has no effect without cap-subsystem", "set cap-subsystem, or remove it");
      }
    }
    CapSettings settings =
        new CapSettings(
            number.orElse(0),
            dialogues.integer(1, 1_000_000).orElse(50_000),
            test.duration(Duration.ofSeconds(30), Duration.ofHours(1)).orElse(SILENCE),
            rules.callAge(),
            rules.sessionAge(),
            gateway.bool().orElse(false));
    return number.isPresent() ? settings : null;
  }
}
