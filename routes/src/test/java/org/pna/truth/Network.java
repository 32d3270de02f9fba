package org.pna.truth;

import java.util.List;

/**
 * What the world's parts share.
 *
 * @param registrations who tells of registrations: a further supplier is one more
 * @param changes told of each change of a SIM, in a few words
 */
record Network(
    WorldSettings settings,
    Timeline timeline,
    MapSpeaker map,
    CapSpeaker cap,
    AccountingSpeaker accounting,
    List<RegistrationSpeaker> registrations,
    Changes changes) {
  /** Told that a SIM is not as it was. */
  interface Changes {
    void changed(Sim sim, String words);
  }

  void changed(Sim sim, String words) {
    sim.last = words;
    changes.changed(sim, words);
  }

  int vlrOf(int area) {
    int areas = settings.count(Parameter.AREAS);
    return area * settings.count(Parameter.VLRS) / areas;
  }

  int sgsnOf(int area) {
    int areas = settings.count(Parameter.AREAS);
    // Half an SGSN further on, so that its borders are not those of the VLRs.
    return (area + areas / 8) % areas * settings.count(Parameter.SGSNS) / areas;
  }
}
