package org.pna.model.message.map;

import java.time.Instant;
import java.util.List;
import org.pna.model.Domain;
import org.pna.model.SubscriberId;
import org.pna.model.message.Fingerprint;
import org.pna.model.message.NetworkMessage;
import org.pna.model.message.Origin;

/**
 * We asked about a domain and were not told, for good: what depends on the answer goes on without
 * it.
 *
 * @param origin when it was given up, and where
 * @param fingerprint of this failure
 * @param operation how it was asked: {@code anyTimeInterrogation}, {@code User-Data-Request}
 * @param subscriber whom it was about, at least one name
 * @param askedAt when it was asked first
 * @param asked the domain
 * @param reason why, a few fixed words
 */
public record InterrogationFailure(
    Origin origin,
    Fingerprint fingerprint,
    String operation,
    List<SubscriberId> subscriber,
    Instant askedAt,
    Domain asked,
    String reason)
    implements NetworkMessage {
  public InterrogationFailure {
    subscriber = List.copyOf(subscriber);
  }
}
