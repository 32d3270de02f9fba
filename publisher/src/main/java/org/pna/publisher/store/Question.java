package org.pna.publisher.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.pna.model.Evidence;

/**
 * What the home register is to be asked of a domain, or is being asked.
 *
 * @param why what depends on the answer
 * @param since when the doubt arose: an answer to an earlier request does not settle it
 * @param ask when to ask; null once it has been asked
 * @param until when it is given up, and what depends on the answer goes on without it
 * @param evidence of what gave rise to it
 */
public record Question(
    Why why, Instant since, @Nullable Instant ask, Instant until, Evidence evidence) {
  /** What depends on the answer, the weightiest first. */
  public enum Why {
    /** Whether somebody who left for another SGSN is attached (MM-Code 82). */
    LEAVING,
    /** Whether a call or session goes on of which nobody tells any more (rule T9). */
    LOST,
    /** Nothing: something that was said does not fit what is held. */
    DOUBT,
    /** Whether the home register says a second time that it knows no serving node (rule T14). */
    CONFIRM,
    /** Whether a call that only the home register told of goes on. */
    BUSY
  }

  /** The same once it has been asked. */
  public Question asked(Instant givenUp) {
    return new Question(why, since, null, givenUp, evidence);
  }
}
