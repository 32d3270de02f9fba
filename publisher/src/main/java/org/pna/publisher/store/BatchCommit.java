package org.pna.publisher.store;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends what was taken in: one atomic write of all that still stands, then the callbacks, in order.
 * One thread at a time.
 */
final class BatchCommit {
  private static final Logger LOG = LoggerFactory.getLogger(BatchCommit.class);

  private final Disk disk;
  private final Overlay overlay;
  private final List<Write> standing = new ArrayList<>();
  private final List<Append> kept = new ArrayList<>();
  private final List<Append> fallen = new ArrayList<>();
  private long presentities;
  private volatile long failures;

  /** How long the last write took. */
  long writeNanos;

  /**
   * @param presentities how many the disk has
   */
  BatchCommit(Disk disk, Overlay overlay, long presentities) {
    this.disk = disk;
    this.overlay = overlay;
    this.presentities = presentities;
  }

  /** Whether the last write failed. Any thread. */
  boolean failing() {
    return failures > 0;
  }

  /** Decides their fate, but tells nobody yet; returns how many were appends. */
  int write(List<Write> batch) {
    for (Write write : batch) {
      if (!(write instanceof Append append)) {
        standing.add(write);
      } else if (overlay.stands(append)) {
        standing.add(append);
        kept.add(append);
      } else {
        append.failure = new CommitFailedException();
        fallen.add(append);
      }
    }
    Exception failure = write();
    if (failure == null) {
      overlay.committed(kept);
    } else {
      standing.forEach(write -> write.failure = failure);
      overlay.failed(kept);
    }
    overlay.failed(fallen);
    int appends = kept.size() + fallen.size();
    standing.clear();
    kept.clear();
    fallen.clear();
    return appends;
  }

  /** Whatever a callback does, the others are told. */
  void tell(List<Write> batch) {
    for (Write write : batch) {
      try {
        write.callback.done(write.failure);
      } catch (RuntimeException | Error e) {
        LOG.error("a commit's callback failed: {}", e.getClass().getName());
        LOG.debug("with", e);
      }
    }
  }

  private @Nullable Exception write() {
    if (standing.isEmpty()) {
      return null;
    }
    long after = presentities;
    for (Append append : kept) {
      after += append.adds ? 1 : 0;
    }
    long start = System.nanoTime();
    try {
      disk.write(standing, after);
      writeNanos = System.nanoTime() - start;
      presentities = after;
      if (failures > 0) {
        LOG.warn("commits succeed again, after {} that failed", failures);
        failures = 0;
      }
      return null;
    } catch (Exception | LinkageError | OutOfMemoryError e) {
      if (failures == 0) {
        LOG.error("commits fail, and what they should keep is refused until they succeed again", e);
      }
      failures = failures + 1;
      return new CommitFailedException(e);
    }
  }
}
