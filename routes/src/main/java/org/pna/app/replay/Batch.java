package org.pna.app.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * Events in the order of the trace that the lanes work on together. Output waits for the whole
 * batch, so that it does not depend on how many lanes there are.
 */
final class Batch {
  /** Events in a full batch: enough to keep lanes busy, few enough to stay in the cache. */
  static final int SIZE = 2048;

  private final List<Entry> entries = new ArrayList<>(SIZE);
  private final CountDownLatch lanes;
  private long endMicros;

  /**
   * @param lanes how many lanes have to finish it
   */
  Batch(int lanes) {
    this.lanes = new CountDownLatch(lanes);
  }

  void add(Entry entry) {
    entries.add(entry);
  }

  boolean isFull() {
    return entries.size() >= SIZE;
  }

  List<Entry> entries() {
    return entries;
  }

  /** The trace's clock at the end of the batch. */
  long endMicros() {
    return endMicros;
  }

  void endsAt(long micros) {
    endMicros = micros;
  }

  /** Called once by each lane when all its work is done. */
  void laneDone() {
    lanes.countDown();
  }

  void await() throws InterruptedException {
    lanes.await();
  }
}
