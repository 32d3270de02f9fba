package org.pna.publisher.server;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * What the operator decides of the presence server.
 *
 * @param domains SIP domains whose presentities are ours, lower case
 * @param minExpires shortest subscription taken; a shorter one gets 423 (RFC 6665 clause 4.2.1.1)
 * @param defaultExpires used when a SUBSCRIBE names none
 * @param maxExpires longer wishes are cut to this
 * @param maxSubscriptions bound of subscriptions held; beyond it 503 with Retry-After
 * @param watchers allow-list; whoever is not on it is held pending
 */
public record ServerSettings(
    Set<String> domains,
    Duration minExpires,
    Duration defaultExpires,
    Duration maxExpires,
    int maxSubscriptions,
    List<WatcherRule> watchers) {
  public ServerSettings {
    domains = Set.copyOf(domains);
    watchers = List.copyOf(watchers);
  }
}
