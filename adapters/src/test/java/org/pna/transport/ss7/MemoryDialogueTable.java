package org.pna.transport.ss7;

import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.BiConsumer;

/** A table that outlives the node under test, and fails as told. */
final class MemoryDialogueTable implements DialogueTable {
  final Map<Integer, byte[]> states = new ConcurrentSkipListMap<>();
  volatile boolean ready = true;
  volatile boolean failing;

  @Override
  public boolean isReady() {
    return ready;
  }

  @Override
  public void put(int id, byte[] state, Runnable failed) {
    if (failing) {
      failed.run();
    } else {
      states.put(id, state.clone());
    }
  }

  @Override
  public void remove(int id) {
    states.remove(id);
  }

  @Override
  public void forEach(BiConsumer<Integer, byte[]> visitor) {
    states.forEach(visitor);
  }
}
