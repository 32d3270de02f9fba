package org.pna.ph;

import java.time.InstantSource;
import java.util.Set;
import java.util.function.BiPredicate;
import org.pna.model.Domain;
import org.pna.publisher.store.StoreView;
import org.pna.routes.Suspects;

/** Has the registers asked about whatever may be wrong. For one thread. */
public final class Repair {
  private final AskedLately lately = new AskedLately();
  private final Watching watching = new Watching();
  private final SuspectSweep suspectSweep;
  private final WatchedSweep watchedSweep;
  private final InstantSource clock;

  /**
   * @param questioner asks; told of all its ends from now on
   * @param suspects rules T1, T14
   * @param store what is held
   * @param sims names to ask by
   * @param unreported whether the network does not report the events of an IMSI's domain to us
   * @param settings when facts are old
   */
  public Repair(
      Questioner questioner,
      Suspects suspects,
      StoreView store,
      SimDirectory sims,
      BiPredicate<String, Domain> unreported,
      RepairSettings settings,
      InstantSource clock) {
    suspectSweep = new SuspectSweep(questioner, suspects, sims, lately, clock);
    watchedSweep =
        new WatchedSweep(questioner, suspects, store, sims, unreported, lately, settings, clock);
    this.clock = clock;
    questioner.listen(
        end -> {
          if (end.entered() != null) {
            lately.ended(end);
          }
        });
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
