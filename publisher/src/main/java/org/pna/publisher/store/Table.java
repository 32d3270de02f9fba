package org.pna.publisher.store;

import org.jspecify.annotations.Nullable;

/**
 * Keys and values of somebody else, written in the same group commits as the presentities. How many
 * wait is for the caller to bound. A failed write leaves what was committed before.
 */
public interface Table {
  /**
   * Writes one value; writes of one key by one thread take effect in their order.
   *
   * @param key text that UTF-8 can carry
   * @param value null removes the key
   * @param callback told exactly once, on any thread
   */
  void put(String key, byte @Nullable [] value, CommitCallback callback);
}
