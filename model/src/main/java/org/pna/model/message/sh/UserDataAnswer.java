package org.pna.model.message.sh;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pna.model.Domain;
import org.pna.model.SubscriberId;
import org.pna.model.message.Fingerprint;
import org.pna.model.message.NetworkMessage;
import org.pna.model.message.Origin;

/**
 * User-Data-Answer with data (TS 29.328 clause 6.1.1), or the data in a
 * Subscribe-Notifications-Answer.
 *
 * @param origin when and where it was heard
 * @param fingerprint of Origin-Host and End-to-End Identifier
 * @param server Origin-Host
 * @param subscriber whom the request asked about, and the names that the data give; at least one
 * @param askedAt when the request went: a report heard since then is newer (rule T3)
 * @param reference which data were asked for
 * @param domain the domain asked for; null when the data are of none
 * @param data what it says
 */
public record UserDataAnswer(
    Origin origin,
    Fingerprint fingerprint,
    String server,
    List<SubscriberId> subscriber,
    Instant askedAt,
    DataReference reference,
    @Nullable Domain domain,
    ShData data)
    implements NetworkMessage {
  public UserDataAnswer {
    subscriber = List.copyOf(subscriber);
  }
}
