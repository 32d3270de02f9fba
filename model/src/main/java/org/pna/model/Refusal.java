package org.pna.model;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pna.model.message.Origin;

/**
 * Something the network told that was not taken: what is held of its subscriber may be wrong now.
 *
 * @param origin when and where it was heard
 * @param subscriber the names that the message gives; none if it could not be read so far
 * @param node who reported
 * @param domain which of the subscriber's domains it is about; null when not known
 * @param reason why it was not taken, a few fixed words
 */
public record Refusal(
    Origin origin,
    List<SubscriberId> subscriber,
    ReportingNode node,
    @Nullable Domain domain,
    String reason) {
  public Refusal {
    subscriber = List.copyOf(subscriber);
  }
}
