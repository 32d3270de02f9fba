package org.pna.endurance;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pna.publisher.pidf.Basic;
import org.pna.publisher.pidf.ReceivedPresence;
import org.pna.simulator.Subscriber;

/** One subscriber's way through a load, one event at a time; guarded by its {@link NetworkLoad}. */
abstract class Course {
  final int number;
  final Subscriber who;
  long acknowledged;
  long refused;

  /** What earlier checks found to be wrong, so that it is counted once. */
  long known;

  Course(int number) {
    this.number = number;
    this.who = Subscriber.numbered(number);
  }

  /** Whether an event was sent, and neither acknowledged nor refused. */
  abstract boolean isOpen();

  /** Whether an event is to be acknowledged. */
  abstract boolean isOwed();

  /** Whether a document says what the last event left. */
  abstract boolean isTold(@Nullable ReceivedPresence document);

  /** Elements that {@code why} tells after the last event, by their ids. */
  abstract Map<String, String> elements();

  /** One element; none if there is no value. */
  static Map<String, String> elements(String id, @Nullable Basic value) {
    return value == null ? Map.of() : Map.of(id, value == Basic.OPEN ? "open" : "closed");
  }
}
