package org.pna.model.message.sh;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pna.model.Domain;
import org.pna.model.SubscriberId;

/** What we ask of a home subscriber server (TS 23.141 clause 4.3.5, reference point Ph). */
public sealed interface ShRequest {
  /** Whom it is about: a public identity or an MSISDN. */
  SubscriberId subscriber();

  /** The realm that serves the subscriber; null for the node's own home realm. */
  @Nullable String realm();

  /**
   * Data of a user as they are now (User-Data-Request, TS 29.328 clause 6.1.1).
   *
   * @param subscriber a public identity or an MSISDN
   * @param realm null for the home realm
   * @param reference which data
   * @param domain needed by location and user state, else null
   * @param currentLocation whether the network is to look for the user (paging), for location only
   * @param nodes whom to ask, PS domain only; empty for the server's choice
   */
  record UserDataPull(
      SubscriberId subscriber,
      @Nullable String realm,
      DataReference reference,
      @Nullable Domain domain,
      boolean currentLocation,
      Set<RequestedNode> nodes)
      implements ShRequest {
    /**
     * @throws IllegalArgumentException if a domain is needed and not given, or given and not
     *     needed, or nodes are named outside the PS domain
     */
    public UserDataPull {
      nodes = Set.copyOf(nodes);
      if (reference.isByDomain() != (domain != null)) {
        throw new IllegalArgumentException(
            reference + (domain == null ? " needs a domain" : " has no domain"));
      }
      if (!nodes.isEmpty() && domain != Domain.PS) {
        throw new IllegalArgumentException("nodes are asked in the PS domain only");
      }
    }

    /** One of the data in the home realm, of a domain where it is by domain. */
    public UserDataPull(SubscriberId subscriber, DataReference reference, @Nullable Domain domain) {
      this(subscriber, null, reference, domain, false, Set.of());
    }
  }

  /**
   * Asks to be told of each change of IMSUserState, and for its present value
   * (Subscribe-Notifications-Request, TS 29.328 clause 6.1.3).
   *
   * @param subscriber a public identity or an MSISDN
   * @param realm null for the home realm
   * @param expiry until when, whole seconds; null leaves it to the server
   */
  record Subscription(SubscriberId subscriber, @Nullable String realm, @Nullable Instant expiry)
      implements ShRequest {}

  /**
   * Ends it.
   *
   * @param subscriber a public identity or an MSISDN
   * @param realm null for the home realm
   */
  record Cancellation(SubscriberId subscriber, @Nullable String realm) implements ShRequest {}
}
