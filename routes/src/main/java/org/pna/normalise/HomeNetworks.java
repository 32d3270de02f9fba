package org.pna.normalise;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import org.jspecify.annotations.Nullable;
import org.pna.model.Plmn;
import org.pna.model.ReportingNode;
import org.pna.publisher.pidf.Network.Roaming;

/**
 * Which networks are home: rule T11 (home and visited) and rule T16 (whose subscribers are ours).
 */
public final class HomeNetworks {
  /** Nothing known: neither home nor visited is ever said, and no IMSI is ours. */
  public static final HomeNetworks NONE = new HomeNetworks(List.of(), Map.of());

  private final List<String> plmns;
  private final List<Entry<String, String>> plmnByNodePrefix;

  /**
   * @param plmns own network and its equivalents, as digits ({@code 310260})
   * @param nodes global title prefix → PLMN digits, for nodes that give no cell
   */
  public HomeNetworks(List<String> plmns, Map<String, String> nodes) {
    this.plmns = List.copyOf(plmns);
    List<Entry<String, String>> sorted = new ArrayList<>(nodes.entrySet());
    sorted.sort(Comparator.comparing(e -> -e.getKey().length()));
    this.plmnByNodePrefix = List.copyOf(sorted);
  }

  /** Whether an IMSI begins with one of the home networks (the longest match is one of them). */
  public boolean owns(String imsi) {
    for (String plmn : plmns) {
      if (imsi.startsWith(plmn)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Home or visited, from the place, else from the table of nodes.
   *
   * @param plmn network of the place; null when the report names no place
   * @return null when neither says
   */
  public @Nullable Roaming roaming(@Nullable Plmn plmn, ReportingNode node) {
    if (plmns.isEmpty()) {
      return null;
    }
    String digits = plmn != null ? plmn.digits() : plmnOf(node);
    if (digits == null) {
      return null;
    }
    return plmns.contains(digits) ? Roaming.HOME : Roaming.VISITED;
  }

  /** The network of a node by the table of nodes, as digits; null when that does not say. */
  public @Nullable String plmnOf(ReportingNode node) {
    String name = node.number() != null ? node.number() : node.globalTitle();
    if (name == null) {
      return null;
    }
    for (Entry<String, String> entry : plmnByNodePrefix) {
      if (name.startsWith(entry.getKey())) {
        return entry.getValue();
      }
    }
    return null;
  }
}
