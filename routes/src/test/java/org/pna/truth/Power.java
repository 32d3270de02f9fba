package org.pna.truth;

import static org.pna.truth.WorldSettings.SECOND;

/** Switched on and off, in and out of coverage, and what the network concludes in time. */
final class Power {
  private static final long TO_ATTACH = 3 * SECOND;
  private static final long TO_FOLLOW = 8 * SECOND;

  private final Network network;
  private final WorldSettings settings;
  private final Traffic traffic;
  private final Movement movement;

  Power(Network network, Traffic traffic, Movement movement) {
    this.network = network;
    this.settings = network.settings();
    this.traffic = traffic;
    this.movement = movement;
  }

  void switchOn(Sim sim) {
    sim.on = true;
    sim.covered = true;
    sim.life++;
    sim.contact++;
    boolean abroad = sim.chance.is(settings.share(Parameter.ABROAD_PERCENT));
    sim.area = abroad ? Sim.ABROAD : sim.chance.below(settings.count(Parameter.AREAS));
    network.changed(sim, abroad ? "on abroad" : "on");
    later(sim, sim.chance.within(TO_ATTACH), () -> attach(sim));
    later(sim, sim.chance.about(settings.hours(Parameter.ON_HOURS)), () -> end(sim));
    if (!abroad) {
      coverage(sim);
      movement.begins(sim);
    }
    traffic.begins(sim);
  }

  private void coverage(Sim sim) {
    later(
        sim,
        sim.chance.about(settings.between(Parameter.COVERAGE_LOSS_PER_HOUR)),
        () -> {
          if (sim.isReached()) {
            lose(sim);
          }
          coverage(sim);
        });
  }

  private void attach(Sim sim) {
    if (!sim.isReached()) {
      return;
    }
    traffic.sessionEnds(sim); // left over where it went off without detach: deleted by the attach
    attachCs(sim, 0x02);
    attachPs(sim);
  }

  private void attachCs(Sim sim, int code) {
    sim.csAttached = true;
    sim.forgotten = false;
    sim.vlr = sim.isAbroad() ? 0 : network.vlrOf(sim.area);
    network.changed(sim, "attached to CS");
    network.map().tell(sim, code, Nodes.vlr(sim));
  }

  /** It attaches for data, unless it is off or out of coverage. */
  void attachesAgain(Sim sim) {
    if (sim.isReached() && !sim.psAttached && sim.csAttached) {
      attachPs(sim);
    }
  }

  private void attachPs(Sim sim) {
    sim.psAttached = true;
    sim.pagingLost = false;
    boolean eps = sim.lte && !sim.isAbroad();
    sim.sgsn = eps ? Sim.EPS : sim.isAbroad() ? 0 : network.sgsnOf(sim.area);
    network.changed(sim, eps ? "attached to EPS" : "attached to PS");
    if (!eps) {
      network.map().tell(sim, 0x83, Nodes.sgsn(sim));
    }
    later(sim, sim.chance.within(TO_FOLLOW), () -> traffic.attached(sim));
  }

  private void end(Sim sim) {
    if (sim.isReached() && !sim.chance.is(settings.share(Parameter.NO_DETACH_PERCENT))) {
      switchOff(sim);
    } else {
      network.changed(sim, "off without detach");
      traffic.breaksOff(sim);
      forget(sim);
    }
    sim.on = false;
    sim.covered = false;
    sim.life++;
    network.changed(sim, sim.last);
    long off = sim.chance.about(settings.hours(Parameter.OFF_HOURS));
    later(sim, off, () -> switchOn(sim));
  }

  private void switchOff(Sim sim) {
    sim.contact++;
    network.changed(sim, "off");
    traffic.ends(sim);
    if (sim.psAttached && !sim.isInEps()) {
      sim.psAttached = false;
      network.map().tell(sim, 0x84, Nodes.sgsn(sim));
    }
    sim.psAttached = false;
    if (sim.csAttached) {
      sim.csAttached = false;
      network.map().tell(sim, 0x03, Nodes.vlr(sim));
    }
  }

  private void lose(Sim sim) {
    sim.covered = false;
    traffic.breaksOff(sim);
    network.changed(sim, "out of coverage");
    forget(sim);
    later(
        sim,
        sim.chance.about(settings.minutes(Parameter.COVERAGE_LOSS_MINUTES)),
        () -> comesBack(sim));
  }

  private void comesBack(Sim sim) {
    sim.covered = true;
    sim.contact++;
    network.changed(sim, "in coverage again");
    if (!sim.csAttached) {
      attachCs(sim, 0x02);
    }
    if (!sim.psAttached) {
      attachPs(sim);
      return;
    }
    if (sim.pagingLost) {
      sim.pagingLost = false;
      network.changed(sim, "can be paged again");
      if (!sim.isInEps()) {
        network.map().tell(sim, 0x80, Nodes.sgsn(sim));
      }
    }
    traffic.attached(sim);
  }

  /** The network hears nothing of it from now on, and concludes. */
  private void forget(Sim sim) {
    int contact = ++sim.contact;
    unlessHeard(sim, contact, settings.minutes(Parameter.CS_IMPLICIT_MINUTES), () -> csGone(sim));
    unlessHeard(
        sim, contact, settings.minutes(Parameter.PS_UNREACHABLE_MINUTES), () -> unpaged(sim));
    unlessHeard(sim, contact, settings.minutes(Parameter.PS_IMPLICIT_MINUTES), () -> psGone(sim));
  }

  private void csGone(Sim sim) {
    if (sim.csAttached) {
      sim.csAttached = false;
      network.changed(sim, "CS detached by timer");
      network.map().tell(sim, 0x04, Nodes.vlr(sim));
    }
  }

  private void unpaged(Sim sim) {
    if (sim.psAttached && !sim.pagingLost) {
      sim.pagingLost = true;
      network.changed(sim, "cannot be paged");
      if (!sim.isInEps()) {
        network.map().tell(sim, 0x86, Nodes.sgsn(sim));
      }
    }
  }

  private void psGone(Sim sim) {
    if (sim.psAttached) {
      sim.psAttached = false;
      sim.pagingLost = false;
      network.changed(sim, "PS detached by timer");
      if (!sim.isInEps()) {
        network.map().tell(sim, 0x85, Nodes.sgsn(sim));
      }
      traffic.sessionEnds(sim);
    }
  }

  private void unlessHeard(Sim sim, int contact, long delay, Runnable run) {
    network
        .timeline()
        .after(
            delay,
            () -> {
              if (sim.contact == contact) {
                run.run();
              }
            });
  }

  /** As long as it is not switched on or off meanwhile. */
  private void later(Sim sim, long delay, Runnable run) {
    int life = sim.life;
    network
        .timeline()
        .after(
            delay,
            () -> {
              if (sim.life == life) {
                run.run();
              }
            });
  }
}
