package org.pna.truth;

import java.util.Map;
import java.util.Set;
import org.pna.model.Domain;
import org.pna.model.Imsi;
import org.pna.model.Location;
import org.pna.model.Msisdn;
import org.pna.model.message.Fingerprint;
import org.pna.model.message.map.NoteMmEvent;

/** VLRs and SGSNs as MAP has them tell mobility (reference points Pc, Pg). */
final class MapSpeaker {
  private static final long SERVICE_KEY = 100;
  private static final Set<Integer> DATA_GONE = Set.of(0x82, 0x84, 0x85, 0x86);
  private static final Set<Integer> VOICE_GONE = Set.of(0x03, 0x04);

  private final Wire wire;

  MapSpeaker(Wire wire) {
    this.wire = wire;
  }

  /**
   * noteMM-Event; a network without CAMEL tells none.
   *
   * @param code MM-Code
   * @param node that tells it
   */
  void tell(Sim sim, int code, String node) {
    if (sim.isAbroad()) {
      return;
    }
    boolean ps = code >= 0x80;
    Location location = Nodes.location(sim, ps ? Domain.PS : Domain.CS);
    Fingerprint fingerprint = wire.fingerprint();
    Map<Means, Boolean> says =
        ps
            ? (DATA_GONE.contains(code) ? Map.of(Means.DATA, false) : Map.of())
            : Map.of(Means.VOICE, !VOICE_GONE.contains(code));
    wire.send(
        new Signal(
            sim,
            node,
            true,
            Set.of(ps ? Means.DATA : Means.VOICE),
            says,
            "noteMM-Event %02x from %s".formatted(code, node),
            origin ->
                new NoteMmEvent(
                    origin,
                    fingerprint,
                    ps ? Nodes.sgsnAddress(node) : Nodes.vlrAddress(node),
                    SERVICE_KEY,
                    code,
                    new Imsi(sim.imsi),
                    new Msisdn(sim.msisdn),
                    ps ? null : location,
                    ps ? null : node,
                    ps ? location : null,
                    ps ? node : null,
                    null,
                    null)));
  }
}
