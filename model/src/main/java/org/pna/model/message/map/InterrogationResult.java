package org.pna.model.message.map;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pna.model.Domain;
import org.pna.model.Location;
import org.pna.model.SubscriberId;
import org.pna.model.message.Fingerprint;
import org.pna.model.message.NetworkMessage;
import org.pna.model.message.Origin;

/**
 * The result of anyTimeInterrogation (TS 29.002 clause 8.11.1, operation 71).
 *
 * @param origin when and where the result was heard
 * @param fingerprint of the result
 * @param calling SCCP calling party address: the HLR
 * @param subscriber whom the request asked about, at least one name
 * @param askedAt when the request went: a report heard since then is newer (rule T3)
 * @param asked the domain that the request asked for; null when it named none
 * @param state what the HLR says of the CS domain; null when nothing
 * @param psState what it says of the PS domain; null when nothing
 * @param location CS location
 * @param vlrNumber E.164 digits, from the CS location
 * @param locationGprs PS location
 * @param sgsnNumber E.164 digits, from the PS location
 */
public record InterrogationResult(
    Origin origin,
    Fingerprint fingerprint,
    SccpAddress calling,
    List<SubscriberId> subscriber,
    Instant askedAt,
    @Nullable Domain asked,
    @Nullable SubscriberState state,
    @Nullable SubscriberState psState,
    @Nullable Location location,
    @Nullable String vlrNumber,
    @Nullable Location locationGprs,
    @Nullable String sgsnNumber)
    implements NetworkMessage {
  public InterrogationResult {
    subscriber = List.copyOf(subscriber);
  }
}
