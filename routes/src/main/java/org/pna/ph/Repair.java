package org.pna.ph;

import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.pna.model.Domain;
import org.pna.model.ReportingNode;
import org.pna.publisher.store.StoreView;
import org.pna.routes.Suspects;

/** Has the registers asked about whatever may be wrong. For one thread. */
public final class Repair {
  private final AskedLately lately = new AskedLately();
  private final Watching watching = new Watching();
  private final SuspectSweep suspectSweep;
  private final WatchedSweep watchedSweep;
  private final SilentNetworks silent;
  private final InstantSource clock;

  /**
   * @param questioner asks; told of all its ends from now on
   * @param suspects rules T1, T14
   * @param store what is held
   * @param sims names to ask by
   * @param unreported whether events of an IMSI's domain are wanted that are not reported
   * @param plmns the network of a node, MCC and MNC as digits; null when not known
   * @param settings when facts are old
   */
  public Repair(
      Questioner questioner,
      Suspects suspects,
      StoreView store,
      SimDirectory sims,
      BiPredicate<String, Domain> unreported,
      Function<ReportingNode, @Nullable String> plmns,
      RepairSettings settings,
      InstantSource clock) {
    suspectSweep = new SuspectSweep(questioner, suspects, sims, lately, clock);
    silent = new SilentNetworks(plmns);
    watchedSweep =
        new WatchedSweep(
            questioner, suspects, store, sims, unreported, lately, silent, settings, clock);
    this.clock = clock;
    questioner.listen(
        end -> {
          if (end.entered() != null) {
            lately.ended(end);
          }
        });
  }

  /** Networks that do not report (rule T11), of those that are watched. Any thread. */
  public List<SilentNetwork> silent() {
    return silent.last();
  }

  /**
   * Looks what has to be asked; to be called about every second.
   *
   * @param watched all presentities that somebody may watch and watches
   */
  public void sweep(Set<String> watched) {
    suspectSweep.run();
    Watching.Change change = watching.now(watched, clock.instant());
    watchedSweep.run(change.begun(), watching.all());
  }
}
