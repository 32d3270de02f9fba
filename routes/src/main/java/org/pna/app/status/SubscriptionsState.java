package org.pna.app.status;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.pna.ph.sh.SubscriptionPhase;

/**
 * How far the subscriptions to IMSUserState are.
 *
 * @param node over which the servers are reached
 * @param rate requests a second that they are given now
 * @param closed whether they do not let us subscribe
 * @param phases how many are in each
 */
public record SubscriptionsState(
    String node, int rate, boolean closed, Map<SubscriptionPhase, Integer> phases) {
  public SubscriptionsState {
    phases = Collections.unmodifiableMap(new TreeMap<>(phases));
  }
}
