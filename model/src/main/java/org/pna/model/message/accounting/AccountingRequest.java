package org.pna.model.message.accounting;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pna.model.AccessType;
import org.pna.model.AccountedSession;
import org.pna.model.Evidence;
import org.pna.model.Fact;
import org.pna.model.Imsi;
import org.pna.model.Msisdn;
import org.pna.model.Nai;
import org.pna.model.Plmn;
import org.pna.model.PresenceReport;
import org.pna.model.PublicIdentity;
import org.pna.model.ReportingNode;
import org.pna.model.Source;
import org.pna.model.SubscriberId;
import org.pna.model.Urgency;
import org.pna.model.message.Fingerprint;
import org.pna.model.message.NetworkMessage;
import org.pna.model.message.Origin;

/**
 * An Accounting-Request of one session: Start, Interim-Update or Stop, or a status type that we do
 * not know.
 *
 * <p>Transports give their routes only requests that name their subscriber; a decoder also reads
 * one without any name.
 *
 * @param origin when and where
 * @param fingerprint of the request
 * @param source reference point
 * @param operation name of the command
 * @param statusType Acct-Status-Type, the raw number
 * @param sessionId Acct-Session-Id (RFC 2866 clause 5.5), unique for its NAS
 * @param nas who reports
 * @param imsi 3GPP-IMSI
 * @param msisdn Calling-Station-Id where that is an international number
 * @param nai User-Name where that is one
 * @param publicIdentity a public identity, which only Diameter tells
 * @param calledStationId Called-Station-Id: the access point name on Pk, the W-APN on Pp
 * @param framed the subscriber's addresses
 * @param access the access network
 * @param nsapi 3GPP-NSAPI, 0 to 15
 * @param chargingId 3GPP-Charging-Id, 0 to 2^32 - 1
 * @param sessionStop whether 3GPP-Session-Stop-Indicator says that the last context of the PDP
 *     session is gone
 * @param terminateCause Acct-Terminate-Cause (RFC 2866 clause 5.10), the raw number
 * @param times the request's own times
 */
public record AccountingRequest(
    Origin origin,
    Fingerprint fingerprint,
    Source source,
    String operation,
    int statusType,
    String sessionId,
    Nas nas,
    @Nullable Imsi imsi,
    @Nullable Msisdn msisdn,
    @Nullable Nai nai,
    @Nullable PublicIdentity publicIdentity,
    @Nullable String calledStationId,
    FramedAddress framed,
    AccessNetwork access,
    @Nullable Integer nsapi,
    @Nullable Long chargingId,
    boolean sessionStop,
    @Nullable Long terminateCause,
    AccountingTimes times)
    implements AccountingMessage, NetworkMessage {
  /** A gateway is not the node that serves the subscriber. */
  private static final ReportingNode NOT_SERVING = new ReportingNode(null, null);

  /** IMSI, MSISDN, NAI and public identity, as far as they are told, in this order. */
  @Override
  public List<SubscriberId> subscriber() {
    List<SubscriberId> names = new ArrayList<>(4);
    if (imsi != null) {
      names.add(imsi);
    }
    if (msisdn != null) {
      names.add(msisdn);
    }
    if (nai != null) {
      names.add(nai);
    }
    if (publicIdentity != null) {
      names.add(publicIdentity);
    }
    return List.copyOf(names);
  }

  /** The same of a subscriber who is known by these names. */
  public AccountingRequest named(
      @Nullable Imsi knownImsi, @Nullable Msisdn knownMsisdn, @Nullable Nai knownNai) {
    return new AccountingRequest(
        origin,
        fingerprint,
        source,
        operation,
        statusType,
        sessionId,
        nas,
        knownImsi,
        knownMsisdn,
        knownNai,
        publicIdentity,
        calledStationId,
        framed,
        access,
        nsapi,
        chargingId,
        sessionStop,
        terminateCause,
        times);
  }

  /** The status, or null for a status type that we do not know. */
  public @Nullable AccountingStatus status() {
    return AccountingStatus.of(statusType);
  }

  /** What it says of its session; the request of a status type that we know. */
  public AccountedSession session(@Nullable AccessType over, boolean data) {
    AccountedSession.State state =
        status() == AccountingStatus.START
            ? AccountedSession.State.STARTED
            : isEnd() ? AccountedSession.State.ENDED : AccountedSession.State.GOES_ON;
    UserLocation place = access.location();
    Plmn network = place == null ? access.serving() : place.plmn();
    Instant order = times.order(origin.time());
    Duration lasted = times.sessionTime();
    boolean before = state != AccountedSession.State.STARTED && lasted != null;
    return new AccountedSession(
        nas,
        sessionId,
        state,
        over,
        calledStationId,
        data,
        network,
        order,
        before ? order.minus(lasted) : order,
        framed,
        nsapi,
        sessionStop);
  }

  /** Whether its session is over: by Stop, or since the last context of it is gone. */
  public boolean isEnd() {
    return status() == AccountingStatus.STOP || sessionStop;
  }

  /**
   * As one report.
   *
   * @param facts what it says
   */
  public PresenceReport report(List<Fact> facts) {
    Evidence evidence =
        new Evidence(source, operation, String.valueOf(statusType), origin.time(), origin.place());
    Urgency urgency =
        status() == AccountingStatus.INTERIM_UPDATE ? Urgency.LOCATION : Urgency.TRANSITION;
    return new PresenceReport(evidence, subscriber(), NOT_SERVING, facts, urgency);
  }
}
