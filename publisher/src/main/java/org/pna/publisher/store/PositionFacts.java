package org.pna.publisher.store;

import java.time.Instant;
import org.pna.model.Evidence;
import org.pna.model.Position;

/**
 * The last place of one SIM.
 *
 * @param position where and when
 * @param expires when it is too old to be shown (rule T7)
 * @param evidence of the report that told it
 */
public record PositionFacts(Position position, Instant expires, Evidence evidence) {}
