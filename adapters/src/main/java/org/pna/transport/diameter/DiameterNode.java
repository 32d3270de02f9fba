package org.pna.transport.diameter;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pna.transport.diameter.codec.PrProfile;

/**
 * One Diameter node of ours (RFC 6733) for the application Sh, and for Pr if that is wanted. It
 * connects to its peers; it does not listen.
 *
 * @param name the node's name in {@code diameter:NAME}
 * @param host own Origin-Host
 * @param realm own Origin-Realm
 * @param localAddress own IP address, to bind and to tell the peers
 * @param homeRealm where requests go that name no realm
 * @param peers at least one; of those that serve a realm the first that is up is used
 * @param timers how long it waits
 * @param bounds how much it holds
 * @param pr how servers of Pr tell their events; null: Pr is not served, nor offered
 */
public record DiameterNode(
    String name,
    String host,
    String realm,
    String localAddress,
    String homeRealm,
    List<DiameterPeer> peers,
    Timers timers,
    Bounds bounds,
    @Nullable PrProfile pr) {
  public DiameterNode {
    peers = List.copyOf(peers);
  }

  /** A node for Sh alone. */
  public DiameterNode(
      String name,
      String host,
      String realm,
      String localAddress,
      String homeRealm,
      List<DiameterPeer> peers,
      Timers timers,
      Bounds bounds) {
    this(name, host, realm, localAddress, homeRealm, peers, timers, bounds, null);
  }

  /**
   * How long a node waits.
   *
   * @param watchdog silence after which a Device-Watchdog-Request goes (RFC 3539 Tw), at least 6 s;
   *     up to 2 s more or less by chance
   * @param capabilities for the answers of capabilities exchange, watchdog and disconnection, and
   *     for a TCP connection
   * @param reconnect after a connection was lost or not made, the first time; doubled each time
   * @param reconnectLimit the most it is doubled to, and after a peer said it does not want us
   * @param request for the answer to a request of ours
   * @param answerDeadline a request of a peer not accepted by then is answered with 3004
   */
  public record Timers(
      Duration watchdog,
      Duration capabilities,
      Duration reconnect,
      Duration reconnectLimit,
      Duration request,
      Duration answerDeadline) {
    /** 30 s, 5 s, 1 s, 30 s, 6 s and the 5 s of rule T1. */
    public static final Timers DEFAULT =
        new Timers(
            Duration.ofSeconds(30),
            Duration.ofSeconds(5),
            Duration.ofSeconds(1),
            Duration.ofSeconds(30),
            Duration.ofSeconds(6),
            Duration.ofSeconds(5));
  }

  /**
   * How much a node holds.
   *
   * @param requests of ours without an answer; what comes beyond ends at once, NO_ROOM
   * @param notifications requests of peers in the route at a time, the last tenth of it without
   *     interim updates of Pr; what comes beyond is answered with 3004
   * @param messageOctets of the longest message that is taken; a longer one ends its connection
   * @param unsent messages that wait for one socket; a peer that reads so slowly is disconnected
   */
  public record Bounds(int requests, int notifications, int messageOctets, int unsent) {
    /** 1,000, 2,000, 128 KiB and 5,000. */
    public static final Bounds DEFAULT = new Bounds(1_000, 2_000, 131_072, 5_000);
  }
}
