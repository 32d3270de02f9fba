package org.pna.truth;

import static org.pna.truth.WorldSettings.SECOND;

import org.jspecify.annotations.Nullable;
import org.pna.model.message.accounting.AccountingStatus;
import org.pna.model.message.cap.BcsmEvent;
import org.pna.model.message.cap.GprsEventType;
import org.pna.truth.RegistrationSpeaker.Change;

/** Calls, data sessions, registrations and tunnels. */
final class Traffic {
  private static final long TO_ANSWER = 12 * SECOND;
  private static final long DEAD_PEER = 120 * SECOND;

  private final Network network;
  private final WorldSettings settings;
  private long sessions;

  Traffic(Network network) {
    this.network = network;
    this.settings = network.settings();
  }

  /** A SIM exists: others call it, whether it is on or not. */
  void exists(Sim sim) {
    long gap = sim.chance.about(settings.between(Parameter.FORWARDED_PER_HOUR));
    network
        .timeline()
        .after(
            gap,
            () -> {
              forwarded(sim);
              exists(sim);
            });
  }

  /** A SIM is switched on. */
  void begins(Sim sim) {
    calls(sim, sim.life);
    if (!sim.alwaysOn) {
      sessions(sim, sim.life);
    }
    if (sim.hasWlan) {
      tunnels(sim, sim.life);
    }
  }

  /** It is attached for data, or reached again. */
  void attached(Sim sim) {
    if (!sim.isReached() || !sim.psAttached) {
      return;
    }
    if (sim.alwaysOn) {
      sessionBegins(sim);
    }
    if (sim.hasIms && !sim.isAbroad()) {
      registers(sim);
    }
  }

  private void registers(Sim sim) {
    long now = network.timeline().now();
    long renewal = settings.minutes(Parameter.REGISTRATION_RENEWAL_MINUTES);
    if (sim.registered && now < sim.renewedAt + renewal) {
      return;
    }
    Change change = sim.registered ? Change.RENEWED : Change.BEGUN;
    sim.renewedAt = now;
    int registration = ++sim.registration;
    if (!sim.registered) {
      sim.registered = true;
      network.changed(sim, "registered");
    }
    tell(sim, change);
    network
        .timeline()
        .after(
            renewal,
            () -> {
              if (sim.registration == registration && sim.isReached() && !sim.isAbroad()) {
                registers(sim);
              }
            });
    network
        .timeline()
        .after(
            settings.minutes(Parameter.REGISTRATION_MINUTES),
            () -> {
              if (sim.registration == registration) {
                registrationEnds(sim, Change.EXPIRED);
              }
            });
  }

  private void tell(Sim sim, Change change) {
    network.registrations().forEach(speaker -> speaker.registration(sim, change));
  }

  private void repeated(Sim sim, int life, Parameter perHour, Runnable run) {
    network
        .timeline()
        .after(
            sim.chance.about(settings.between(perHour)),
            () -> {
              if (sim.life == life) {
                run.run();
                repeated(sim, life, perHour, run);
              }
            });
  }

  private void calls(Sim sim, int life) {
    repeated(sim, life, Parameter.CALLS_PER_HOUR, () -> call(sim));
  }

  private void call(Sim sim) {
    if (!sim.isReached() || !sim.csAttached || sim.call != null) {
      return;
    }
    boolean out = sim.chance.is(0.5);
    CapDialogue call =
        network
            .cap()
            .call(sim, out ? BcsmEvent.COLLECTED_INFO : BcsmEvent.TERM_ATTEMPT_AUTHORIZED, false);
    if (call == null) {
      return;
    }
    sim.call = call;
    long rings = sim.chance.within(TO_ANSWER);
    if (!sim.chance.is(settings.share(Parameter.ANSWERED_PERCENT))) {
      network
          .timeline()
          .after(
              rings, () -> hangUp(sim, call, out ? BcsmEvent.O_NO_ANSWER : BcsmEvent.T_NO_ANSWER));
      return;
    }
    long talks = sim.chance.about(settings.minutes(Parameter.CALL_MINUTES));
    network
        .timeline()
        .after(
            rings,
            () -> {
              if (sim.call == call) {
                network.cap().call(sim, call, out ? BcsmEvent.O_ANSWER : BcsmEvent.T_ANSWER, false);
              }
            });
    network
        .timeline()
        .after(
            rings + talks,
            () -> hangUp(sim, call, out ? BcsmEvent.O_DISCONNECT : BcsmEvent.T_DISCONNECT));
  }

  private void hangUp(Sim sim, CapDialogue call, BcsmEvent how) {
    if (sim.call == call) {
      sim.call = null;
      network.cap().call(sim, call, how, true);
    }
  }

  private void forwarded(Sim sim) {
    if (sim.isReached() && sim.call == null) {
      return; // he answers himself
    }
    CapDialogue call = network.cap().call(sim, BcsmEvent.COLLECTED_INFO, true);
    if (call != null) {
      long talks = sim.chance.about(settings.minutes(Parameter.CALL_MINUTES));
      network
          .timeline()
          .after(SECOND, () -> network.cap().call(sim, call, BcsmEvent.O_ANSWER, false));
      network
          .timeline()
          .after(talks, () -> network.cap().call(sim, call, BcsmEvent.O_DISCONNECT, true));
    }
  }

