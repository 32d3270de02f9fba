package org.pna.routes;

import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import org.pna.model.ReportingNode;

/**
 * The nodes all of whose subscribers are suspect; beyond the bound all nodes are. Safe for use by
 * many threads.
 */
final class SuspectNodes {
  private static final int MAX_NODES = 10_000;

  private final SuspectTable table;
  private final Runnable overflow;
  private final ConcurrentMap<String, SuspectNode> nodes = new ConcurrentHashMap<>();

  /**
   * @param overflow run once when all nodes become suspect
   */
  SuspectNodes(SuspectTable table, Runnable overflow) {
    this.table = table;
    this.overflow = overflow;
  }

  /** Takes up one that is on disk. */
  void restore(SuspectNode node) {
    nodes.put(node.node(), node);
    if (node.node().equals(SuspectNode.ALL)) {
      overflow.run();
    }
  }

  /** Whether it is suspect by a name of its own. */
  boolean isSuspect(ReportingNode node) {
    return !nodes.isEmpty()
        && (nodes.containsKey(SuspectNode.name(node))
            || (node.globalTitle() != null && nodes.containsKey(node.globalTitle())));
  }

  /** Something was missed that it told. */
  void doubt(ReportingNode node, Instant since, String reason) {
    String own = SuspectNode.name(node);
    String name = nodes.containsKey(own) || nodes.size() < MAX_NODES ? own : SuspectNode.ALL;
    boolean[] isNew = new boolean[1];
    nodes.compute(
        name,
        (key, before) -> {
          if (before != null && !before.since().isBefore(since)) {
            return before;
          }
          SuspectNode now = new SuspectNode(key, since, reason);
          if (before == null) {
            isNew[0] = true;
            table.put(SuspectFormat.nodeKey(key), SuspectFormat.value(now));
          } else {
            table.later(
                SuspectFormat.nodeKey(key)); // a node in trouble would be written thousandfold
          }
          return now;
        });
    if (isNew[0] && name.equals(SuspectNode.ALL)) {
      overflow.run();
    }
  }

  /** Forgets those that became suspect before a moment, and not again since. */
  void lapse(Instant before) {
    for (String name : nodes.keySet()) {
      nodes.computeIfPresent(
          name,
          (key, node) -> {
            if (!node.since().isBefore(before)) {
              return node;
            }
            table.put(SuspectFormat.nodeKey(key), null);
            return null;
          });
    }
  }

  /** Takes it off, unless something newer was missed since it was shown. */
  boolean settle(SuspectNode shown) {
    boolean[] isSettled = new boolean[1];
    nodes.computeIfPresent(
        shown.node(),
        (key, now) -> {
          if (now.since().isAfter(shown.since())) {
            return now;
          }
          isSettled[0] = true;
          table.put(SuspectFormat.nodeKey(key), null);
          return null;
        });
    return isSettled[0];
  }

  /** Writes it as it is now. */
  void rewrite(String name) {
    nodes.compute(
        name,
        (key, node) -> {
          table.put(SuspectFormat.nodeKey(key), node == null ? null : SuspectFormat.value(node));
          return node;
        });
  }

  int count() {
    return nodes.size();
  }

  void forEach(Consumer<SuspectNode> visitor) {
    nodes.values().forEach(visitor);
  }
}
