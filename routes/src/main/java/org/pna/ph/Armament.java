package org.pna.ph;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.pna.model.message.map.Csi;

/**
 * What is to become of the reports on one IMSI, and how far it is. {@code toString} shows no
 * identity.
 *
 * @param wished what the configuration wishes
 * @param asked what Pen asked for, which takes precedence; null: nothing
 * @param unwatchedSince since when nobody watches, where that counts; null while somebody does
 * @param mobility of M-CSI
 * @param mobilityGprs of MG-CSI
 */
record Armament(
    boolean wished,
    @Nullable Boolean asked,
    @Nullable Instant unwatchedSince,
    CsiState mobility,
    CsiState mobilityGprs) {
  /** Nothing wished, nothing done. */
  static final Armament NONE =
      new Armament(false, null, null, CsiState.UNTOUCHED, CsiState.UNTOUCHED);

  boolean isWanted() {
    return asked == null ? wished : asked;
  }

  CsiState state(Csi.Kind kind) {
    return kind == Csi.Kind.M_CSI ? mobility : mobilityGprs;
  }

  Armament with(Csi.Kind kind, CsiState state) {
    return kind == Csi.Kind.M_CSI
        ? new Armament(wished, asked, unwatchedSince, state, mobilityGprs)
        : new Armament(wished, asked, unwatchedSince, mobility, state);
  }

  Armament wishing(boolean wish) {
    return new Armament(wish, asked, wish ? unwatchedSince : null, mobility, mobilityGprs);
  }

  Armament asking(@Nullable Boolean wish) {
    return new Armament(wished, wish, unwatchedSince, mobility, mobilityGprs);
  }

  Armament unwatched(@Nullable Instant since) {
    return new Armament(wished, asked, since, mobility, mobilityGprs);
  }
}
