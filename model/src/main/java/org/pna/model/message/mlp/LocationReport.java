package org.pna.model.message.mlp;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pna.model.SubscriberId;
import org.pna.model.message.Fingerprint;
import org.pna.model.message.NetworkMessage;
import org.pna.model.message.Origin;

/**
 * What a location server tells of one subscriber.
 *
 * @param origin when and where it was heard
 * @param fingerprint of the server, the document, the subscriber's place in it, and when it was
 *     asked for
 * @param server the server's name
 * @param subscriber at least one name
 * @param service in which result
 * @param askedAt when it was asked for; null for what comes of its own accord
 * @param trigger why it came, in a triggered report; else null
 * @param outcome what is told
 */
public record LocationReport(
    Origin origin,
    Fingerprint fingerprint,
    String server,
    List<SubscriberId> subscriber,
    MlpService service,
    @Nullable Instant askedAt,
    @Nullable LocationTrigger trigger,
    LocationOutcome outcome)
    implements NetworkMessage {
  public LocationReport {
    subscriber = List.copyOf(subscriber);
  }

  /** The same of a subscriber who has more names, which come in their order. */
  public LocationReport named(List<SubscriberId> names) {
    return new LocationReport(
        origin, fingerprint, server, names, service, askedAt, trigger, outcome);
  }

  @Override
  public String toString() {
    return "LocationReport[" + service + ", " + server + "]";
  }
}
