package org.pna.publisher.store;

import java.time.Instant;
import org.pna.model.Evidence;

/**
 * The end of a session that waits, for too many came at once (rule T15).
 *
 * @param until when it takes effect, unless the session is heard to go on
 * @param order when it happened, by the gateway's clock
 * @param evidence of the message that told it
 */
public record HeldStop(Instant until, Instant order, Evidence evidence) {}
