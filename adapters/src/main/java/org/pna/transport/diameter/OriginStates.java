package org.pna.transport.diameter;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The Origin-State-Ids that servers behind relays tell in their requests (RFC 6733 clause 8.16). A
 * relay may pass requests out of their order, so only a greater one tells of a restart.
 */
final class OriginStates {
  /** Servers remembered; beyond it the one unheard of for longest goes. */
  static final int MOST = 1_000;

  private static final int UNKNOWN = 0;

  private final Map<String, Long> states =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
          return size() > MOST;
        }
      };

  private final String node;
  private final OriginStateMemory memory;

  OriginStates(String node, OriginStateMemory memory) {
    this.node = node;
    this.memory = memory;
  }

  /** Notes what a server tells; true if it has restarted since. */
  synchronized boolean isRestart(String host, long told) {
    if (told == UNKNOWN) {
      return false;
    }
    String name = host.toLowerCase(Locale.ROOT);
    Long before = states.computeIfAbsent(name, server -> memory.known(node, server));
    if (before == null || told > before) {
      states.put(name, told);
    }
    if (before == null) {
      memory.keep(node, name, told);
    }
    return before != null && told > before;
  }
}
