package org.pna.app.config;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.pna.model.message.map.Csi;
import org.pna.ph.ArmingSettings;
import org.pna.ph.ReportingSettings;
import org.pna.ph.ReportingSettings.Whom;

/** Reads {@code ph.arming}. */
final class ArmingReader {
  private static final long HIGHEST_SERVICE_KEY = 2_147_483_647L;
  private static final int SERVICE_KEYS = 100;

  private ArmingReader() {}

  /**
   * @param hasHlrs whether there is anybody to ask
   * @param most who may be armed at most
   */
  static ArmingSettings read(Value arming, boolean hasHlrs, int most) {
    try (Section section = arming.section()) {
      Value whom = section.optional("for");
      ReportingSettings reporting = ReportingReader.read(section, "ph.arming", Whom.NONE);
      if (reporting.whom() != Whom.NONE && !hasHlrs) {
        whom.fault("there is no register to arm them at", "describe one in ph.hlrs");
      }
      Value keys = section.optional("service-keys");
      Set<Long> serviceKeys = serviceKeys(keys);
      if (reporting.whom() != Whom.NONE && !keys.isPresent()) {
        whom.fault(
            "without service keys nobody's CSI is known as ours",
            "write those that the HLR is provisioned with in ph.arming.service-keys");
      }
      return new ArmingSettings(reporting, kinds(section.optional("csi")), serviceKeys, most);
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
