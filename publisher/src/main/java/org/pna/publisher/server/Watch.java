package org.pna.publisher.server;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.pna.publisher.pidf.PresenceDocument;

/** A subscription at work: what is kept of it, and what only matters while we run. */
final class Watch {
  /** What is kept. */
  Subscription subscription;

  /** The document of the last NOTIFY; null before the first and where it is not known. */
  @Nullable PresenceDocument sent;

  /** Why it is over; a last NOTIFY says so. */
  @Nullable String ended;

  /** A NOTIFY is owed whether or not the document has changed. */
  boolean owed;

  /** A NOTIFY is under way: the next one waits for its end, so that CSeq never passes another. */
  boolean underWay;

  /** It stands in the window's queue. */
  boolean waiting;

  /** No NOTIFY before that time; null if at once. */
  @Nullable Instant notBefore;

  /** Its entry in the timers. */
  Timers.@Nullable Entry timer;

  Watch(Subscription subscription) {
    this.subscription = subscription;
  }
}
