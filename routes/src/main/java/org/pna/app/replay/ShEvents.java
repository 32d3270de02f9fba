package org.pna.app.replay;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pna.model.Domain;
import org.pna.model.Location;
import org.pna.model.Source;
import org.pna.model.message.sh.CsUserState;
import org.pna.model.message.sh.ImsUserState;
import org.pna.model.message.sh.PsUserState;
import org.pna.model.message.sh.PushNotification;
import org.pna.model.message.sh.ServedLocation;
import org.pna.model.message.sh.ShData;
import org.pna.model.message.sh.UserDataAnswer;

/**
 * What Sh tells as replay prints it: each state for itself, in the order in which the schema has
 * them (TS 29.328 annex D); a message without any state once.
 */
final class ShEvents {
  private final String operation;
  private final ShData data;
  private final List<Told> told = new ArrayList<>(1);

  private ShEvents(String operation, ShData data) {
    this.operation = operation;
    this.data = data;
  }

  static List<Told> told(UserDataAnswer message) {
    return new ShEvents(message.command().specName(), message.data()).all(message.domain());
  }

  static List<Told> told(PushNotification message) {
    return new ShEvents("Push-Notification-Request", message.data()).all(null);
  }

  private List<Told> all(@Nullable Domain asked) {
    ServedLocation cs = data.csLocation();
    ServedLocation ps = data.psLocation();
    ImsUserState ims = data.imsUserState();
    if (ims != null) {
      add(ims.specName(), ims.code(), null, cs == null ? ps : cs);
    }
    CsUserState calls = data.csUserState();
    if (calls != null) {
      add(calls.specName(), calls.code(), cs, ps);
    }
    packets(data.psUserState());
    packets(data.epsUserState());
    packets(data.fiveGsUserState());
    if (told.isEmpty()) {
      boolean packets = asked == Domain.PS || (asked == null && cs == null);
      add(null, null, packets ? ps : cs, packets ? cs : ps);
    }
    return told;
  }

  private void packets(@Nullable PsUserState state) {
    if (state != null) {
      add(state.specName(), state.code(), data.psLocation(), data.csLocation());
    }
  }

  private void add(
      @Nullable String event,
      @Nullable Integer code,
      @Nullable ServedLocation own,
      @Nullable ServedLocation other) {
    Whereabouts where =
        Whereabouts.of(
            location(own), location(other), node(data.csLocation()), node(data.psLocation()));
    told.add(new Told(Source.PH, operation, event, code == null ? null : code.toString(), where));
  }

  private static @Nullable Location location(@Nullable ServedLocation served) {
    return served == null ? null : served.location();
  }

  private static @Nullable String node(@Nullable ServedLocation served) {
    return served == null ? null : served.node();
  }
}
