package org.pna.transport.diameter.codec;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pna.model.Domain;
import org.pna.model.Msisdn;
import org.pna.model.PublicIdentity;
import org.pna.model.SubscriberId;
import org.pna.model.message.sh.DataReference;
import org.pna.model.message.sh.RequestedNode;
import org.pna.model.message.sh.ShRequest;

/**
 * User-Data-Request and Subscribe-Notifications-Request (TS 29.329 clauses 6.1.1 and 6.1.5) as they
 * go out.
 *
 * @param host own Origin-Host
 * @param realm own Origin-Realm
 */
public record ShRequests(String host, String realm) {
  private static final int NO_STATE_MAINTAINED = 1;
  private static final int UNSUBSCRIBE = 1;
  private static final int USER_DATA_REQUESTED = 1;
  private static final long NTP_EPOCH = 2_208_988_800L;

  /** Vendor-Specific-Application-Id of Sh. */
  static Avp application() {
    return Avp.base(
        AvpCode.VENDOR_SPECIFIC_APPLICATION_ID,
        Avp.base(AvpCode.VENDOR_ID, AvpCode.VENDOR_3GPP),
        Avp.base(AvpCode.AUTH_APPLICATION_ID, DiameterHeader.SH));
  }

  /** Whether Sh knows users by such a name. */
  public static boolean canName(SubscriberId subscriber) {
    return subscriber instanceof PublicIdentity || subscriber instanceof Msisdn;
  }

  /**
   * The message.
   *
   * @param destination Destination-Realm
   * @param session Session-Id
   * @param hopByHop identifier on its connection
   * @param endToEnd identifier on its whole way
   * @throws IllegalArgumentException if the user is named neither by public identity nor MSISDN
   */
  public DiameterMessage encode(
      ShRequest request, String destination, String session, int hopByHop, int endToEnd) {
    List<Avp> avps = new ArrayList<>();
    avps.add(Avp.base(AvpCode.SESSION_ID, session));
    avps.add(application());
    avps.add(Avp.base(AvpCode.AUTH_SESSION_STATE, NO_STATE_MAINTAINED));
    avps.add(Avp.base(AvpCode.ORIGIN_HOST, host));
    avps.add(Avp.base(AvpCode.ORIGIN_REALM, realm));
    avps.add(Avp.base(AvpCode.DESTINATION_REALM, destination));
    avps.add(Avp.of3gpp(AvpCode.USER_IDENTITY, identity(request.subscriber())));
    if (request instanceof ShRequest.UserDataPull pull) {
      pull(pull, avps);
    } else if (request instanceof ShRequest.Subscription subscription) {
      subscribe(subscription.expiry(), avps);
    } else {
      avps.add(Avp.of3gpp(AvpCode.SUBS_REQ_TYPE, UNSUBSCRIBE));
      avps.add(Avp.of3gpp(AvpCode.DATA_REFERENCE, DataReference.IMS_USER_STATE.code()));
    }
    int command =
        request instanceof ShRequest.UserDataPull
            ? DiameterHeader.USER_DATA
            : DiameterHeader.SUBSCRIBE_NOTIFICATIONS;
    return new DiameterMessage(
        DiameterHeader.request(command, DiameterHeader.SH, hopByHop, endToEnd), avps);
  }

  private static Avp identity(SubscriberId subscriber) {
    if (subscriber instanceof PublicIdentity identity) {
      return Avp.of3gpp(AvpCode.PUBLIC_IDENTITY, identity.uri());
    }
    if (subscriber instanceof Msisdn msisdn) {
      return Avp.of3gpp(AvpCode.MSISDN, MapOctets.tbcd(msisdn.digits()));
    }
    throw new IllegalArgumentException("Sh names no user by " + subscriber);
  }

  private static void pull(ShRequest.UserDataPull pull, List<Avp> avps) {
    avps.add(Avp.of3gpp(AvpCode.DATA_REFERENCE, pull.reference().code()));
    Domain domain = pull.domain();
    if (domain != null) {
      avps.add(Avp.of3gpp(AvpCode.REQUESTED_DOMAIN, domain == Domain.CS ? 0 : 1));
    }
    if (pull.reference() == DataReference.LOCATION_INFORMATION) {
      avps.add(Avp.of3gpp(AvpCode.CURRENT_LOCATION, pull.currentLocation() ? 1 : 0));
    }
    if (!pull.nodes().isEmpty()) {
      avps.add(Avp.optional3gpp(AvpCode.REQUESTED_NODES, bits(pull.nodes())));
    }
  }

  private static int bits(Set<RequestedNode> nodes) {
    int bits = 0;
    for (RequestedNode node : nodes) {
      bits |= 1 << node.bit();
    }
    return bits;
  }

  private static void subscribe(@Nullable Instant expiry, List<Avp> avps) {
    avps.add(Avp.optional3gpp(AvpCode.SEND_DATA_INDICATION, USER_DATA_REQUESTED));
    avps.add(Avp.of3gpp(AvpCode.SUBS_REQ_TYPE, 0));
    avps.add(Avp.of3gpp(AvpCode.DATA_REFERENCE, DataReference.IMS_USER_STATE.code()));
    if (expiry != null) {
      avps.add(Avp.optional3gpp(AvpCode.EXPIRY_TIME, (int) (expiry.getEpochSecond() + NTP_EPOCH)));
    }
  }

  /** The time that an AVP of type Time means, in the era nearest to now (RFC 6733 clause 4.3.1). */
  static Instant time(long seconds) {
    long since = seconds - NTP_EPOCH;
    return Instant.ofEpochSecond(seconds < 0x8000_0000L ? since + 0x1_0000_0000L : since);
  }
}
