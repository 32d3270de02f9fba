package org.pna.model.message;

import java.time.Instant;
import org.pna.model.Place;

/**
 * When and where a message was heard.
 *
 * @param time of receipt, or of capture in replay
 * @param place link and dialogue, or file and frame
 */
public record Origin(Instant time, Place place) {}
