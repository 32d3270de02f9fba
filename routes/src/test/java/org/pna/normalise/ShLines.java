package org.pna.normalise;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pna.adapter.ph.PushNotificationAdapter;
import org.pna.adapter.ph.UserDataAnswerAdapter;
import org.pna.model.Domain;
import org.pna.model.Imsi;
import org.pna.model.Place;
import org.pna.model.PublicIdentity;
import org.pna.model.SubscriberId;
import org.pna.model.message.Fingerprint;
import org.pna.model.message.Origin;
import org.pna.model.message.sh.CsUserState;
import org.pna.model.message.sh.DataReference;
import org.pna.model.message.sh.ImsUserState;
import org.pna.model.message.sh.PsUserState;
import org.pna.model.message.sh.PushNotification;
import org.pna.model.message.sh.ServedLocation;
import org.pna.model.message.sh.ShData;
import org.pna.model.message.sh.UserDataAnswer;

/** What the home subscriber server says of a subscriber under test. */
final class ShLines {
  static final String ALICE = "sip:alice@pna.test";

  private final Subscriber subscriber;
  private List<SubscriberId> names = List.of(new PublicIdentity(ALICE), new Imsi(Subscriber.IMSI));

  ShLines(Subscriber subscriber) {
    this.subscriber = subscriber;
  }

  /** From now on it names the subscriber so. */
  ShLines naming(SubscriberId... all) {
    names = List.of(all);
    return this;
  }

  /** Pushes a state: {@code IMS 1}, {@code EPS 4}. */
  void pushes(String state, int second) {
    Origin origin = new Origin(at(second), new Place.Dialogue("hss1", "sub;1"));
    subscriber
        .at(second)
        .hears(
            new PushNotificationAdapter(),
            new PushNotification(
                origin, new Fingerprint(second, 1), "hss1.pna.test", names, data(state, null)));
  }

  /** Answers with a state, {@code PS 4}, what it was asked before. */
  void answers(String state, int asked, int second) {
    answers(state, DataReference.USER_STATE, data(state, null), asked, second);
  }

  /** Answers where the subscriber is. */
  void answers(ServedLocation location, int asked, int second) {
    String domain = location.location().domain().name();
    answers(domain, DataReference.LOCATION_INFORMATION, data(domain, location), asked, second);
  }

  private void answers(String of, DataReference reference, ShData data, int asked, int second) {
    Domain domain = of.startsWith("IMS") ? null : of.startsWith("CS") ? Domain.CS : Domain.PS;
    Origin origin = new Origin(at(second), new Place.Dialogue("hss1", "ask;1"));
    subscriber
        .at(second)
        .hears(
            new UserDataAnswerAdapter(),
            new UserDataAnswer(
                origin,
                new Fingerprint(second, 2),
                "hss1.pna.test",
                names,
                at(asked),
                domain == null ? DataReference.IMS_USER_STATE : reference,
                domain,
                data));
  }

  private static ShData data(String state, @Nullable ServedLocation location) {
    String[] said = state.split(" ");
    int code = said.length < 2 ? -1 : Integer.parseInt(said[1]);
    PsUserState packets = PsUserState.of(code);
    return new ShData(
        List.of(),
        List.of(),
        null,
        List.of(),
        null,
        null,
        said[0].equals("IMS") ? ImsUserState.of(code) : null,
        said[0].equals("CS") ? CsUserState.of(code) : null,
        said[0].equals("PS") ? packets : null,
        said[0].equals("EPS") ? packets : null,
        said[0].equals("5GS") ? packets : null,
        said[0].equals("CS") ? location : null,
        said[0].equals("PS") ? location : null);
  }

  private static Instant at(int second) {
    return Subscriber.START.plusSeconds(second);
  }
}
