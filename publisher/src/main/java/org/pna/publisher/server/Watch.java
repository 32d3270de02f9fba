package org.pna.publisher.server;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.pna.publisher.pidf.PresenceDocument;

/** A subscription at work: what is kept of it, and what only matters while we run. */
final class Watch {
  /** What is kept. */
  Subscription subscription;

  /** One NOTIFY and the end (RFC 6665 clause 4.4.3): never written. */
  final boolean fetch;

  /** The document of the last NOTIFY; null before the first and where it is not known. */
  @Nullable PresenceDocument sent;

  /** Why it is over; a last NOTIFY says so. */
  @Nullable Ending ended;

  /** A NOTIFY is owed whether or not the document has changed. */
  boolean owed;

  /** The dialogue's CSeq is not used yet: it was written for the NOTIFY to come. */
  boolean reserved;

  /** Writes under way. No NOTIFY is sent meanwhile, so that none has a CSeq that may be lost. */
  int writes;

  /** The subscription is another than what was written last. */
  boolean unwritten;

  /** A place in the window is held for the NOTIFY to come. */
  boolean admitted;

  /** A NOTIFY is under way: the next one waits for its end, so that CSeq never passes another. */
  boolean underWay;

  /** It stands in the window's queue. */
  boolean waiting;

  /** It is over for us too: whatever is still heard of it means nothing. */
  boolean gone;

  /** No NOTIFY before that time; null if at once. */
  @Nullable Instant notBefore;

  /** Its entry in the timers. */
  Timers.@Nullable Entry timer;

  Watch(Subscription subscription, boolean fetch) {
    this.subscription = subscription;
    this.fetch = fetch;
  }

  /** Takes the next CSeq for the NOTIFY to come, unless it has one. */
  void reserve() {
    if (!reserved) {
      subscription = subscription.with(subscription.dialogue().notified());
      reserved = true;
    }
  }

  /** Whether the watcher may see the document. */
  boolean isShown() {
    return subscription.state() == Subscription.State.ACTIVE && ended != Ending.REJECTED;
  }

  /** Whether a document would tell him anything. */
  boolean isNews(PresenceDocument document) {
    PresenceDocument known = sent;
    return isShown() && (known == null || !known.showsTheSameAs(document, subscription.view()));
  }
}
