package org.pna.publisher.server;

import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.function.Function;
import org.pna.model.sip.SipEndpoint;

/**
 * What the parts of the server share.
 *
 * @param resume lets go on who has waited for room in the window
 */
record Surroundings(
    ServerSettings settings,
    SipEndpoint endpoint,
    SubscriptionStore store,
    Lanes lanes,
    Function<String, Published> documents,
    InstantSource clock,
    AllowList allowList,
    Timers timers,
    NotifyWindow window,
    WatcherLoad load,
    PresenceMeters meters,
    Consumer<NotifyWindow.Waiting> resume) {}
