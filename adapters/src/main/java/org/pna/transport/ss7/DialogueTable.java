package org.pna.transport.ss7;

import java.util.function.BiConsumer;

/**
 * Where the calls and GPRS relationships of a link outlive a restart. Safe for use by many threads;
 * nothing here blocks.
 */
public interface DialogueTable {
  /** Whether it keeps anything now: its disk works, and not too much waits for it. */
  boolean isReady();

  /**
   * Keeps a state, in place of the one before.
   *
   * @param id 0 to 2^31 - 1, unique for the link
   * @param state a few hundred octets, not changed afterwards
   * @param failed run when it was not kept, on any thread
   */
  void put(int id, byte[] state, Runnable failed);

  /** Keeps it no longer; what cannot be removed now comes back with the next start. */
  void remove(int id);

  /** Shows everything that is kept; called before anything is put. */
  void forEach(BiConsumer<Integer, byte[]> visitor);
}
