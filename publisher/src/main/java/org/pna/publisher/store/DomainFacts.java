package org.pna.publisher.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.pna.model.Evidence;
import org.pna.model.Location;
import org.pna.model.ReportingNode;
import org.pna.publisher.pidf.Network.Roaming;

/**
 * What one domain says of one IMSI.
 *
 * @param attachment what is published of the attachment
 * @param reachable false when attached but not reachable for paging
 * @param means status of the domain's communication means; UNKNOWN: no tuple
 * @param reason why the means is closed, or null
 * @param node the serving node, or null when not known
 * @param roaming home or visited, or null when not known
 * @param location the domain's last location, or null
 * @param locatedAt when the subscriber was there; null without location
 * @param leavingUntil end of the grace that MM-Code 82 began, or null
 * @param evidence of the newest effective report, null before it
 * @param expires when these facts are too old to be believed (rule T7); null for never
 * @param sessions calls or data sessions
 * @param upkeep how far all this can be relied on
 * @param held a negative that waits (rule T15), or null
 */
public record DomainFacts(
    Attached attachment,
    boolean reachable,
    Means means,
    @Nullable String reason,
    @Nullable ReportingNode node,
    @Nullable Roaming roaming,
    @Nullable Location location,
    @Nullable Instant locatedAt,
    @Nullable Instant leavingUntil,
    @Nullable Evidence evidence,
    @Nullable Instant expires,
    Sessions sessions,
    Upkeep upkeep,
    @Nullable Held held) {

  /** Attachment as held. */
  public enum Attached {
    UNKNOWN,
    YES,
    NO
  }

  /** A communication means as held. */
  public enum Means {
    UNKNOWN,
    OPEN,
    CLOSED
  }

  public static final DomainFacts UNKNOWN =
      new DomainFacts(
          Attached.UNKNOWN,
          true,
          Means.UNKNOWN,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          Sessions.NONE,
          Upkeep.NONE,
          null);

  /** Whether the subscriber is attached and reachable, and not about to leave. */
  public boolean isThere() {
    return attachment == Attached.YES && reachable && leavingUntil == null;
  }

  /** The same, with a negative that waits. */
  public DomainFacts holding(@Nullable Held negative) {
    return with(sessions, upkeep, negative);
  }

  /** The same, with other sessions. */
  public DomainFacts with(Sessions others) {
    return with(others, upkeep, held);
  }

  /** The same, relied on in another way. */
  public DomainFacts with(Upkeep other) {
    return with(sessions, other, held);
  }

  private DomainFacts with(Sessions others, Upkeep other, @Nullable Held negative) {
    return new DomainFacts(
        attachment,
        reachable,
        means,
        reason,
        node,
        roaming,
        location,
        locatedAt,
        leavingUntil,
        evidence,
        expires,
        others,
        other,
        negative);
  }
}
