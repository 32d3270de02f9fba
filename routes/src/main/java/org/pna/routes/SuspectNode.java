package org.pna.routes;

import java.time.Instant;
import org.pna.model.ReportingNode;

/**
 * A node all of whose subscribers are suspect (rule T1).
 *
 * @param node its number, else its calling global title; {@link #ALL} for all nodes
 * @param since when the newest that was missed was heard
 * @param reason why it was not taken, a few fixed words
 */
public record SuspectNode(String node, Instant since, String reason) {
  /** Stands for all nodes: there were too many. */
  public static final String ALL = "*";

  /** The one name by which a node is told from others; {@link #ALL} if it has none. */
  static String name(ReportingNode node) {
    String name = node.number() == null ? node.globalTitle() : node.number();
    return name == null ? ALL : name;
  }
}
