package org.pna.publisher.store;

import java.util.Map;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** A table of {@link MemoryStore}; its callbacks come on the caller's thread. */
final class MemoryTable implements Table {
  private final ConcurrentNavigableMap<String, byte[]> values = new ConcurrentSkipListMap<>();

  @Override
  public void put(String key, byte @Nullable [] value, CommitCallback callback) {
    if (!ByteWriter.isUnicode(key)) {
      callback.done(new IllegalArgumentException("a key with an unpaired surrogate"));
      return;
    }
    if (value == null) {
      values.remove(key);
    } else {
      values.put(key, value.clone());
    }
    callback.done(null);
  }

  void scan(String prefix, BiConsumer<String, byte[]> visitor) {
    for (Map.Entry<String, byte[]> entry : values.tailMap(prefix).entrySet()) {
      if (!entry.getKey().startsWith(prefix)) {
        return;
      }
      visitor.accept(entry.getKey(), entry.getValue().clone());
    }
  }
}
