package org.pna.transport.ss7.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.pna.model.Cell;
import org.pna.model.Domain;
import org.pna.model.Imsi;
import org.pna.model.Location;
import org.pna.model.LocationArea;
import org.pna.model.MalformedMessageException;
import org.pna.model.Msisdn;
import org.pna.model.Place;
import org.pna.model.Plmn;
import org.pna.model.RoutingArea;
import org.pna.model.message.Fingerprint;
import org.pna.model.message.Origin;
import org.pna.model.message.map.NoteMmEvent;
import org.pna.model.message.map.SccpAddress;

class NoteMmEventCodecTest {
  private static final Origin ORIGIN = new Origin(Instant.EPOCH, new Place.Frame("test", 1));
  private static final SccpAddress CALLING = new SccpAddress("15550100001", 101, 7);
  private static final Cell CELL =
      new Cell(new LocationArea(new Plmn("240", "99"), 6699), 15437, false);

  static byte[] argument(byte[] tcap) throws MalformedMessageException {
    Component invoke = Tcap.decode(tcap).components().get(0);
    return Arrays.copyOfRange(
        tcap, invoke.parameterOffset(), invoke.parameterOffset() + invoke.parameterLength());
  }

  static NoteMmEvent decode(byte[] argument) throws MalformedMessageException {
    return NoteMmEventCodec.decode(argument, ORIGIN, new Fingerprint(1, 2), CALLING);
  }

  @Test
  void readsACircuitSwitchedEvent() throws MalformedMessageException {
    NoteMmEvent event = decode(argument(Vectors.noteMmEvent().get("imsi_detach_ms_03")));
    assertThat(event)
        .isEqualTo(
            new NoteMmEvent(
                ORIGIN,
                new Fingerprint(1, 2),
                CALLING,
                100,
                3,
                new Imsi("240991234567890"),
                new Msisdn("15551230001"),
                new Location(Domain.CS, 0, CELL, null, null),
                "46701111111",
                null,
                null,
                0xf,
                null));
  }

  @Test
  void readsAPacketSwitchedEvent() throws MalformedMessageException {
    NoteMmEvent event = decode(argument(Vectors.noteMmEvent().get("gprs_attach_83")));
    assertThat(event.eventMet()).isEqualTo(0x83);
    assertThat(event.location()).isNull();
    assertThat(event.sgsnNumber()).isEqualTo("46702222222");
    assertThat(event.locationGprs())
        .isEqualTo(new Location(Domain.PS, null, CELL, null, new RoutingArea(CELL.area(), 7)));
  }

  @Test
  void writesWhatItReads() throws MalformedMessageException {
    for (var vector : Vectors.noteMmEvent().entrySet()) {
      TcapMessage message = Tcap.decode(vector.getValue());
      if (message.kind() == TcapMessage.Kind.BEGIN) {
        byte[] argument = argument(vector.getValue());
        byte[] written = NoteMmEventCodec.encode(decode(argument));
        assertThat(written).as(vector.getKey()).isEqualTo(argument);
        assertThat(
                TcapWriter.begin(
                    message.otid(), "0.4.0.0.1.0.42.3", TcapWriter.invoke(1, 89, written)))
            .as(vector.getKey())
            .isEqualTo(vector.getValue());
      }
    }
  }
}
