package org.pna.app.config;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.pna.ph.ReportingSettings;
import org.pna.ph.ReportingSettings.Whom;

/** Reads whose reports are wanted, which some sections of {@code ph} say alike. */
final class ReportingReader {
  private static final Pattern PRESENTITY = Pattern.compile("(?i:sips?|pres|tel):[^\\s<>\"]+");
  private static final int PRESENTITIES = 100_000;

  private ReportingReader() {}

  /**
   * @param section with the keys for, presentities, watched-for and unwatched-for
   * @param path of the section: {@code ph.arming}
   * @param otherwise whose are wanted if that is not said
   */
  static ReportingSettings read(Section section, String path, Whom otherwise) {
    Whom chosen = section.optional("for").oneOf(Whom.class).orElse(otherwise);
    Value presentities = section.optional("presentities");
    Set<String> listed = presentities(presentities);
    if (chosen == Whom.LIST && !presentities.isPresent()) {
      section
          .optional("for")
          .fault("there is no list", "write the URIs in " + path + ".presentities");
    } else if (chosen != Whom.LIST && presentities.isPresent()) {
      presentities.warning("has no effect without 'for: list'", "write that, or remove it");
    }
    return new ReportingSettings(
        chosen,
        listed,
        section
            .optional("watched-for")
            .duration(Duration.ZERO, Duration.ofHours(1))
            .orElse(Duration.ofSeconds(60)),
        section
            .optional("unwatched-for")
            .duration(Duration.ofMinutes(1), Duration.ofDays(365))
            .orElse(Duration.ofHours(24)));
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
}
