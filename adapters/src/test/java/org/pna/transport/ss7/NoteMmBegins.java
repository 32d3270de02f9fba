package org.pna.transport.ss7;

import java.time.Instant;
import org.pna.model.Imsi;
import org.pna.model.Msisdn;
import org.pna.model.Place;
import org.pna.model.message.Fingerprint;
import org.pna.model.message.Origin;
import org.pna.model.message.map.NoteMmEvent;
import org.pna.model.message.map.SccpAddress;
import org.pna.transport.ss7.codec.NoteMmEventCodec;
import org.pna.transport.ss7.codec.TcapWriter;

/** TC-BEGINs with noteMM-Event as a VLR sends them. */
final class NoteMmBegins {
  static final String CONTEXT = "0.4.0.0.1.0.42.3";

  private NoteMmBegins() {}

  static byte[] argument(int code) {
    return NoteMmEventCodec.encode(
        new NoteMmEvent(
            new Origin(Instant.EPOCH, new Place.Dialogue("-", "-")),
            new Fingerprint(0, 0),
            new SccpAddress(null, -1, 0),
            10,
            code,
            new Imsi("262011234567890"),
            new Msisdn("491711234567"),
            null,
            "49171000001",
            null,
            null,
            15,
            null));
  }

  static byte[] begin(long otid, int code) {
    return TcapWriter.begin(otid, CONTEXT, TcapWriter.invoke(1, 89, argument(code)));
  }
}
