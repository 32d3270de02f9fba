package org.pna.truth;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pna.model.PublicIdentity;
import org.pna.model.message.Fingerprint;
import org.pna.model.message.ims.RegEvent;
import org.pna.model.message.ims.RegInfo;
import org.pna.model.message.ims.ThirdPartyRegister;
import org.pna.model.sip.SipSocket;
import org.pna.model.sip.SipTransport;

/**
 * The S-CSCF as it tells registrations (reference point Pi): a third-party REGISTER when one
 * begins, is renewed or is ended, and to whom has subscribed a NOTIFY of {@code reg}. We subscribe
 * when we hear the first REGISTER; that the subscription itself goes wrong is not part of the
 * world.
 */
final class PiSpeaker implements RegistrationSpeaker {
  private static final String NODE = "scscf.pna.test";
  private static final String URI = "sip:" + NODE;
  private static final SipSocket OURS = new SipSocket(SipTransport.UDP, "192.0.2.10", 5060);

  private final Wire wire;
  private final Chance chance;
  private final long granted;
  private final double reported;
  private final Set<Sim> subscribed = new HashSet<>();

  PiSpeaker(Wire wire, WorldSettings settings, Chance chance) {
    this.wire = wire;
    this.chance = chance;
    granted = settings.minutes(Parameter.REGISTRATION_MINUTES) / WorldSettings.SECOND;
    reported = settings.share(Parameter.EXPIRY_REPORTED_PERCENT);
  }

  @Override
  public void registration(Sim sim, Change change) {
    String identity = sim.identity;
    if (identity == null) {
      return;
    }
    if (change != Change.EXPIRED && register(sim, identity) && sim.registered) {
      subscribed.add(sim);
    }
    boolean isTold = change != Change.EXPIRED || chance.is(reported);
    if (isTold && subscribed.contains(sim)) {
      notify(sim, identity, change);
    }
    if (!sim.registered) {
      subscribed.remove(sim);
    }
  }

  private boolean register(Sim sim, String identity) {
    long expires = sim.registered ? granted : 0;
    Fingerprint fingerprint = wire.fingerprint();
    return wire.send(
        signal(
            sim,
            "REGISTER " + expires,
            origin ->
                new ThirdPartyRegister(
                    origin,
                    fingerprint,
                    URI,
                    URI,
                    OURS,
                    new PublicIdentity(identity),
                    expires,
                    List.of(),
                    null,
                    null,
                    null,
                    null,
                    null)));
  }

  private void notify(Sim sim, String identity, Change change) {
    boolean active = sim.registered;
    RegInfo.Event event =
        switch (change) {
          case BEGUN -> RegInfo.Event.REGISTERED;
          case RENEWED -> RegInfo.Event.REFRESHED;
          case ENDED -> RegInfo.Event.UNREGISTERED;
          case EXPIRED -> RegInfo.Event.EXPIRED;
        };
    @Nullable Long expires = active ? granted : null;
    RegInfo.Contact contact = new RegInfo.Contact("c1", active, event, expires, "");
    RegInfo.State state = active ? RegInfo.State.ACTIVE : RegInfo.State.TERMINATED;
    RegInfo.Registration told = new RegInfo.Registration(identity, "a1", state, List.of(contact));
    Fingerprint fingerprint = wire.fingerprint();
    wire.send(
        signal(
            sim,
            "NOTIFY reg " + event,
            origin -> new RegEvent(origin, fingerprint, told, null, List.of())));
  }

  private static Signal signal(
      Sim sim,
      String words,
      java.util.function.Function<org.pna.model.message.Origin, Object> message) {
    return new Signal(
        sim, NODE, false, Set.of(Means.IMS), Map.of(Means.IMS, sim.registered), words, message);
  }
}
