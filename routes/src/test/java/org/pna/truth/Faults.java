package org.pna.truth;

import static org.pna.truth.WorldSettings.MINUTE;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** What fails for many at once, and when it is told. */
final class Faults {
  /** Within so long after a fault the watched are to be right again. */
  static final long REPAIRED_WITHIN = 15 * MINUTE;

  private final Network network;
  private final WorldSettings settings;
  private final Wire wire;
  private final WorldRegisters registers;
  private final List<Sim> sims;
  private final Traffic traffic;
  private final Power power;
  private final Consumer<String> suspect;
  private final BiConsumer<String, Long> ended;
  private final Chance chance;

  /**
   * @param suspect told of a node that the transport finds gone or back
   * @param ended told of the end of a fault: its name, when it began
   */
  Faults(
      Network network,
      Wire wire,
      WorldRegisters registers,
      List<Sim> sims,
      Traffic traffic,
      Power power,
      Chance chance,
      Consumer<String> suspect,
      BiConsumer<String, Long> ended) {
    this.network = network;
    this.settings = network.settings();
    this.wire = wire;
    this.registers = registers;
    this.sims = sims;
    this.traffic = traffic;
    this.power = power;
    this.chance = chance;
    this.suspect = suspect;
    this.ended = ended;
  }

  /** Has them happen in a run. */
  void plan(long runs) {
    plan(runs, Parameter.VLR_RESTART_AT, this::vlrRestarts);
    plan(runs, Parameter.SGSN_RESTART_AT, this::sgsnRestarts);
    plan(runs, Parameter.HLR_RESTART_AT, this::hlrRestarts);
    plan(runs, Parameter.STP_OUTAGE_AT, this::stpOutage);
    plan(runs, Parameter.GGSN_RESTART_AT, this::ggsnRestarts);
  }

  private void plan(long runs, Parameter at, Runnable fault) {
    network.timeline().at((long) (runs * settings.share(at)), fault);
  }

  private void lasts(String name, Parameter minutes, Runnable end) {
    long began = network.timeline().now();
    network
        .timeline()
        .after(
            settings.minutes(minutes),
            () -> {
              end.run();
              ended.accept(name, began);
            });
  }

  private void vlrRestarts() {
    String node = Nodes.vlr(0);
    wire.silence(node, true);
    suspect.accept(node);
    for (Sim sim : sims) {
      if (!sim.isAbroad() && sim.vlr == 0) {
        traffic.callIsForgotten(sim);
      }
    }
    lasts(
        "VLR restart",
        Parameter.VLR_RESTART_MINUTES,
        () -> {
          wire.silence(node, false);
          suspect.accept(node);
        });
  }

  private void sgsnRestarts() {
    String node = Nodes.sgsn(0);
    long recovery = settings.minutes(Parameter.RECOVERY_MINUTES);
    wire.silence(node, true);
    suspect.accept(node);
    for (Sim sim : sims) {
      if (!sim.isAbroad() && sim.sgsn == 0 && sim.psAttached) {
        traffic.sessionIsForgotten(sim, true, recovery);
        sim.psAttached = false;
        network.changed(sim, "forgotten by the SGSN");
        long late = settings.minutes(Parameter.SGSN_RESTART_MINUTES) + sim.chance.within(recovery);
        network.timeline().after(late, () -> power.attachesAgain(sim));
      }
    }
    lasts(
        "SGSN restart",
        Parameter.SGSN_RESTART_MINUTES,
        () -> {
          wire.silence(node, false);
          suspect.accept(node);
        });
  }

  private void hlrRestarts() {
    registers.down(true);
    lasts(
        "HLR restart",
        Parameter.HLR_RESTART_MINUTES,
        () -> {
          registers.down(false);
          for (Sim sim : sims) {
            if (chance.is(settings.share(Parameter.HLR_FORGOTTEN_PERCENT))) {
              sim.forgotten = true;
              network
                  .timeline()
                  .after(
                      settings.minutes(Parameter.HLR_FORGETFUL_MINUTES),
                      () -> sim.forgotten = false);
            }
          }
        });
  }

  private void stpOutage() {
    wire.ss7(true);
    suspectAll();
    lasts(
        "STP outage",
        Parameter.STP_OUTAGE_MINUTES,
        () -> {
          wire.ss7(false);
          suspectAll();
        });
  }

  private void suspectAll() {
    for (int i = 0; i < settings.count(Parameter.VLRS); i++) {
      suspect.accept(Nodes.vlr(i));
    }
    for (int i = 0; i < settings.count(Parameter.SGSNS); i++) {
      suspect.accept(Nodes.sgsn(i));
    }
  }

  private void ggsnRestarts() {
    wire.silence(Nodes.GGSN.name(), true);
    long recovery = settings.minutes(Parameter.RECOVERY_MINUTES);
    for (Sim sim : sims) {
      if (sim.session != null) {
        traffic.sessionIsForgotten(sim, false, recovery);
        long late = settings.minutes(Parameter.GGSN_RESTART_MINUTES) + sim.chance.within(recovery);
        network.timeline().after(late, () -> traffic.attached(sim));
      }
    }
    lasts(
        "GGSN restart",
        Parameter.GGSN_RESTART_MINUTES,
        () -> {
          wire.silence(Nodes.GGSN.name(), false);
          network.accounting().begins(Nodes.GGSN);
        });
  }
}
