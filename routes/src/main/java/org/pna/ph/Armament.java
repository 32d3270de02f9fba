package org.pna.ph;

import java.time.Instant;
import org.pna.model.message.map.Csi;

/**
 * What is to become of the reports on one IMSI, and how far it is. {@code toString} shows no
 * identity.
 *
 * @param want what is wanted
 * @param mobility of M-CSI
 * @param mobilityGprs of MG-CSI
 */
public record Armament(Want want, CsiStanding mobility, CsiStanding mobilityGprs) {
  /** Nothing wished, nothing done. */
  static final Armament NONE =
      new Armament(Want.NONE, CsiStanding.UNTOUCHED, CsiStanding.UNTOUCHED);

  /** Whether reports are to come. */
  public boolean isWanted() {
    return want.isWanted();
  }

  /** How far one of the two is. */
  public CsiStanding standing(Csi.Kind kind) {
    return kind == Csi.Kind.M_CSI ? mobility : mobilityGprs;
  }

  CsiState state(Csi.Kind kind) {
    return standing(kind).state();
  }

  Armament with(Csi.Kind kind, CsiState state, Instant now) {
    return kind == Csi.Kind.M_CSI
        ? new Armament(want, mobility.to(state, now), mobilityGprs)
        : new Armament(want, mobility, mobilityGprs.to(state, now));
  }

  Armament wanting(Want other) {
    return new Armament(other, mobility, mobilityGprs);
  }
}
