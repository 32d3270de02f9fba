package org.pna.publisher.server;

import java.util.List;

/**
 * One line of the allow-list: who may watch whom.
 *
 * @param watcher the watcher's URI, or {@code *}
 * @param presentities presentity URIs, or {@code *}
 * @param location whether the watcher may see the location
 */
public record WatcherRule(String watcher, List<String> presentities, boolean location) {
  public WatcherRule {
    presentities = List.copyOf(presentities);
  }
}
