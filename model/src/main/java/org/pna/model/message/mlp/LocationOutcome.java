package org.pna.model.message.mlp;

import java.time.Instant;
import org.pna.model.Position;

/** What a location server knows of one subscriber. */
public sealed interface LocationOutcome {
  /** Where he is or was. */
  record Located(Position position) implements LocationOutcome {}

  /** When he was seen, without a place that we can make use of. */
  record Seen(Instant time) implements LocationOutcome {}

  /** Nothing, and why. */
  record Failed(ResultCode result) implements LocationOutcome {}
}
