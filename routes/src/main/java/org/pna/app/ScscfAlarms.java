package org.pna.app;

import java.util.HashSet;
import java.util.Set;
import org.pna.app.status.RegistrationsState;
import org.pna.pi.RegSettings;
import org.pna.pi.ScscfStanding;
import org.pna.routes.Alarm.Severity;
import org.pna.routes.Alarms;

/**
 * Looks at the subscriptions to registrations now and then, and raises what an operator has to
 * know. One thread.
 */
final class ScscfAlarms {
  /** Seconds of the budget that may wait: what a restart asks for at once takes some. */
  private static final int PATIENCE = 60;

  private static final String BUDGET = "pi-budget";
  private static final String FULL = "pi-full";

  private final Alarms alarms;
  private final RegSettings settings;
  private Set<String> silent = Set.of();

  ScscfAlarms(Alarms alarms, RegSettings settings) {
    this.alarms = alarms;
    this.settings = settings;
  }

  void look(RegistrationsState now) {
    Set<String> silentNow = new HashSet<>();
    int all = 0;
    for (ScscfStanding one : now.scscfs()) {
      all += one.open() + one.pending() + one.off();
      if (one.silent()) {
        silentNow.add("scscf " + one.scscf());
      }
    }
    silentNow.forEach(
        name ->
            alarms.raise(
                name,
                Severity.WARNING,
                "it lets no subscription to registrations stand, and REGISTER alone is believed:"
                    + " see whether it is up and allows pi.application-server to subscribe; the"
                    + " counters pna.pi.subscribes say how it answers"));
    silent.stream().filter(name -> !silentNow.contains(name)).forEach(alarms::clear);
    silent = silentNow;
    say(
        now.due() > (long) PATIENCE * settings.perSecond(),
        BUDGET,
        "more SUBSCRIBEs wait than pi.subscribe-rate lets out in " + PATIENCE + " s");
    say(
        all >= settings.maxSubscriptions(),
        FULL,
        "there are as many subscriptions to registrations as pi.max-subscriptions: of further"
            + " subscribers REGISTER alone is believed");
  }

  private void say(boolean isSo, String name, String text) {
    if (isSo) {
      alarms.raise(name, Severity.WARNING, text);
    } else {
      alarms.clear(name);
    }
  }
}
