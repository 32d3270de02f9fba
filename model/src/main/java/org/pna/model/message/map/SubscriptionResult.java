package org.pna.model.message.map;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pna.model.SubscriberId;
import org.pna.model.message.Fingerprint;
import org.pna.model.message.NetworkMessage;
import org.pna.model.message.Origin;

/**
 * The CAMEL subscription information in the result of anyTimeSubscriptionInterrogation (TS 29.002
 * clause 8.11.3, operation 62) or of anyTimeModification (clause 8.11.4, operation 65).
 *
 * @param origin when and where the result was heard
 * @param fingerprint of the result
 * @param calling SCCP calling party address: the HLR
 * @param subscriber whom the request asked about, at least one name
 * @param askedAt when the request went
 * @param modification whether it answers anyTimeModification
 * @param mobility M-CSI; null when the result has none
 * @param mobilityGprs MG-CSI; null when the result has none
 */
public record SubscriptionResult(
    Origin origin,
    Fingerprint fingerprint,
    SccpAddress calling,
    List<SubscriberId> subscriber,
    Instant askedAt,
    boolean modification,
    @Nullable Csi mobility,
    @Nullable Csi mobilityGprs)
    implements NetworkMessage {
  public SubscriptionResult {
    subscriber = List.copyOf(subscriber);
  }

  /** One of the two. */
  public @Nullable Csi csi(Csi.Kind kind) {
    return kind == Csi.Kind.M_CSI ? mobility : mobilityGprs;
  }
}
