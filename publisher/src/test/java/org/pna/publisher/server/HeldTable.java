package org.pna.publisher.server;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.pna.publisher.store.CommitCallback;
import org.pna.publisher.store.PresentityRecord;
import org.pna.publisher.store.Step;
import org.pna.publisher.store.StoreView;
import org.pna.publisher.store.Table;
import org.pna.publisher.store.TableName;

/** A disk of which the test decides when a write is done, whether it is, and what a kill leaves. */
final class HeldTable implements Table, StoreView {
  private record Write(String key, byte @Nullable [] value, CommitCallback callback) {}

  final NavigableMap<String, byte[]> committed = new TreeMap<>();
  private final Deque<Write> waiting = new ArrayDeque<>();
  private boolean holds;
  boolean fails;
  int mostWaiting;

  @Override
  public void put(String key, byte @Nullable [] value, CommitCallback callback) {
    waiting.add(new Write(key, value, callback));
    mostWaiting = Math.max(mostWaiting, waiting.size());
    if (!holds) {
      release();
    }
  }

  /** From now on writes wait. */
  void hold() {
    holds = true;
  }

  int waiting() {
    return waiting.size();
  }

  /** Ends the oldest write. */
  void releaseOne() {
    Write write = waiting.remove();
    if (fails) {
      write.callback.done(new IllegalStateException("no room on the disk"));
      return;
    }
    commit(write);
    write.callback.done(null);
  }

  /** Ends all writes; new ones do not wait. */
  void release() {
    holds = false;
    while (!waiting.isEmpty()) {
      releaseOne();
    }
  }

  /** The process dies before the oldest write is done. */
  void kill() {
    waiting.clear();
    holds = false;
  }

  /** The process dies when the oldest write is done, but has not been told. */
  void killAfterCommit() {
    commit(waiting.remove());
    kill();
  }

  private void commit(Write write) {
    byte[] value = write.value;
    if (value == null) {
      committed.remove(write.key);
    } else {
      committed.put(write.key, value);
    }
  }

  @Override
  public PresentityRecord committed(String presentity) {
    return PresentityRecord.unknown(presentity);
  }

  @Override
  public List<Step> history(String presentity) {
    return List.of();
  }

  @Override
  public void scan(TableName name, String prefix, BiConsumer<String, byte[]> visitor) {
    new TreeMap<>(committed)
        .forEach(
            (key, value) -> {
              if (key.startsWith(prefix)) {
                visitor.accept(key, value);
              }
            });
  }
}
