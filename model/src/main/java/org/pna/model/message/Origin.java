package org.pna.model.message;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.pna.model.Place;

/**
 * When and where a message was heard.
 *
 * @param time of receipt, or of capture in replay
 * @param place link and dialogue, or file and frame
 * @param answerBy from when on the sender no longer hears a positive answer (rule T1); null when
 *     nobody waits for one
 */
public record Origin(Instant time, Place place, @Nullable Instant answerBy) {
  /** Heard where nobody waits for an answer. */
  public Origin(Instant time, Place place) {
    this(time, place, null);
  }
}
