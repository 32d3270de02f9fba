package org.pna.app.replay;

import org.pna.model.Source;
import org.pna.model.message.map.MmCode;
import org.pna.model.message.map.NoteMmEvent;

/** NOTE-MM-EVENT as replay prints it. */
final class MobilityEvents {
  private MobilityEvents() {}

  static Told told(NoteMmEvent message) {
    MmCode code = message.mmCode();
    boolean packets = message.isPacketSwitched();
    return new Told(
        packets ? Source.PG : Source.PC,
        "noteMM-Event",
        code == null ? null : code.name(),
        message.code(),
        Whereabouts.of(
            packets ? message.locationGprs() : message.location(),
            packets ? message.location() : message.locationGprs(),
            message.vlrNumber(),
            message.sgsnNumber()));
  }
}
