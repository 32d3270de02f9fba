package org.pna.publisher.server;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pna.publisher.pidf.View;

/**
 * Who may see what: the first rule that names both the watcher and the presentity. The watcher is
 * who the From header says; it is not verified here.
 */
final class AllowList {
  private static final String ANYBODY = "*";

  private record Rule(int index, boolean anyPresentity, Set<String> presentities, View view) {
    boolean covers(String presentity) {
      return anyPresentity || presentities.contains(presentity);
    }
  }

  private final PublicUris uris;
  private final Map<String, List<Rule>> byWatcher = new HashMap<>();

  AllowList(List<WatcherRule> rules, PublicUris uris) {
    this.uris = uris;
    for (int i = 0; i < rules.size(); i++) {
      WatcherRule rule = rules.get(i);
      byWatcher
          .computeIfAbsent(normalised(rule.watcher()), watcher -> new ArrayList<>())
          .add(compiled(i, rule));
    }
  }

  private Rule compiled(int index, WatcherRule rule) {
    Set<String> presentities = new HashSet<>();
    rule.presentities().forEach(presentity -> presentities.add(normalised(presentity)));
    return new Rule(
        index,
        presentities.contains(ANYBODY),
        presentities,
        rule.location() ? View.WITH_LOCATION : View.WITHOUT_LOCATION);
  }

  private String normalised(String uri) {
    return uris.normalised(uri).orElse(uri);
  }

  /**
   * What the watcher sees of the presentity; empty if no rule speaks of them.
   *
   * @param watcher normalised
   * @param presentity normalised
   */
  Optional<View> view(String watcher, String presentity) {
    Rule own = first(watcher, presentity);
    Rule general = first(ANYBODY, presentity);
    if (own == null || general == null) {
      return Optional.ofNullable(own == null ? general : own).map(Rule::view);
    }
    return Optional.of(own.index() < general.index() ? own.view() : general.view());
  }

  private @Nullable Rule first(String watcher, String presentity) {
    for (Rule rule : byWatcher.getOrDefault(watcher, List.of())) {
      if (rule.covers(presentity)) {
        return rule;
      }
    }
    return null;
  }
}
