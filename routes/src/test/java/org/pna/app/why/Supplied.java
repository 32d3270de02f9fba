package org.pna.app.why;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pna.model.Domain;
import org.pna.model.Imsi;
import org.pna.model.Msisdn;
import org.pna.model.PublicIdentity;
import org.pna.model.Source;
import org.pna.model.SubscriberId;
import org.pna.model.message.Fingerprint;
import org.pna.model.message.Origin;
import org.pna.model.message.accounting.AccessNetwork;
import org.pna.model.message.accounting.AccountingRequest;
import org.pna.model.message.accounting.AccountingStatus;
import org.pna.model.message.accounting.AccountingTimes;
import org.pna.model.message.accounting.FramedAddress;
import org.pna.model.message.accounting.Nas;
import org.pna.model.message.sh.CsUserState;
import org.pna.model.message.sh.DataReference;
import org.pna.model.message.sh.ImsUserState;
import org.pna.model.message.sh.PsUserState;
import org.pna.model.message.sh.PushNotification;
import org.pna.model.message.sh.ShData;
import org.pna.model.message.sh.UserDataAnswer;

/** What gateways and the home subscriber server tell of Alice. */
final class Supplied {
  private static final List<SubscriberId> ALICE =
      List.of(new PublicIdentity(Life.ALICE), new Imsi(Life.IMSI));
  private static final Fingerprint FINGERPRINT = new Fingerprint(0, 0);

  private Supplied() {}

  /**
   * An Accounting-Request.
   *
   * @param rat RAT type; -1 for none
   */
  static AccountingRequest accounting(
      Origin origin, Source source, AccountingStatus status, String session, int rat, String apn) {
    return new AccountingRequest(
        origin,
        FINGERPRINT,
        source,
        "Accounting-Request",
        status.value(),
        session,
        new Nas("192.0.2.1", "gw1", "192.0.2.1"),
        new Imsi(Life.IMSI),
        new Msisdn("15551230001"),
        null,
        null,
        apn,
        FramedAddress.NONE,
        new AccessNetwork(null, null, null, rat < 0 ? null : rat, null),
        null,
        null,
        false,
        null,
        new AccountingTimes(origin.time(), null, null));
  }

  /** A Push-Notification-Request with a state, {@code IMS}, {@code EPS}, … */
  static PushNotification push(Origin origin, String network, int state) {
    return new PushNotification(origin, FINGERPRINT, "hss1", ALICE, data(network, state));
  }

  /** A User-Data-Answer with a state, asked before. */
  static UserDataAnswer answer(Origin origin, String network, int state, int secondsBefore) {
    @Nullable Domain domain =
        network.equals("IMS") ? null : network.equals("CS") ? Domain.CS : Domain.PS;
    return new UserDataAnswer(
        origin,
        FINGERPRINT,
        "hss1",
        ALICE,
        origin.time().minusSeconds(secondsBefore),
        domain == null ? DataReference.IMS_USER_STATE : DataReference.USER_STATE,
        domain,
        data(network, state));
  }

  private static ShData data(String network, int state) {
    PsUserState packets = PsUserState.of(state);
    return new ShData(
        List.of(),
        List.of(),
        null,
        List.of(),
        null,
        null,
        network.equals("IMS") ? ImsUserState.of(state) : null,
        network.equals("CS") ? CsUserState.of(state) : null,
        network.equals("PS") ? packets : null,
        network.equals("EPS") ? packets : null,
        network.equals("5GS") ? packets : null,
        null,
        null);
  }
}
