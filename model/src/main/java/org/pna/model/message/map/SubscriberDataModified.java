package org.pna.model.message.map;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pna.model.Imsi;
import org.pna.model.Msisdn;
import org.pna.model.SubscriberId;
import org.pna.model.message.Fingerprint;
import org.pna.model.message.NetworkMessage;
import org.pna.model.message.Origin;

/**
 * The invoke of noteSubscriberDataModified (TS 29.002 clause 8.11.5, operation 5), as far as it
 * tells of M-CSI and MG-CSI.
 *
 * @param origin when and where
 * @param fingerprint of the invoke
 * @param calling SCCP calling party address: the HLR
 * @param imsi the subscriber
 * @param msisdn the subscriber's basic number
 * @param mobility M-CSI as it is now; null when not told
 * @param mobilityGprs MG-CSI as it is now; null when not told
 * @param mobilityWithdrawn whether M-CSI was withdrawn
 * @param mobilityGprsWithdrawn whether MG-CSI was withdrawn
 */
public record SubscriberDataModified(
    Origin origin,
    Fingerprint fingerprint,
    SccpAddress calling,
    Imsi imsi,
    Msisdn msisdn,
    @Nullable Csi mobility,
    @Nullable Csi mobilityGprs,
    boolean mobilityWithdrawn,
    boolean mobilityGprsWithdrawn)
    implements NetworkMessage {
  @Override
  public List<SubscriberId> subscriber() {
    return List.of(imsi, msisdn);
  }
}
