package org.pna.simulator;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the watcher was told last of each presentity, and how often it was told something. */
public final class Sightings implements SimulatedWatcher.Listener {
  private final SimulatedWatcher.Listener next;
  private final Map<String, Notice> latest = new HashMap<>();
  private long count;

  /** Hands each notice on to {@code next}, too. */
  public Sightings(SimulatedWatcher.Listener next) {
    this.next = next;
  }

  @Override
  public void notified(Notice notice) {
    next.notified(notice);
    synchronized (this) {
      latest.put(notice.presentity(), notice);
      count++;
      notifyAll();
    }
  }

  /** How many notices there have been. */
  public synchronized long count() {
    return count;
  }

  /** Waits for a notice after the first {@code since} that leaves the presentity as expected. */
  public synchronized boolean await(
      String presentity, long since, @Nullable Expectation expected, Duration patience)
      throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (count <= since || !isAs(latest.get(presentity), expected)) {
      long left = (deadline - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return false;
      }
      wait(left);
    }
    return true;
  }

  /** Whether nobody is told anything after the first {@code since} notices for so long. */
  public synchronized boolean quiet(long since, Duration duration) throws InterruptedException {
    long deadline = System.nanoTime() + duration.toNanos();
    long left = duration.toMillis();
    while (count <= since && left > 0) {
      wait(left);
      left = (deadline - System.nanoTime()) / 1_000_000;
    }
    return count <= since;
  }

  private static boolean isAs(@Nullable Notice notice, @Nullable Expectation expected) {
    if (notice == null || expected == null) {
      return notice != null;
    }
    return notice.presence() != null && expected.holds().test(notice.presence());
  }
}
