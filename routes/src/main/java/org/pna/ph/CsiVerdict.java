package org.pna.ph;

import java.util.EnumMap;
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
   * The result as far as it concerns us: what reports to somebody else, and what is not there, does
   * not report to us.
   */
  static SubscriptionResult ours(SubscriptionResult result, String ours) {
    return new SubscriptionResult(
        result.origin(),
        result.fingerprint(),
        result.calling(),
        result.subscriber(),
        result.askedAt(),
        result.modification(),
        ours(result.mobility(), result.modification(), ours),
        ours(result.mobilityGprs(), result.modification(), ours));
  }

  private static @Nullable Csi ours(@Nullable Csi csi, boolean modification, String ours) {
    if (csi == null) {
      return modification ? null : new Csi(List.of(), 0, "", false, false);
    }
    return csi.gsmScfAddress().equals(ours)
        ? csi
        : new Csi(csi.triggers(), csi.serviceKey(), csi.gsmScfAddress(), false, false);
  }
}
