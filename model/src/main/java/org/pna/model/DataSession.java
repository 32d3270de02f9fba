package org.pna.model;

import org.jspecify.annotations.Nullable;

/**
 * A PDP context, PDN connection or WLAN tunnel.
 *
 * @param id stable for the session's life, unique for the subscriber
 * @param active whether it exists
 * @param apn access point name, dotted; private, never published
 */
public record DataSession(String id, boolean active, @Nullable String apn) implements Fact {}
