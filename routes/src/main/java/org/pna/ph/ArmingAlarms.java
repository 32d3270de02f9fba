package org.pna.ph;

import java.util.Map;
import org.pna.routes.Alarm;
import org.pna.routes.Alarms;

/** What an operator has to know of the arming. */
final class ArmingAlarms {
  private final Alarms alarms;

  ArmingAlarms(Alarms alarms) {
    this.alarms = alarms;
  }

  /** The register refuses us. */
  void closed(Hlr hlr) {
    alarms.raise(
        "hlr " + hlr.name() + " arming",
        Alarm.Severity.WARNING,
        "the HLR does not allow us to ask for or to change M-CSI and MG-CSI (atsi-NotAllowed,"
            + " atm-NotAllowed): have it allow both for our address; one request an hour tries");
  }

  /** It does no longer. */
  void opened(Hlr hlr) {
    alarms.clear("hlr " + hlr.name() + " arming");
  }

  /**
   * CSIs that only the operator can mend.
   *
   * @param counts of all states
   */
  void stuck(Hlr hlr, Map<CsiState, Integer> counts) {
    int refused = counts.getOrDefault(CsiState.REFUSED, 0);
    int foreign = counts.getOrDefault(CsiState.FOREIGN, 0);
    int incomplete = counts.getOrDefault(CsiState.INCOMPLETE, 0);
    String name = "hlr " + hlr.name() + " csi";
    if (refused + foreign + incomplete == 0) {
      alarms.clear(name);
      return;
    }
    alarms.raise(
        name,
        Alarm.Severity.WARNING,
        "not armed: "
            + refused
            + " CSIs that the HLR does not let us change, "
            + foreign
            + " of another application, "
            + incomplete
            + " not provisioned with our events and service key; see"
            + " docs/operations/provisioning.md");
  }
}
