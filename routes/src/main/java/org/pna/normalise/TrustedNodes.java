package org.pna.normalise;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pna.model.ReportingNode;

/**
 * Rule S7: whom to believe. What counts is the calling SCCP address, since the numbers inside a
 * message are whatever its sender wrote.
 */
public final class TrustedNodes {
  /** Everybody, as in replay. */
  public static final TrustedNodes ALL = new TrustedNodes(List.of(""));

  private final List<String> prefixes;

  /**
   * @param prefixes global title prefixes from which a report may change things; the empty string
   *     trusts all
   */
  public TrustedNodes(List<String> prefixes) {
    this.prefixes = List.copyOf(prefixes);
  }

  /** Whether a report of {@code node} may change what {@code serving} said. */
  public boolean trusts(ReportingNode node, @Nullable ReportingNode serving) {
    String title = node.globalTitle() == null ? "" : node.globalTitle();
    for (String prefix : prefixes) {
      if (title.startsWith(prefix)) {
        return true;
      }
    }
    return serving != null
        && node.globalTitle() != null
        && serving.isSameAs(new ReportingNode(null, node.globalTitle()));
  }
}
