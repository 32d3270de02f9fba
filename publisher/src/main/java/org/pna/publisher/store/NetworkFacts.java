package org.pna.publisher.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.pna.model.Evidence;
import org.pna.publisher.store.DomainFacts.Attached;
import org.pna.publisher.store.DomainFacts.Means;

/**
 * What the home register says of one IMSI in a network beside the two domains.
 *
 * @param kind which network
 * @param identity public identity that is registered, a URI; null when not known, and but in IMS
 * @param attachment attached or registered
 * @param reachable false when attached but not reachable for paging
 * @param means status of the network's communication means; UNKNOWN: it says nothing of one
 * @param reason why the means is closed, or null
 * @param changedAt since when it is so
 * @param meansUntil when the means is too old to be believed open (rule T7); null: with the rest
 * @param expires when all of it is too old to be believed (rule T7)
 * @param staleSince since when it may be wrong; null when nothing speaks against it
 * @param evidence of the newest effective report
 * @param held what waits (rule T15), or null; until then the rest is shown
 */
public record NetworkFacts(
    Kind kind,
    @Nullable String identity,
    Attached attachment,
    boolean reachable,
    Means means,
    @Nullable String reason,
    Instant changedAt,
    @Nullable Instant meansUntil,
    Instant expires,
    @Nullable Instant staleSince,
    Evidence evidence,
    @Nullable HeldNetwork held) {
  /** A network that has no domain of its own. */
  public enum Kind {
    IMS,
    EPS,
    FIVE_GS
  }

  /** Whether the subscriber is there, and can be reached. */
  public boolean isThere() {
    return attachment == Attached.YES && reachable;
  }

  /** The evidence of the newest report, also if it waits. */
  public Evidence newest() {
    return held == null ? evidence : held.then().evidence();
  }

  /** The same, perhaps wrong since a moment; an earlier one stands. */
  public NetworkFacts stale(Instant since) {
    return staleSince != null ? this : with(means, meansUntil, since, held);
  }

  /** The same, with no means known of. */
  public NetworkFacts withoutMeans() {
    return with(Means.UNKNOWN, null, staleSince, held);
  }

  /** The same, and what waits; null: nothing. */
  public NetworkFacts holding(@Nullable HeldNetwork waiting) {
    return with(means, meansUntil, staleSince, waiting);
  }

  private NetworkFacts with(
      Means other,
      @Nullable Instant until,
      @Nullable Instant stale,
      @Nullable HeldNetwork waiting) {
    return new NetworkFacts(
        kind,
        identity,
        attachment,
        reachable,
        other,
        reason,
        changedAt,
        until,
        expires,
        stale,
        evidence,
        waiting);
  }

  @Override
  public String toString() {
    return "NetworkFacts[" + kind + "]";
  }
}
