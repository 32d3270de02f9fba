package org.pna.publisher.store;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pna.publisher.store.Append.Chain;

/**
 * What {@link RocksStore} knows without asking the disk: the records that wait for their commit,
 * some committed ones (least recently used ones go), and how many presentities there are.
 *
 * <p>When a commit fails, what was computed upon it fails too: the appends that already wait in the
 * same {@link Chain}, and the one that a lane may be computing at that moment upon a record that it
 * has loaded. The latter is known by its chain, which stays here as failed until the lane loads the
 * presentity anew.
 */
final class Overlay {
  private final int maxPresentities;
  private final int maxCached;
  private final Map<String, Chain> chains = new HashMap<>();
  private final Map<String, Known> committed;
  private long presentities;

  /**
   * A record.
   *
   * @param onDisk false when the disk neither has nor will have anything of the presentity
   * @param chain the one that it ends, unless it is committed
   */
  record Known(PresentityRecord record, boolean onDisk, @Nullable Chain chain) {
    static Known committed(PresentityRecord record, boolean onDisk) {
      return new Known(record, onDisk, null);
    }
  }

  /**
   * @param presentities how many the disk has
   */
  Overlay(int maxPresentities, int maxCached, long presentities) {
    this.maxPresentities = maxPresentities;
    this.maxCached = maxCached;
    this.presentities = presentities;
    this.committed =
        new LinkedHashMap<>(16, 0.75f, true) {
          @Override
          protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
            return size() > Overlay.this.maxCached;
          }
        };
  }

  /** What load shows; null when only the disk knows. A failed chain ends here. */
  synchronized @Nullable PresentityRecord load(String presentity) {
    Chain chain = chains.get(presentity);
    if (chain != null && !chain.failed) {
      chain.loaded = true;
      return chain.newest;
    }
    if (chain != null) {
      chains.remove(presentity);
    }
    Known known = committed.get(presentity);
    return known == null ? null : known.record();
  }

  /** The last committed record; null when only the disk knows. */
  synchronized @Nullable PresentityRecord committed(String presentity) {
    Known known = committed.get(presentity);
    return known == null ? null : known.record();
  }

  /** What the next append replaces; null when only the disk knows. */
  synchronized @Nullable Known newest(String presentity) {
    Chain chain = chains.get(presentity);
    return chain == null ? committed.get(presentity) : new Known(chain.newest, true, chain);
  }

  /** Keeps what was read from the disk, unless something newer has come in between. */
  synchronized void cache(Known known) {
    String presentity = known.record().presentity();
    if (!chains.containsKey(presentity)) {
      committed.putIfAbsent(presentity, known);
    }
  }

  /**
   * Makes a record the newest.
   *
   * @param replaced what {@link #newest} or the disk has
   * @throws StoreFullException if there is no room for one more presentity
   * @throws CommitFailedException if the record was computed upon one that was not kept
   */
  synchronized Append add(
      PresentityRecord record, List<Rows.Row> rows, CommitCallback callback, Known replaced)
      throws StoreFullException, CommitFailedException {
    Chain chain = chains.get(record.presentity());
    if (isFailed(chain) || isFailed(replaced.chain())) {
      throw new CommitFailedException();
    }
    if (!replaced.onDisk()) {
      if (presentities >= maxPresentities) {
        throw new StoreFullException(maxPresentities);
      }
      presentities++;
    }
    if (chain == null) {
      chain = new Chain(record);
      chains.put(record.presentity(), chain);
    }
    chain.newest = record;
    chain.waiting++;
    chain.loaded = false;
    return new Append(record, rows, callback, chain, !replaced.onDisk());
  }

  private static boolean isFailed(@Nullable Chain chain) {
    return chain != null && chain.failed;
  }

  /** Whether nothing that the append was computed upon has failed. */
  synchronized boolean stands(Append append) {
    return !append.chain.failed;
  }

  /** How many presentities the disk has or will have. */
  synchronized long presentities() {
    return presentities;
  }

  /** These are on disk. */
  synchronized void committed(List<Append> appends) {
    for (Append append : appends) {
      String presentity = append.record.presentity();
      committed.put(presentity, Known.committed(append.record, true));
      if (--append.chain.waiting == 0) {
        chains.remove(presentity);
      }
    }
  }

  /** These are not, nor will be what was computed upon them. */
  synchronized void failed(List<Append> appends) {
    for (Append append : appends) {
      Chain chain = append.chain;
      String presentity = append.record.presentity();
      if (append.adds) {
        presentities--;
      }
      if (!chain.failed) {
        chain.failed = true;
        if (!chain.loaded) {
          chains.remove(presentity);
        }
      }
    }
  }
}
