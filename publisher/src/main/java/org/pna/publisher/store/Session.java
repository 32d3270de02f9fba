package org.pna.publisher.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.pna.model.Call.Bearer;
import org.pna.model.Evidence;
import org.pna.model.ReportingNode;

/**
 * A call, or a PDP context or the like, that is followed from its begin to its end.
 *
 * @param id its supplier's name for it, unique in its domain
 * @param state how far it is
 * @param bearer what a call carries; null when not known, and of data sessions
 * @param node the node that tells of a data session; null when not known, and of calls
 * @param since when it was first heard of
 * @param expires when it is too old to be believed (rules S2 and T7)
 * @param evidence of what was last heard of it
 */
public record Session(
    String id,
    State state,
    @Nullable Bearer bearer,
    @Nullable ReportingNode node,
    Instant since,
    Instant expires,
    Evidence evidence) {

  /** How far a session is. */
  public enum State {
    /** A call that nobody has answered yet. */
    SETUP,
    /** It goes on. */
    ACTIVE,
    /** Its node lost it to another one, which has not spoken up yet. */
    MOVING,
    /** Nobody tells of it any more. */
    LOST
  }

  /** The same in another state, as just heard. */
  public Session as(State now, Instant until, Evidence heard) {
    return new Session(id, now, bearer, node, since, until, heard);
  }
}
