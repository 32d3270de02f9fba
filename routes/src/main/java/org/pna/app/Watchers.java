package org.pna.app;

import java.util.List;
import org.pna.app.why.Watcher;
import org.pna.publisher.store.StoreView;

/** Who watches, as the store shows it. */
final class Watchers {
  private Watchers() {}

  /** The watchers of a presentity, by URI. */
  static List<Watcher> of(StoreView view, String presentity) {
    return List.of();
  }
}
