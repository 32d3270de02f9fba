package org.pna.publisher.store;

import org.jspecify.annotations.Nullable;

/** Told of the end of a write. */
@FunctionalInterface
public interface CommitCallback {
  /**
   * The write has ended.
   *
   * @param failure null when durable
   */
  void done(@Nullable Exception failure);
}
