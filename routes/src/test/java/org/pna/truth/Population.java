package org.pna.truth;

import java.util.ArrayList;
import java.util.List;

/** Who there is: presentities, each with one SIM or two. */
final class Population {
  private final List<List<Sim>> owners = new ArrayList<>();
  private final List<Sim> sims = new ArrayList<>();
  private final List<Integer> watched = new ArrayList<>();

  Population(WorldSettings settings, long seed, int subscribers) {
    for (int owner = 0; owner < subscribers; owner++) {
      Chance chance = new Chance(seed, owner);
      boolean two = chance.is(settings.share(Parameter.SECOND_SIM_PERCENT));
      List<Sim> own = new ArrayList<>();
      for (int i = 0; i < (two ? 2 : 1); i++) {
        boolean lte = chance.is(settings.share(Parameter.LTE_PERCENT));
        boolean ims = lte && chance.is(settings.share(Parameter.IMS_PERCENT));
        boolean wlan = chance.is(settings.share(Parameter.WLAN_PERCENT));
        boolean alwaysOn = chance.is(settings.share(Parameter.ALWAYS_ON_PERCENT));
        long number = (long) subscribers + sims.size();
        own.add(new Sim(sims.size(), owner, lte, ims, wlan, alwaysOn, new Chance(seed, number)));
        sims.add(own.get(i));
      }
      owners.add(List.copyOf(own));
      if (chance.is(settings.share(Parameter.WATCHED_PERCENT))) {
        watched.add(owner);
      }
    }
  }

  /** The SIMs of each presentity. */
  List<List<Sim>> owners() {
    return owners;
  }

  List<Sim> sims() {
    return sims;
  }

  /** Presentities that somebody watches. */
  List<Integer> watched() {
    return watched;
  }

  /** Those that one register holds of the watched. */
  List<Sim> watchedSims(boolean lte) {
    return watched.stream()
        .flatMap(owner -> owners.get(owner).stream())
        .filter(sim -> sim.lte == lte)
        .toList();
  }

  void uses(Scoreboard scores) {
    for (Sim sim : sims) {
      for (Means means : Means.values()) {
        if (sim.uses(means)) {
          scores.uses(sim.owner, means);
        }
      }
    }
  }

  /** What happened to a presentity last. */
  String last(int owner) {
    List<Sim> own = owners.get(owner);
    return own.size() == 1 ? own.get(0).last : own.get(0).last + " / " + own.get(1).last;
  }

  /** What is true of it. */
  String words(int owner) {
    StringBuilder words = new StringBuilder();
    for (Means means : Means.values()) {
      if (owners.get(owner).stream().anyMatch(sim -> sim.uses(means))) {
        boolean open = owners.get(owner).stream().anyMatch(sim -> sim.is(means));
        words.append(words.isEmpty() ? "" : ", ").append(means.tuple).append(open ? " +" : " -");
      }
    }
    return words.toString();
  }
}