  private void sessions(Sim sim, int life) {
    repeated(
        sim,
        life,
        Parameter.SESSION_PER_HOUR,
        () -> {
          Sim.Session begun = sessionBegins(sim);
          long lasts = sim.chance.about(settings.minutes(Parameter.SESSION_MINUTES));
          network
              .timeline()
              .after(
                  lasts,
                  () -> {
                    if (begun != null && sim.session == begun) {
                      sessionEnds(sim);
                    }
                  });
        });
  }

  /** Null if there is one, or none can be. */
  private Sim.@Nullable Session sessionBegins(Sim sim) {
    if (!sim.isReached() || !sim.psAttached || sim.session != null) {
      return null;
    }
    Sim.Session session = new Sim.Session("s" + ++sessions, network.timeline().now());
    sim.session = session;
    network.changed(sim, "data session begins");
    session.context =
        network.cap().context(sim, GprsEventType.PDP_CONTEXT_ESTABLISHMENT_ACKNOWLEDGEMENT);
    network.accounting().session(sim, session, AccountingStatus.START);
    interim(sim, session);
    return session;
  }

  private void interim(Sim sim, Sim.Session session) {
    network
        .timeline()
        .after(
            settings.minutes(Parameter.INTERIM_MINUTES),
            () -> {
              if (sim.session == session) {
                network.accounting().session(sim, session, AccountingStatus.INTERIM_UPDATE);
                interim(sim, session);
              } else if (sim.tunnel == session) {
                network.accounting().tunnel(sim, session, AccountingStatus.INTERIM_UPDATE);
                interim(sim, session);
              }
            });
  }

  /** The data session ends, if there is one. */
  void sessionEnds(Sim sim) {
    Sim.Session session = sim.session;
    if (session != null) {
      sim.session = null;
      network.changed(sim, "data session ends");
      network.cap().contextEnds(sim, session.context, false);
      network.accounting().session(sim, session, AccountingStatus.STOP);
    }
  }

  /** Its SGSN or GGSN forgets it: the session is gone, and the others learn that by and by. */
  void sessionIsForgotten(Sim sim, boolean bySgsn, long within) {
    Sim.Session session = sim.session;
    if (session == null) {
      return;
    }
    sim.session = null;
    network.changed(sim, "data session forgotten by the network");
    if (bySgsn) {
      network.cap().contextLost(sim, session.context);
      long late = sim.chance.within(within);
      network
          .timeline()
          .after(late, () -> network.accounting().session(sim, session, AccountingStatus.STOP));
    } else {
      CapDialogue context = session.context;
      long late = sim.chance.within(within);
      network.timeline().after(late, () -> network.cap().contextEnds(sim, context, false));
    }
  }

  /** Its switch restarts. */
  void callIsForgotten(Sim sim) {
    CapDialogue call = sim.call;
    if (call != null) {
      sim.call = null;
      network.cap().callLost(sim, call);
    }
  }

  private void tunnels(Sim sim, int life) {
    repeated(
        sim,
        life,
        Parameter.TUNNEL_PER_HOUR,
        () -> {
          if (sim.tunnel == null && sim.on) {
            tunnelBegins(sim);
          }
        });
  }

  private void tunnelBegins(Sim sim) {
    Sim.Session tunnel = new Sim.Session("t" + ++sessions, network.timeline().now());
    sim.tunnel = tunnel;
    network.changed(sim, "tunnel begins");
    network.accounting().tunnel(sim, tunnel, AccountingStatus.START);
    interim(sim, tunnel);
    long lasts = sim.chance.about(settings.hours(Parameter.TUNNEL_HOURS));
    network.timeline().after(lasts, () -> tunnelEnds(sim, tunnel));
  }

  private void tunnelEnds(Sim sim, Sim.@Nullable Session tunnel) {
    if (tunnel != null && sim.tunnel == tunnel) {
      sim.tunnel = null;
      network.changed(sim, "tunnel ends");
      network.accounting().tunnel(sim, tunnel, AccountingStatus.STOP);
    }
  }

  /** It is switched off in order. */
  void ends(Sim sim) {
    CapDialogue call = sim.call;
    if (call != null) {
      hangUp(sim, call, BcsmEvent.O_DISCONNECT);
    }
    tunnelEnds(sim, sim.tunnel);
    registrationEnds(sim, Change.ENDED);
    sessionEnds(sim);
  }

  private void registrationEnds(Sim sim, Change change) {
    if (sim.registered) {
      sim.registered = false;
      sim.registration++;
      network.changed(sim, "no longer registered");
      tell(sim, change);
    }
  }

  /** Nothing is heard of it any more; the PDG finds that out soon, if it is off. */
  void breaksOff(Sim sim) {
    CapDialogue call = sim.call;
    if (call != null) {
      hangUp(sim, call, BcsmEvent.O_DISCONNECT);
    }
    Sim.Session tunnel = sim.tunnel;
    network
        .timeline()
        .after(
            sim.chance.within(DEAD_PEER),
            () -> {
              if (!sim.on) {
                tunnelEnds(sim, tunnel);
              }
            });
  }
}
