package org.pna.publisher.store;

import java.util.List;
import java.util.function.BiConsumer;

/** What is committed, to be read by anybody: of a running store, or of one that was left behind. */
public interface StoreView {
  /** What is known of a presentity; {@link PresentityRecord#unknown} if nothing. Any thread. */
  PresentityRecord committed(String presentity);

  /** The last steps of a presentity, the oldest first; their number is bounded. Any thread. */
  List<Step> history(String presentity);

  /**
   * Shows what a table holds, in the order of the keys. Any thread.
   *
   * @param prefix which keys; empty for all
   */
  void scan(TableName name, String prefix, BiConsumer<String, byte[]> visitor);
}
