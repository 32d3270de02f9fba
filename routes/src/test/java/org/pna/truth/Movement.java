package org.pna.truth;

import static org.pna.truth.WorldSettings.SECOND;

import org.pna.model.message.accounting.AccountingStatus;
import org.pna.model.message.cap.GprsEventType;

/** From area to area, and between 3G and LTE. */
final class Movement {
  private static final long AFTER = 5 * SECOND;

  private final Network network;
  private final WorldSettings settings;

  Movement(Network network) {
    this.network = network;
    this.settings = network.settings();
  }

  /** A SIM is switched on. */
  void begins(Sim sim) {
    moves(sim, sim.life);
    if (sim.lte) {
      changesRadio(sim, sim.life);
    }
  }

  private void moves(Sim sim, int life) {
    network
        .timeline()
        .after(
            sim.chance.about(settings.between(Parameter.MOVE_PER_HOUR)),
            () -> {
              if (sim.life == life) {
                if (isAtWork(sim)) {
                  move(sim);
                }
                moves(sim, life);
              }
            });
  }

  private void changesRadio(Sim sim, int life) {
    network
        .timeline()
        .after(
            sim.chance.about(settings.between(Parameter.RADIO_CHANGE_PER_HOUR)),
            () -> {
              if (sim.life == life) {
                if (isAtWork(sim)) {
                  changeRadio(sim);
                }
                changesRadio(sim, life);
              }
            });
  }

  private static boolean isAtWork(Sim sim) {
    return sim.isReached() && sim.csAttached && sim.psAttached;
  }

  private void move(Sim sim) {
    int areas = settings.count(Parameter.AREAS);
    sim.area = Math.floorMod(sim.area + (sim.chance.is(0.5) ? 1 : -1), areas);
    sim.forgotten = false;
    moveVlr(sim, network.vlrOf(sim.area));
    if (!sim.isInEps()) {
      moveSgsn(sim, network.sgsnOf(sim.area));
    }
  }

  private void moveVlr(Sim sim, int vlr) {
    if (vlr == sim.vlr) {
      network.map().tell(sim, 0x00, Nodes.vlr(sim));
      return;
    }
    int old = sim.vlr;
    sim.vlr = vlr;
    network.changed(sim, "moved to another VLR");
    network.map().tell(sim, 0x01, Nodes.vlr(sim));
    if (sim.chance.is(settings.share(Parameter.LATE_04_PERCENT))) {
      long late = sim.chance.within(settings.seconds(Parameter.LATE_04_SECONDS));
      network.timeline().after(late, () -> network.map().tell(sim, 0x04, Nodes.vlr(old)));
    }
  }

  private void moveSgsn(Sim sim, int sgsn) {
    if (sgsn == sim.sgsn) {
      network.map().tell(sim, 0x80, Nodes.sgsn(sim));
      return;
    }
    String old = Nodes.sgsn(sim);
    boolean after = sim.chance.is(settings.share(Parameter.DETACH_AFTER_PERCENT));
    if (after) {
      long late = sim.chance.within(AFTER);
      network.timeline().after(late, () -> leaves(sim, old));
    } else {
      leaves(sim, old);
    }
    arrives(sim, sgsn, "moved to another SGSN");
  }

  private void leaves(Sim sim, String old) {
    if (sim.chance.is(settings.share(Parameter.SGSN_DETACH_PERCENT))) {
      network.map().tell(sim, 0x82, old);
    }
  }

  private void arrives(Sim sim, int sgsn, String words) {
    Sim.Session session = sim.session;
    if (session != null) {
      network.cap().contextEnds(sim, session.context, true);
    }
    sim.sgsn = sgsn;
    network.changed(sim, words);
    network.map().tell(sim, 0x81, Nodes.sgsn(sim));
    if (session != null) {
      session.context = network.cap().context(sim, GprsEventType.PDP_CONTEXT_CHANGE_OF_POSITION);
      network.accounting().session(sim, session, AccountingStatus.INTERIM_UPDATE);
    }
  }

  private void changeRadio(Sim sim) {
    if (sim.isInEps()) {
      arrives(sim, network.sgsnOf(sim.area), "LTE to 3G");
      return;
    }
    String old = Nodes.sgsn(sim);
    leaves(sim, old);
    Sim.Session session = sim.session;
    if (session != null) {
      network.cap().contextEnds(sim, session.context, true);
      session.context = null;
    }
    sim.sgsn = Sim.EPS;
    network.changed(sim, "3G to LTE");
    if (session != null) {
      network.accounting().session(sim, session, AccountingStatus.INTERIM_UPDATE);
    }
  }
}
