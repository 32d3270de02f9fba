package org.pna.truth;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pna.model.Imsi;
import org.pna.model.Msisdn;
import org.pna.model.Source;
import org.pna.model.message.Fingerprint;
import org.pna.model.message.accounting.AccessNetwork;
import org.pna.model.message.accounting.AccountingMessage;
import org.pna.model.message.accounting.AccountingRequest;
import org.pna.model.message.accounting.AccountingStatus;
import org.pna.model.message.accounting.AccountingTimes;
import org.pna.model.message.accounting.FramedAddress;
import org.pna.model.message.accounting.Nas;
import org.pna.model.message.accounting.NasEvent;

/** Gateways as RADIUS has them account (reference points Pk, Pp), and the AAA server (Pr). */
final class AccountingSpeaker {
  /** A phone's first data session has always this one (TS 24.008 clause 10.5.6.2). */
  private static final int NSAPI = 5;

  private static final int UTRAN = 1;
  private static final int EUTRAN = 6;

  private final Wire wire;
  private final Timeline timeline;

  AccountingSpeaker(Wire wire, Timeline timeline) {
    this.wire = wire;
    this.timeline = timeline;
  }

  /** A session of the GGSN. */
  void session(Sim sim, Sim.Session session, AccountingStatus status) {
    AccessNetwork access =
        new AccessNetwork(
            null,
            null,
            sim.isAbroad() ? Nodes.VISITED : Nodes.HOME,
            sim.isInEps() ? EUTRAN : UTRAN,
            null);
    tell(sim, session, status, AccountingMessage.PK, Nodes.GGSN, "internet", access, Means.DATA);
  }

  /** A tunnel of the PDG. */
  void tunnel(Sim sim, Sim.Session tunnel, AccountingStatus status) {
    AccessNetwork access = new AccessNetwork(null, null, null, AccessNetwork.WLAN, null);
    tell(sim, tunnel, status, AccountingMessage.PP, Nodes.PDG, "wlan", access, Means.WLAN);
    if (status != AccountingStatus.INTERIM_UPDATE) { // the AAA server let him in, and hears of it
      tell(sim, tunnel, status, AccountingMessage.PR, Nodes.AAA, null, access, Means.WLAN);
    }
  }

  private void tell(
      Sim sim,
      Sim.Session session,
      AccountingStatus status,
      Source source,
      Nas nas,
      @Nullable String apn,
      AccessNetwork access,
      Means means) {
    Fingerprint fingerprint = wire.fingerprint();
    Instant now = timeline.instant();
    Duration lasted = Duration.ofMillis(timeline.now() - session.began);
    AccountingTimes times =
        new AccountingTimes(now, null, status == AccountingStatus.START ? null : lasted);
    boolean isKnown = means != Means.DATA || !sim.pagingLost; // paging is not the gateway's affair
    wire.send(
        new Signal(
            sim,
            nas.name(),
            false,
            isKnown ? Set.of(means) : Set.of(),
            Map.of(means, status != AccountingStatus.STOP),
            "Accounting-Request " + status.specName() + " " + session.id,
            origin ->
                new AccountingRequest(
                    origin,
                    fingerprint,
                    source,
                    "Accounting-Request",
                    status.value(),
                    session.id,
                    nas,
                    new Imsi(sim.imsi),
                    new Msisdn(sim.msisdn),
                    null,
                    null,
                    apn,
                    FramedAddress.NONE,
                    access,
                    means == Means.DATA ? NSAPI : null,
                    null,
                    false,
                    null,
                    times)));
  }

  /** The GGSN begins anew: it repeats until it is answered, so this is not lost. */
  void begins(Nas nas) {
    Fingerprint fingerprint = wire.fingerprint();
    Instant now = timeline.instant();
    wire.found(
        new Signal(
            null,
            nas.name(),
            false,
            Set.of(),
            Map.of(),
            "Accounting-On",
            origin ->
                new NasEvent(
                    origin,
                    fingerprint,
                    AccountingMessage.PK,
                    "Accounting-Request",
                    AccountingStatus.ACCOUNTING_ON.value(),
                    nas,
                    null,
                    new AccountingTimes(now, null, null))));
  }
}
