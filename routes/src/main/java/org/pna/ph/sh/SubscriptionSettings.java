package org.pna.ph.sh;

import java.time.Duration;
import org.pna.ph.ReportingSettings;

/**
 * Whose registrations we subscribe to.
 *
 * @param node of the configuration, by whose peers the servers are reached
 * @param reporting whose
 * @param expiry how long a subscription is to stand without being renewed, at least a minute
 * @param rate requests a second, at least 1
 * @param most identities cared for at most
 */
public record SubscriptionSettings(
    String node, ReportingSettings reporting, Duration expiry, int rate, int most) {}
