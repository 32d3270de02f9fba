package org.pna.publisher.store;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.pna.model.Urgency;
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
  private final int reserved;
  private final Semaphore room;
  private final BlockingQueue<Write> queue = new LinkedBlockingQueue<>(); // bounded by room
  private final Thread writer = new Thread(this::run, "store");

  /** The last that comes through the queue. */
  private final Write end = new Write(List.of(), failure -> {});

  private boolean closed; // guarded by end
  private long presentities;
  private volatile long failures; // written by the writer only
  private long writeNanos;

  /**
   * @param presentities how many the disk has
   */
  GroupCommit(Disk disk, Overlay overlay, int maxPending, long presentities) {
    this.disk = disk;
    this.overlay = overlay;
    this.maxPending = maxPending;
    this.presentities = presentities;
    reserved = maxPending / 10;
    room = new Semaphore(maxPending);
    writer.setDaemon(true);
    writer.start();
  }

  /**
   * Makes room for one append, which must then be submitted or released; false at the bound. A
   * tenth of the room is for transitions only (rule S6).
   */
  boolean reserve(Urgency urgency) {
    return (urgency == Urgency.TRANSITION || room.availablePermits() > reserved)
        && room.tryAcquire();
  }

  /** Gives back what was reserved. */
  void release() {
    room.release();
  }

  /** Takes an append for which there is room. */
  void submit(Append append) {
    queue.add(append);
  }

  /** Takes a write that needs no room; false once closed. */
  boolean submitBeside(Write write) {
    synchronized (end) {
      return !closed && queue.add(write);
    }
  }

  /** How many appends wait. */
  int pending() {
    return maxPending - room.availablePermits();
  }

  /** Whether the last write failed. */
  boolean failing() {
    return failures > 0;
  }

  /** Waits until all have ended, and lets none in any more. Not from a callback. */
  void close() {
    room.acquireUninterruptibly(maxPending);
    synchronized (end) {
      closed = true;
      queue.add(end);
    }
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
    List<Write> batch = new ArrayList<>();
    boolean several = false;
    boolean goesOn = true;
    while (goesOn) {
      batch.add(taken());
      if (several && writeNanos >= WORTH_A_PAUSE) {
        // Those who were just told are about to come again: with a slow disk, going without them
        // would halve every batch.
        LockSupport.parkNanos(Math.min(writeNanos / 8, LONGEST_PAUSE));
      }
      queue.drainTo(batch, MAX_BATCH - 1);
      goesOn = !batch.remove(end);
      end(batch);
      several = batch.size() > 1;
      batch.clear();
    }
  }

  /** Nobody has a reason to interrupt the writer. */
  private Write taken() {
    while (true) {
      try {
        return queue.take();
      } catch (InterruptedException e) {
        LOG.debug("the writer was interrupted");
      }
    }
  }

  private void end(List<Write> batch) {
    List<Write> standing = new ArrayList<>(batch.size());
    List<Append> kept = new ArrayList<>(batch.size());
    List<Append> fallen = new ArrayList<>();
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
    Exception failure = write(standing);
    if (failure == null) {
      overlay.committed(kept);
    } else {
      standing.forEach(write -> write.failure = failure);
      overlay.failed(kept);
    }
    overlay.failed(fallen);
    for (Write write : batch) {
      tell(write);
    }
    room.release(kept.size() + fallen.size());
  }

  private @Nullable Exception write(List<Write> writes) {
    if (writes.isEmpty()) {
      return null;
    }
    long after = presentities;
    for (Write write : writes) {
      after += write instanceof Append append && append.adds ? 1 : 0;
    }
    long start = System.nanoTime();
    try {
      disk.write(writes, after);
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
  private static void tell(Write write) {
    try {
      write.callback.done(write.failure);
    } catch (RuntimeException | Error e) {
      LOG.error("a commit's callback failed: {}", e.getClass().getName());
      LOG.debug("with", e);
    }
  }
}
