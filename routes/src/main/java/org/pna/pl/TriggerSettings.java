package org.pna.pl;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.pna.model.message.mlp.LocationType;
import org.pna.ph.ReportingSettings;

/**
 * Whose locations the servers are to report of their own accord.
 *
 * @param reporting whose
 * @param interval how often, whole seconds; null: not periodically, only when available
 * @param whenAvailable also when the terminal becomes reachable
 * @param expiry how long a request is to stand without being renewed, at least a minute
 * @param push the URL that reports are posted to; null: the one that the server knows
 * @param type which location
 * @param most SIMs cared for at most
 */
public record TriggerSettings(
    ReportingSettings reporting,
    @Nullable Duration interval,
    boolean whenAvailable,
    Duration expiry,
    @Nullable String push,
    LocationType type,
    int most) {}
