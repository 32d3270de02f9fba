package org.pna.app.why;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who watches a presentity, as far as an operator asks.
 *
 * @param watcher URI
 * @param active false while nobody has allowed it
 * @param location whether he may see where the devices are
 * @param expires when the subscription ends unless refreshed
 * @param version of the document in the last NOTIFY that was answered 2xx; 0 before
 * @param cseq of the last NOTIFY that was sent; 0 before
 * @param last how the last NOTIFY that has ended did; null before
 */
public record Watcher(
    String watcher,
    boolean active,
    boolean location,
    Instant expires,
    long version,
    long cseq,
    @Nullable Last last) {
  /**
   * The end of a NOTIFY.
   *
   * @param cseq its CSeq
   * @param time when it ended
   * @param result the status code, or a word for what came instead
   */
  public record Last(long cseq, Instant time, String result) {}
}
