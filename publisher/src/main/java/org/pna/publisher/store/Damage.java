package org.pna.publisher.store;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The first damage that was met while the store is open. Any thread. */
final class Damage {
  private static final Logger LOG = LoggerFactory.getLogger(Damage.class);

  private final AtomicReference<@Nullable String> first = new AtomicReference<>();

  /**
   * Takes note, and says it in the log once.
   *
   * @param text which file, and what to do
   */
  void found(String text) {
    if (first.compareAndSet(null, text)) {
      LOG.error("{}", text);
    }
  }

  /** Null as long as none was met. */
  @Nullable String first() {
    return first.get();
  }
}
