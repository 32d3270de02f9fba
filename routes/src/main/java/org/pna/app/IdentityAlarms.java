package org.pna.app;

import java.time.Duration;
import java.time.Instant;
import org.pna.routes.Alarm;
import org.pna.routes.Alarms;
import org.pna.routes.Contradictions;

/** Raises an alarm while suppliers tell names that are somebody else's. One thread. */
final class IdentityAlarms {
  private static final String ALARM = "identities";

  /** How long an operator may need to see it. */
  private static final Duration SHOWN = Duration.ofHours(24);

  private final Alarms alarms;
  private final Contradictions contradictions;

  IdentityAlarms(Alarms alarms, Contradictions contradictions) {
    this.alarms = alarms;
    this.contradictions = contradictions;
  }

  /** Looks once. */
  void look(Instant now) {
    Instant last = contradictions.lastAt();
    if (last != null && last.plus(SHOWN).isAfter(now)) {
      alarms.raise(
          ALARM,
          Alarm.Severity.WARNING,
          "suppliers and the subscribers' file differ on whose a name is; ./pna status lists the"
              + " names, which are published for nobody but whom the file gives them");
    } else {
      alarms.clear(ALARM);
    }
  }
}
