package org.pna.model.message.map;

import java.util.List;

/**
 * M-CSI or MG-CSI as an HLR tells it (TS 29.002 clause 17.7.1).
 *
 * @param triggers MM-Codes, raw octets 0 to 255, in the HLR's order
 * @param serviceKey given to the gsmSCF with each event
 * @param gsmScfAddress E.164 digits of the gsmSCF that the events go to
 * @param notificationToCse whether the gsmSCF is told of changes
 * @param active whether events are reported
 */
public record Csi(
    List<Integer> triggers,
    long serviceKey,
    String gsmScfAddress,
    boolean notificationToCse,
    boolean active) {
  public Csi {
    triggers = List.copyOf(triggers);
  }

  /** Which of the two. */
  public enum Kind {
    /** Mobility events of MSC and VLR, CAMEL phase 3. */
    M_CSI,
    /** Mobility events of the SGSN, CAMEL phase 4. */
    MG_CSI
  }
}
