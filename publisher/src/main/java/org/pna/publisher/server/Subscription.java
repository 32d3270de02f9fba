package org.pna.publisher.server;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.pna.publisher.pidf.View;

/**
 * What has to be kept of a subscription to presence (RFC 6665 clause 4.5.2).
 *
 * @param id which it is
 * @param presentity whose presence, normalised
 * @param watcher who asked, normalised
 * @param dialogue through which
 * @param state whether he may see it
 * @param view what he may see of it
 * @param expires when it ends unless refreshed
 * @param version of the document that he knows: of the last NOTIFY with a document that was
 *     answered 2xx, or a later one that shows him the same; 0 before
 * @param last how his last NOTIFY ended; null before
 */
public record Subscription(
    SubscriptionId id,
    String presentity,
    String watcher,
    Dialogue dialogue,
    State state,
    View view,
    Instant expires,
    long version,
    @Nullable LastNotify last) {
  /** States that last (RFC 6665 clause 4.1.3); a terminated subscription is not kept. */
  public enum State {
    ACTIVE,
    /** Nobody has allowed it yet: it is held, and shows nothing. */
    PENDING
  }

  /**
   * Whether the watcher still has to get a NOTIFY, whatever has changed: the last one that was
   * written was not taken by him, as far as is known.
   */
  boolean owesNotify() {
    return last == null || !last.isSuccess() || last.cseq() < dialogue.localCseq();
  }

  Subscription with(Dialogue dialogue) {
    return new Subscription(id, presentity, watcher, dialogue, state, view, expires, version, last);
  }

  Subscription until(Instant expires) {
    return new Subscription(id, presentity, watcher, dialogue, state, view, expires, version, last);
  }

  /** Somebody has allowed it, or allowed more or less of it. */
  Subscription allowed(View view) {
    return new Subscription(
        id, presentity, watcher, dialogue, State.ACTIVE, view, expires, version, last);
  }

  Subscription knows(long version) {
    return new Subscription(id, presentity, watcher, dialogue, state, view, expires, version, last);
  }

  Subscription after(LastNotify last) {
    return new Subscription(id, presentity, watcher, dialogue, state, view, expires, version, last);
  }
}
