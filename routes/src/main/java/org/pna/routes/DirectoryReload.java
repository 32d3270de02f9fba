package org.pna.routes;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicInteger;
import org.pna.model.Evidence;
import org.pna.model.Place;
import org.pna.model.Source;

/**
 * Brings new rows into force while messages come: who is named anew is known at once, and what lost
 * names said is dropped on the lanes, little by little. What the store refuses or a full lane does
 * not take is tried again. Any thread.
 */
public final class DirectoryReload {
  /** The supplier by which {@code why} calls the operator's file. */
  static final Source SOURCE = new Source("directory");

  /** Presentities whose facts may be looked at between two rounds. */
  private static final int AT_ONCE = 1_000;

  private record Loser(String presentity, DirectoryChange change, Evidence evidence) {}

  private final IdentityIndex identities;
  private final Steps steps;
  private final InstantSource clock;
  private final Deque<Loser> losers = new ArrayDeque<>();
  private final AtomicInteger running = new AtomicInteger();

  /**
   * @param steps whose lanes own what is held
   */
  public DirectoryReload(IdentityIndex identities, Steps steps, InstantSource clock) {
    this.identities = identities;
    this.steps = steps;
    this.clock = clock;
  }

  /**
   * Brings rows into force.
   *
   * @param file its name, and the version of its content, for {@code why}
   * @return how many presentities lose a name
   */
  public int replace(DirectoryTable next, String file, String version) {
    DirectoryChange change = identities.replace(next);
    Instant now = clock.instant();
    Evidence evidence =
        new Evidence(SOURCE, "reload", "changed", now, new Place.Dialogue(file, version));
    int before = losers.size();
    change.losers().forEach(one -> add(new Loser(one, change, evidence)));
    return losers.size() - before;
  }

  private void add(Loser loser) {
    synchronized (losers) {
      losers.add(loser);
    }
  }

  /** Has some of the lost names' facts dropped; to be called now and then. */
  public void tick() {
    while (running.get() < AT_ONCE) {
      Loser loser;
      synchronized (losers) {
        loser = losers.poll();
      }
      if (loser == null) {
        return;
      }
      running.incrementAndGet();
      if (!steps.lanes().submit(loser.presentity(), () -> drop(loser))) {
        running.decrementAndGet();
        add(loser);
        return;
      }
    }
  }

  private void drop(Loser loser) {
    steps
        .unasked()
        .renamed(
            loser.presentity(),
            loser.change(),
            loser.evidence(),
            (changed, failure) -> {
              running.decrementAndGet();
              if (failure != null) {
                add(loser);
              }
            });
  }

  /** How many presentities still hold what lost names said. */
  public int waiting() {
    synchronized (losers) {
      return losers.size() + running.get();
    }
  }
}
