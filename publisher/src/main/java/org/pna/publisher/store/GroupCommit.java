package org.pna.publisher.store;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that writes: all that has gathered while the disk was busy goes in one atomic
 * write, and then their callbacks run, in the order of the appends.
 */
final class GroupCommit {
  private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);

  /** Bounds the time that a callback waits for its neighbours'. */
  private static final int MAX_BATCH = 1024;

  private static final long WORTH_A_PAUSE = 500_000;
  private static final long LONGEST_PAUSE = 500_000;

  private final Disk disk;
  private final Overlay overlay;
  private final int maxPending;
  private final Semaphore room;
  private final BlockingQueue<Append> queue = new LinkedBlockingQueue<>(); // bounded by room
  private final Thread writer = new Thread(this::run, "store");
  private long presentities;
  private long failures;
  private long writeNanos;

  /**
   * @param presentities how many the disk has
   */
  GroupCommit(Disk disk, Overlay overlay, int maxPending, long presentities) {
    this.disk = disk;
    this.overlay = overlay;
    this.maxPending = maxPending;
    this.presentities = presentities;
    room = new Semaphore(maxPending);
    writer.setDaemon(true);
    writer.start();
  }

  /** Makes room for one append, which must then be submitted or released; false at the bound. */
  boolean reserve() {
    return room.tryAcquire();
  }

  /** Gives back what was reserved. */
  void release() {
    room.release();
  }

  /** Takes an append for which there is room. */
  void submit(Append append) {
    queue.add(append);
  }

  /** Waits until all have ended, and lets none in any more. Not from a callback. */
  void close() {
    room.acquireUninterruptibly(maxPending);
    writer.interrupt();
    boolean interrupted = false;
    while (writer.isAlive()) {
      try {
        writer.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    List<Append> batch = new ArrayList<>();
    boolean several = false;
    while (true) {
      try {
        batch.add(queue.take());
      } catch (InterruptedException e) {
        return; // closed, and nothing waits
      }
      if (several && writeNanos >= WORTH_A_PAUSE) {
        // Those who were just told are about to come again: with a slow disk, going without them
        // would halve every batch.
        LockSupport.parkNanos(Math.min(writeNanos / 8, LONGEST_PAUSE));
      }
      queue.drainTo(batch, MAX_BATCH - 1);
      end(batch);
      several = batch.size() > 1;
      batch.clear();
    }
  }

  private void end(List<Append> batch) {
    List<Append> standing = new ArrayList<>(batch.size());
    List<Append> fallen = new ArrayList<>();
    for (Append append : batch) {
      if (overlay.stands(append)) {
        standing.add(append);
      } else {
        append.failure = new CommitFailedException();
        fallen.add(append);
      }
    }
    Exception failure = write(standing);
    if (failure == null) {
      overlay.committed(standing);
    } else {
      standing.forEach(append -> append.failure = failure);
      overlay.failed(standing);
    }
    overlay.failed(fallen);
    for (Append append : batch) {
      tell(append);
    }
    room.release(batch.size());
  }

  private @Nullable Exception write(List<Append> appends) {
    if (appends.isEmpty()) {
      return null;
    }
    long after = presentities;
    List<Disk.Entry> entries = new ArrayList<>(appends.size());
    for (Append append : appends) {
      entries.add(append.entry);
      after += append.adds ? 1 : 0;
    }
    long start = System.nanoTime();
    try {
      disk.write(entries, after);
      writeNanos = System.nanoTime() - start;
      presentities = after;
      if (failures > 0) {
        LOG.warn("commits succeed again, after {} that failed", failures);
        failures = 0;
      }
      return null;
    } catch (Exception | LinkageError | OutOfMemoryError e) {
      if (failures++ == 0) {
        LOG.error("commits fail, and what they should keep is refused until they succeed again", e);
      }
      return new CommitFailedException(e);
    }
  }

  /** Whatever a callback does, the others are told. */
  private static void tell(Append append) {
    try {
      append.callback.done(append.failure);
    } catch (RuntimeException | Error e) {
      LOG.error("a commit's callback failed: {}", e.getClass().getName());
      LOG.debug("of {}", append.record.presentity(), e);
    }
  }
}
