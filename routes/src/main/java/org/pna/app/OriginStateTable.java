package org.pna.app;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pna.ph.KeptRows;
import org.pna.publisher.store.PresenceStore;
import org.pna.publisher.store.TableName;
import org.pna.transport.diameter.OriginStateMemory;

/**
 * The Origin-State-Ids of Diameter servers, on disk. At its bound the restart of a further server
 * while we are away goes unnoticed, as without this table. Safe for use by many threads.
 */
final class OriginStateTable implements OriginStateMemory {
  /** Servers. */
  static final int MOST = 10_000;

  private final KeptRows<Long> rows;
  private final Map<String, Long> states = new HashMap<>();

  OriginStateTable(PresenceStore store) {
    rows =
        new KeptRows<>(
            store,
            TableName.ORIGIN_STATES,
            id -> ByteBuffer.allocate(Long.BYTES).putLong(id).array(),
            row -> row.length == Long.BYTES ? ByteBuffer.wrap(row).getLong() : null);
    rows.scan(states::put);
  }

  @Override
  public synchronized @Nullable Long known(String node, String host) {
    return states.get(key(node, host));
  }

  @Override
  public synchronized void keep(String node, String host, long stateId) {
    String key = key(node, host);
    if (states.size() < MOST || states.containsKey(key)) {
      states.put(key, stateId);
      rows.put(key, stateId, isKept -> {}); // not kept, it only costs that all is asked for again
    }
  }

  private static String key(String node, String host) {
    return node + '/' + host.toLowerCase(Locale.ROOT);
  }
}
