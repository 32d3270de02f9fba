package org.pna.ph;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.pna.model.message.map.Csi;
import org.pna.model.message.map.MmCode;
import org.pna.model.message.map.SubscriptionResult;

/** Whether a CSI is ours to change (rule S5). */
final class CsiVerdict {
  private static final int PACKET_SWITCHED = 0x80;
  private static final Map<Csi.Kind, List<Integer>> NEEDED =
      new EnumMap<>(
          Map.of(
              Csi.Kind.M_CSI,
              Stream.of(MmCode.values())
                  .map(MmCode::value)
                  .filter(code -> code < PACKET_SWITCHED)
                  .toList(),
              Csi.Kind.MG_CSI,
              Stream.of(MmCode.values())
                  .map(MmCode::value)
                  .filter(code -> code >= PACKET_SWITCHED)
                  .toList()));

  private CsiVerdict() {}

  /**
   * Judges what a register told.
   *
   * @param csi null: it has none
   * @param kind which it is
   * @param ours our address as the register knows it
   * @param serviceKeys those that are ours
   */
  static CsiState of(@Nullable Csi csi, Csi.Kind kind, String ours, Set<Long> serviceKeys) {
    if (csi == null) {
      return CsiState.INCOMPLETE;
    }
    if (!csi.gsmScfAddress().equals(ours)) {
      return CsiState.FOREIGN;
    }
    if (!serviceKeys.contains(csi.serviceKey())
        || !csi.triggers().containsAll(NEEDED.getOrDefault(kind, List.of()))) {
      return CsiState.INCOMPLETE;
    }
    return csi.active() ? CsiState.ARMED : CsiState.DISARMED;
  }

  /**
   * Those that a register left out of a result which tells of the other: it may not have them, or
   * may not know that two can be asked for at once.
   *
   * @param asked which were asked for
   */
  static Set<Csi.Kind> leftOut(SubscriptionResult result, Set<Csi.Kind> asked) {
    Set<Csi.Kind> leftOut = EnumSet.noneOf(Csi.Kind.class);
    for (Csi.Kind kind : asked) {
      if (result.csi(kind) == null) {
        leftOut.add(kind);
      }
    }
    return leftOut.size() == asked.size() ? Set.of() : leftOut;
  }

  /**
   * The result as far as it concerns us: what reports to somebody else, and what is not there, does
   * not report to us. Nothing is said of what was not asked for or left out.
   *
   * @param asked which were asked for
   */
  static SubscriptionResult ours(SubscriptionResult result, Set<Csi.Kind> asked, String ours) {
    Set<Csi.Kind> leftOut = result.modification() ? asked : leftOut(result, asked);
    return new SubscriptionResult(
        result.origin(),
        result.fingerprint(),
        result.calling(),
        result.subscriber(),
        result.askedAt(),
        result.modification(),
        ours(result, Csi.Kind.M_CSI, asked, leftOut, ours),
        ours(result, Csi.Kind.MG_CSI, asked, leftOut, ours));
  }

  private static @Nullable Csi ours(
      SubscriptionResult result,
      Csi.Kind kind,
      Set<Csi.Kind> asked,
      Set<Csi.Kind> leftOut,
      String ours) {
    Csi csi = result.csi(kind);
    if (csi == null) {
      return leftOut.contains(kind) || !asked.contains(kind)
          ? null
          : new Csi(List.of(), 0, "", false, false);
    }
    return csi.gsmScfAddress().equals(ours)
        ? csi
        : new Csi(csi.triggers(), csi.serviceKey(), csi.gsmScfAddress(), false, false);
  }
}
