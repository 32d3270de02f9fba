package org.pna.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.pna.model.message.accounting.FramedAddress;
import org.pna.model.message.accounting.Nas;

/**
 * A session at a gateway, as its accounting tells (Pk, Pp, Pr): kept apart from the PDP contexts
 * that an SGSN tells of by CAP.
 *
 * @param nas the gateway
 * @param id Acct-Session-Id, unique for its gateway
 * @param state how far it is
 * @param access the network that the radio tells; null where it tells none that we publish
 * @param apn access point name, dotted; private, never published
 * @param data whether it makes the subscriber reachable for data
 * @param serving the network that the subscriber is in, or null
 * @param order when it happened by the gateway's clock, to be compared within this session and with
 *     a restart of its gateway only (rule T3)
 * @param began the same of its begin, as far as it is told
 * @param framed the addresses that the subscriber has by it; private, never published
 * @param bearer NSAPI or EPS bearer identity, of which a subscriber has one context at a time (TS
 *     23.060 clause 14.4, TS 23.401 clause 5.2.1); null when not told
 * @param last whether, at its end, no other context of its PDP session is left
 */
public record AccountedSession(
    Nas nas,
    String id,
    State state,
    @Nullable AccessType access,
    @Nullable String apn,
    boolean data,
    @Nullable Plmn serving,
    Instant order,
    Instant began,
    FramedAddress framed,
    @Nullable Integer bearer,
    boolean last)
    implements Fact {
  /** The life of a session as accounting tells it. */
  public enum State {
    /** Start. */
    STARTED,
    /** Interim-Update: it goes on, and began if nobody told. */
    GOES_ON,
    /** Stop. */
    ENDED
  }
}
