package org.pna.pl;

import java.util.HashMap;
import java.util.Map;
import org.pna.routes.Alarm;
import org.pna.routes.Alarms;

/** What an operator has to know of location servers. Safe for use by many threads. */
public final class GmlcAlarms {
  /** Requests in a row without an answer after which a server is taken for gone. */
  private static final int SILENT = 3;

  private final Alarms alarms;
  private final Map<String, Integer> troubles = new HashMap<>(); // in a row, by server

  /**
   * @param alarms gets {@code gmlc NAME} when a server does not let us ask, {@code gmlc NAME
   *     trouble} when it does not answer, and {@code gmlc NAME subscriber} when it does not know a
   *     subscriber of ours
   */
  public GmlcAlarms(Alarms alarms) {
    this.alarms = alarms;
  }

  /** A request has ended. */
  synchronized void ended(String gmlc, Verdict verdict) {
    String name = "gmlc " + gmlc;
    if (verdict == Verdict.TROUBLE) {
      if (troubles.merge(gmlc, 1, Integer::sum) == SILENT) {
        alarms.raise(
            name + " trouble",
            Alarm.Severity.WARNING,
            "the location server does not answer, or is congested: see to it and to the way there;"
                + " it is tried again, ever more seldom");
      }
      return;
    }
    if (troubles.getOrDefault(gmlc, 0) != 0) {
      troubles.remove(gmlc);
      alarms.clear(name + " trouble");
    }
    if (verdict == Verdict.NOT_ALLOWED) {
      alarms.raise(
          name,
          Alarm.Severity.WARNING,
          "the location server does not let us ask (result 3): have it allow our client id; it is"
              + " tried again in an hour");
    } else if (verdict == Verdict.UNKNOWN_SUBSCRIBER) {
      alarms.raise(
          name + " subscriber",
          Alarm.Severity.WARNING,
          "the location server does not know a subscriber of the directory (result 4): compare the"
              + " two; he is asked about again in a day");
    } else if (verdict == Verdict.LOCATED) {
      alarms.clear(name);
    }
  }
}
