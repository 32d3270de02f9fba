package org.pna.publisher.server;

import java.time.Instant;
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
 */
public record Subscription(
    SubscriptionId id,
    String presentity,
    String watcher,
    Dialogue dialogue,
    State state,
    View view,
    Instant expires) {
  /** States that last (RFC 6665 clause 4.1.3); a terminated subscription is not kept. */
  public enum State {
    ACTIVE,
    /** Nobody has allowed it yet: it is held, and shows nothing. */
    PENDING
  }

  Subscription with(Dialogue dialogue) {
    return new Subscription(id, presentity, watcher, dialogue, state, view, expires);
  }

  Subscription until(Instant expires) {
    return new Subscription(id, presentity, watcher, dialogue, state, view, expires);
  }
}
