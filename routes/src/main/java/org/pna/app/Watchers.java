package org.pna.app;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pna.app.why.Watcher;
import org.pna.publisher.pidf.View;
import org.pna.publisher.server.LastNotify;
import org.pna.publisher.server.StoredSubscriptions;
import org.pna.publisher.server.Subscription;
import org.pna.publisher.store.StoreView;

/** Who watches, as the store shows it. */
final class Watchers {
  private Watchers() {}

  /** The watchers of a presentity, by URI. */
  static List<Watcher> of(StoreView view, String presentity) {
    return StoredSubscriptions.of(view, presentity).stream().map(Watchers::watcher).toList();
  }

  private static Watcher watcher(Subscription subscription) {
    @Nullable LastNotify last = subscription.last();
    return new Watcher(
        subscription.watcher(),
        subscription.state() == Subscription.State.ACTIVE,
        subscription.view() == View.WITH_LOCATION,
        subscription.expires(),
        subscription.version(),
        subscription.dialogue().localCseq(),
        last == null ? null : new Watcher.Last(last.cseq(), last.time(), last.result()));
  }
}
