package org.pna.simulator;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.pna.model.Cell;
import org.pna.model.Domain;
import org.pna.model.Imsi;
import org.pna.model.Location;
import org.pna.model.Msisdn;
import org.pna.model.Place;
import org.pna.model.RoutingArea;
import org.pna.model.message.Fingerprint;
import org.pna.model.message.Origin;
import org.pna.model.message.map.NoteMmEvent;
import org.pna.model.message.map.SccpAddress;
import org.pna.transport.ss7.codec.NoteMmEventCodec;
import org.pna.transport.ss7.codec.TcapWriter;

/** The TC-BEGIN with which a node reports an event. */
final class NoteMmBegin {
  private static final long SERVICE_KEY = 100;
  private static final int CAMEL_PHASES_1_TO_4 = 0x0f;
  private static final int ROUTING_AREA_CODE = 7;

  private static final String MM_EVENT_REPORTING = "0.4.0.0.1.0.42.3";
  private static final int NOTE_MM_EVENT = 89;
  private static final int INVOKE_ID = 1;

  private NoteMmBegin() {}

  /** Invoke id 1; {@code mmCode} 0 to 255, without a location when {@code cell} is null. */
  static byte[] encode(
      int transaction,
      SimulatedNode.Identity node,
      Subscriber who,
      int mmCode,
      @Nullable Cell cell) {
    byte[] argument = NoteMmEventCodec.encode(event(node, who, mmCode, cell));
    return TcapWriter.begin(
        Integer.toUnsignedLong(transaction),
        MM_EVENT_REPORTING,
        TcapWriter.invoke(INVOKE_ID, NOTE_MM_EVENT, argument));
  }

  private static NoteMmEvent event(
      SimulatedNode.Identity node, Subscriber who, int mmCode, @Nullable Cell cell) {
    boolean ps = node.packetSwitched();
    return new NoteMmEvent(
        new Origin(Instant.EPOCH, new Place.Dialogue("", "")),
        new Fingerprint(0, 0),
        new SccpAddress(node.globalTitle(), -1, node.subsystem()),
        SERVICE_KEY,
        mmCode,
        new Imsi(who.imsi()),
        new Msisdn(who.msisdn()),
        ps || cell == null ? null : new Location(Domain.CS, 0, cell, null, null),
        ps || cell == null ? null : node.globalTitle(),
        ps && cell != null
            ? new Location(
                Domain.PS, null, cell, null, new RoutingArea(cell.area(), ROUTING_AREA_CODE))
            : null,
        ps && cell != null ? node.globalTitle() : null,
        CAMEL_PHASES_1_TO_4,
        null);
  }
}
