package org.pna.endurance;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pna.model.message.sh.ImsUserState;
import org.pna.publisher.pidf.Basic;
import org.pna.publisher.pidf.ReceivedPresence;

/** A subscriber who registers in the IMS and leaves it, by turns: each changes the document. */
final class NotificationCourse extends TurnCourse {
  private int version;

  NotificationCourse(int number) {
    super(number);
  }

  @Override
  void next() {
    version++;
  }

  /** What he is after the last event. */
  ImsUserState state() {
    return version % 2 == 1 ? ImsUserState.REGISTERED : ImsUserState.NOT_REGISTERED;
  }

  private @Nullable Basic ims() {
    return version == 0 ? null : version % 2 == 1 ? Basic.OPEN : Basic.CLOSED;
  }

  @Override
  boolean isTold(@Nullable ReceivedPresence document) {
    return document != null
        && document.tuples().stream()
                .filter(tuple -> tuple.id().equals("ims"))
                .map(ReceivedPresence.ReceivedTuple::basic)
                .findAny()
                .orElse(null)
            == ims();
  }

  @Override
  Map<String, String> elements() {
    return elements("ims", ims());
  }
}
