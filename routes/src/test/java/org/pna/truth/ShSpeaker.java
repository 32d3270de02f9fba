package org.pna.truth;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.pna.model.PublicIdentity;
import org.pna.model.SubscriberId;
import org.pna.model.message.Fingerprint;
import org.pna.model.message.sh.ImsUserState;
import org.pna.model.message.sh.PushNotification;
import org.pna.model.message.sh.ShData;

/** The home subscriber server as it tells registrations of its own accord (reference point Ph). */
final class ShSpeaker implements RegistrationSpeaker {
  private final Wire wire;

  ShSpeaker(Wire wire) {
    this.wire = wire;
  }

  /** Push-Notification-Request with IMSUserState, as it is now. */
  @Override
  public void registration(Sim sim, Change change) {
    if (sim.identity == null || change == Change.RENEWED) {
      return;
    }
    PublicIdentity identity = new PublicIdentity(sim.identity);
    boolean registered = sim.registered;
    ImsUserState state = registered ? ImsUserState.REGISTERED : ImsUserState.NOT_REGISTERED;
    Fingerprint fingerprint = wire.fingerprint();
    List<SubscriberId> names = List.of(identity);
    ShData data =
        new ShData(
            List.of(identity),
            List.of(),
            null,
            List.of(),
            null,
            null,
            state,
            null,
            null,
            null,
            null,
            null,
            null);
    wire.send(
        new Signal(
            sim,
            Nodes.HSS,
            false,
            Set.of(Means.IMS),
            Map.of(Means.IMS, registered),
            "Push-Notification-Request " + state,
            origin -> new PushNotification(origin, fingerprint, Nodes.HSS, names, data)));
  }
}
