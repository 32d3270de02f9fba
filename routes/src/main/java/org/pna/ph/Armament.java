package org.pna.ph;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.pna.model.message.map.Csi;

/**
 * What is to become of the reports on one IMSI, and how far it is. {@code toString} shows no
 * identity.
 *
 * @param wished what the configuration wishes
 * @param asked what was asked for, which takes precedence; null: nothing
 * @param unwatchedSince since when nobody watches, where that counts; null while somebody does
 * @param mobility of M-CSI
 * @param mobilityGprs of MG-CSI
 */
public record Armament(
    boolean wished,
    @Nullable Asked asked,
    @Nullable Instant unwatchedSince,
    CsiStanding mobility,
    CsiStanding mobilityGprs) {
  /** Nothing wished, nothing done. */
  static final Armament NONE =
      new Armament(false, null, null, CsiStanding.UNTOUCHED, CsiStanding.UNTOUCHED);

  /** Whether reports are to come. */
  public boolean isWanted() {
    return asked == null ? wished : asked.on();
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
        ? new Armament(wished, asked, unwatchedSince, mobility.to(state, now), mobilityGprs)
        : new Armament(wished, asked, unwatchedSince, mobility, mobilityGprs.to(state, now));
  }

  Armament wishing(boolean wish) {
    return new Armament(wish, asked, wish ? unwatchedSince : null, mobility, mobilityGprs);
  }

  /** Asked for what was asked already, it stays what it was. */
  Armament asking(boolean on, Instant now) {
    return asked != null && asked.on() == on
        ? this
        : new Armament(wished, new Asked(on, now), unwatchedSince, mobility, mobilityGprs);
  }

  /** As the configuration wishes. */
  Armament askingNothing() {
    return new Armament(wished, null, unwatchedSince, mobility, mobilityGprs);
  }

  Armament unwatched(@Nullable Instant since) {
    return new Armament(wished, asked, since, mobility, mobilityGprs);
  }
}
