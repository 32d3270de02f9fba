package org.pna.app.status;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.pna.ph.SilentNetwork;
import org.pna.publisher.store.StoreState;
import org.pna.routes.Alarm;
import org.pna.routes.Contradictions.Contradiction;
import org.pna.routes.UnknownSubscribers.Unknown;
import org.pna.transport.diameter.PeerState;
import org.pna.transport.ss7.LinkState;

/**
 * How the gateway fares.
 *
 * @param links each association
 * @param peers each Diameter peer
 * @param radius each socket for RADIUS accounting
 * @param registrations those of S-CSCFs; null: none is configured
 * @param store the store
 * @param alarms those that are active
 * @param suspectSubscribers of how many subscribers something was missed
 * @param suspectNodes of how many nodes all subscribers are suspect
 * @param hlrs each register that may be asked
 * @param subscriptions those to IMSUserState; null: none is configured
 * @param locations location servers; null: none is configured
 * @param silent networks that do not report mobility events
 * @param dialogues MAP dialogues that are open
 * @param unknown the last subscribers heard of that the directory does not name
 * @param contradictions the last names that were told to be another's than they are
 * @param counters that are not zero, by name and tags
 */
public record StatusReport(
    List<LinkState> links,
    List<PeerState> peers,
    List<RadiusState> radius,
    @Nullable RegistrationsState registrations,
    StoreState store,
    List<Alarm> alarms,
    int suspectSubscribers,
    int suspectNodes,
    List<HlrState> hlrs,
    @Nullable SubscriptionsState subscriptions,
    @Nullable LocationsState locations,
    List<SilentNetwork> silent,
    int dialogues,
    List<Unknown> unknown,
    List<Contradiction> contradictions,
    Map<String, Long> counters) {
  public StatusReport {
    links = List.copyOf(links);
    peers = List.copyOf(peers);
    radius = List.copyOf(radius);
    unknown = List.copyOf(unknown);
    contradictions = List.copyOf(contradictions);
    alarms = List.copyOf(alarms);
    hlrs = List.copyOf(hlrs);
    silent = List.copyOf(silent);
    counters = Collections.unmodifiableMap(new TreeMap<>(counters));
  }
}
