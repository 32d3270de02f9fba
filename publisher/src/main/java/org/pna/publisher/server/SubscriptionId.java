package org.pna.publisher.server;

import org.jspecify.annotations.Nullable;

/**
 * What makes a subscription (RFC 6665 clause 4.5.1): its dialogue and the id of its Event header.
 *
 * @param callId Call-ID
 * @param localTag ours
 * @param remoteTag the watcher's
 * @param eventId null without
 */
public record SubscriptionId(
    String callId, String localTag, String remoteTag, @Nullable String eventId) {}
