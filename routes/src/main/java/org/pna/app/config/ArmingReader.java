package org.pna.app.config;

import java.time.Duration;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.pna.model.message.map.Csi;
import org.pna.ph.ArmingSettings;
import org.pna.ph.ArmingSettings.Whom;

/** Reads {@code ph.arming}. */
final class ArmingReader {
  private static final Pattern PRESENTITY = Pattern.compile("(?i:sips?|pres|tel):[^\\s<>\"]+");
  private static final long HIGHEST_SERVICE_KEY = 2_147_483_647L;
  private static final int SERVICE_KEYS = 100;
  private static final int PRESENTITIES = 100_000;

  private ArmingReader() {}

  /**
   * @param hasHlrs whether there is anybody to ask
   * @param most who may be armed at most
   */
  static ArmingSettings read(Value arming, boolean hasHlrs, int most) {
    try (Section section = arming.section()) {
      Value whom = section.optional("for");
      Whom chosen = whom.oneOf(Whom.class).orElse(Whom.NONE);
      if (chosen != Whom.NONE && !hasHlrs) {
        whom.fault("there is no register to arm them at", "describe one in ph.hlrs");
      }
      Value keys = section.optional("service-keys");
      Set<Long> serviceKeys = serviceKeys(keys);
      if (chosen != Whom.NONE && !keys.isPresent()) {
        whom.fault(
            "without service keys nobody's CSI is known as ours",
            "write those that the HLR is provisioned with in ph.arming.service-keys");
      }
      Value presentities = section.optional("presentities");
      Set<String> listed = presentities(presentities);
      if (chosen == Whom.LIST && !presentities.isPresent()) {
        whom.fault("there is no list", "write the URIs in ph.arming.presentities");
      } else if (chosen != Whom.LIST && presentities.isPresent()) {
        presentities.warning("has no effect without 'for: list'", "write that, or remove it");
      }
      return new ArmingSettings(
          chosen,
          listed,
          kinds(section.optional("csi")),
          serviceKeys,
          section
              .optional("watched-for")
              .duration(Duration.ZERO, Duration.ofHours(1))
              .orElse(Duration.ofSeconds(60)),
          section
              .optional("unwatched-for")
              .duration(Duration.ofMinutes(1), Duration.ofDays(365))
              .orElse(Duration.ofHours(24)),
          most);
    }
  }

  private static Set<Long> serviceKeys(Value value) {
    Set<Long> keys = new HashSet<>();
    if (value.isPresent()) {
      for (Value item : value.filledList(SERVICE_KEYS)) {
        item.whole(0, HIGHEST_SERVICE_KEY).ifPresent(keys::add);
      }
    }
    return keys;
  }

  private static Set<String> presentities(Value value) {
    Set<String> listed = new HashSet<>();
    for (Value item : value.list(PRESENTITIES)) {
      item.matching(PRESENTITY, "is no URI", "begin with sip:, sips:, pres: or tel:")
          .filter(uri -> !listed.add(uri))
          .ifPresent(twice -> item.fault("stands twice", "remove one"));
    }
    return listed;
  }

  private static Set<Csi.Kind> kinds(Value value) {
    Set<Csi.Kind> kinds = EnumSet.noneOf(Csi.Kind.class);
    if (!value.isPresent()) {
      return EnumSet.allOf(Csi.Kind.class);
    }
    for (Value item : value.filledList(2)) {
      item.parsed(ArmingReader::kind, "'%s' is no such CSI", "write m-csi or mg-csi")
          .filter(kind -> !kinds.add(kind))
          .ifPresent(twice -> item.fault("stands twice", "remove one"));
    }
    return kinds;
  }

  private static Optional<Csi.Kind> kind(String text) {
    return switch (text) {
      case "m-csi" -> Optional.of(Csi.Kind.M_CSI);
      case "mg-csi" -> Optional.of(Csi.Kind.MG_CSI);
      default -> Optional.empty();
    };
  }
}
