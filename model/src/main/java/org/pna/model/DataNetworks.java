package org.pna.model;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which access points make a subscriber reachable for data (rule T10).
 *
 * @param others network identifiers (TS 23.003 clause 9.1.1) of access points that do not, in lower
 *     case
 */
public record DataNetworks(List<String> others) {
  /** All but those of IMS, of emergency sessions and of MMS. */
  public static final DataNetworks DEFAULT = new DataNetworks(List.of("ims", "sos", "mms"));

  public DataNetworks {
    others = others.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
  }

  /**
   * Whether a session there counts.
   *
   * @param apn access point name with or without its operator identifier; one that is not told
   *     counts
   */
  public boolean isData(@Nullable String apn) {
    if (apn == null) {
      return true;
    }
    String name = apn.toLowerCase(Locale.ROOT);
    for (String other : others) {
      if (name.equals(other) || name.startsWith(other + ".mnc")) {
        return false;
      }
    }
    return true;
  }
}
