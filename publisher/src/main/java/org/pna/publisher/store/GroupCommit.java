package org.pna.publisher.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.pna.model.Urgency;

/**
 * Gathers what is to be written while the disk is busy, so that it goes in one atomic write.
 *
 * <p>One thread at a time has the turn to write. That is the writer's own thread, which never
 * leaves anything waiting. Where a write is but a copy to the operating system, a thread that
 * appends takes the turn itself if nobody has it: to wake another would take longer than the write.
 * It writes what gathers meanwhile, too, but not for long; the writer does the rest. And while a
 * thread is about to append more, what it has appended waits for that.
 */
final class GroupCommit {
  /** Bounds the time that a callback waits for its neighbours'. */
  private static final int MAX_BATCH = 1024;

  /** Bound the time that an append takes. */
  private static final int MAX_OWN_BATCH = 32;

  private static final int MAX_OWN_BATCHES = 4;

  private static final long WORTH_A_PAUSE = 500_000;
  private static final long LONGEST_PAUSE = 500_000;

  private final BatchCommit commit;
  private final boolean quick;
  private final int maxPending;
  private final int reserved;
  private final Semaphore room;
  private final Queue<Write> queue = new ConcurrentLinkedQueue<>(); // appends bounded by room
  private final Semaphore turn = new Semaphore(1);
  private final List<Write> batch = new ArrayList<>(); // for who has the turn
  private final Thread writer = new Thread(this::run, "store");

  /** How many threads are about to append more. */
  private final AtomicInteger gathering = new AtomicInteger();

  /** The last that comes through the queue. */
  private final Write end = new Write(List.of(), failure -> {});

  private boolean closed; // guarded by end
  private volatile boolean ended;

  /**
   * @param quick whether a write takes less time than to wake a thread
   */
  GroupCommit(BatchCommit commit, boolean quick, int maxPending) {
    this.commit = commit;
    this.quick = quick;
    this.maxPending = maxPending;
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

  /** Takes an append for which there is room; may end it, and others, at once. */
  void submit(Append append) {
    queue.add(append);
    if (gathering.get() == 0 || pending() >= MAX_OWN_BATCH) {
      write();
    }
  }

  /** What it appends is written when it ends, or when that is enough for a write. */
  void together(Runnable appends) {
    gathering.incrementAndGet();
    try {
      appends.run();
    } finally {
      gathering.decrementAndGet();
      write();
    }
  }

  private void write() {
    if (queue.isEmpty()) {
      return;
    }
    if (quick && turn.tryAcquire()) {
      try {
        for (int i = 0; i < MAX_OWN_BATCHES && !queue.isEmpty(); i++) {
          write(MAX_OWN_BATCH);
        }
      } finally {
        turn.release();
      }
    }
    wake();
  }

  /** Takes a write that needs no room; false once closed. */
  boolean submitBeside(Write write) {
    synchronized (end) {
      if (closed) {
        return false;
      }
      queue.add(write);
    }
    wake();
    return true;
  }

  /** Who has the turn looks again when it ends, and so needs no waking. */
  private void wake() {
    if ((ended || !queue.isEmpty()) && turn.availablePermits() > 0) {
      LockSupport.unpark(writer);
    }
  }

  /** How many appends wait. */
  int pending() {
    return maxPending - room.availablePermits();
  }

  /** Waits until all have ended, and lets none in any more. Not from a callback. */
  void close() {
    room.acquireUninterruptibly(maxPending);
    synchronized (end) {
      closed = true;
      queue.add(end);
    }
    wake();
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
    boolean several = false;
    while (!ended) {
      if (queue.isEmpty()) {
        LockSupport.park(this);
        continue;
      }
      turn.acquireUninterruptibly();
      try {
        if (several && commit.writeNanos >= WORTH_A_PAUSE) {
          // Those who were just told are about to come again: with a slow disk, going without them
          // would halve every batch.
          LockSupport.parkNanos(Math.min(commit.writeNanos / 8, LONGEST_PAUSE));
        }
        several = write(MAX_BATCH) > 1;
      } finally {
        turn.release();
      }
    }
  }

  /** Ends so many at most; returns how many. With the turn only. */
  private int write(int max) {
    try {
      for (Write next = queue.poll(); next != null; next = queue.poll()) {
        if (next == end) {
          ended = true;
          break;
        }
        batch.add(next);
        if (batch.size() == max) {
          break;
        }
      }
      room.release(commit.write(batch));
      commit.tell(batch);
      return batch.size();
    } finally {
      batch.clear();
    }
  }
}
