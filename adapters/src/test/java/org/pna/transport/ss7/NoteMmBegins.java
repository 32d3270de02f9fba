package org.pna.transport.ss7;

import java.time.Instant;
import org.pna.model.Imsi;
import org.pna.model.Msisdn;
import org.pna.model.Place;
import org.pna.model.message.Fingerprint;
import org.pna.model.message.Origin;
import org.pna.model.message.map.NoteMmEvent;
import org.pna.model.message.map.SccpAddress;
import org.pna.transport.ss7.codec.BerWriter;
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

  /** The same with a MAP-OPEN that has both references (TS 29.002 clause 17.4). */
  static byte[] beginWithMapOpen(long otid, int code) {
    byte[] plain = begin(otid, code);
    byte[] open =
        BerWriter.element(
            0xbe,
            BerWriter.element(
                0x28,
                BerWriter.element(0x06, SccpMessages.hex("04000001010101")),
                BerWriter.element(
                    0xa0,
                    BerWriter.element(
                        0xa0,
                        BerWriter.element(0x80, SccpMessages.hex("9194710100")),
                        BerWriter.element(0x81, SccpMessages.hex("9194710100"))))));
    // The AARQ ends before the component portion, whose tag is the last 0x6c that fits.
    String hex = java.util.HexFormat.of().formatHex(plain);
    int context = hex.indexOf("060704000001002a03") / 2;
    int end = context + 9;
    byte[] out =
        M3uaPeer.concat(
            java.util.Arrays.copyOf(plain, end),
            open,
            java.util.Arrays.copyOfRange(plain, end, plain.length));
    for (int tag : new int[] {0x60, 0xa0, 0x28, 0x6b}) {
      int at = context - 2;
      while ((out[at] & 0xff) != tag) {
        at--;
      }
      out[at + 1] += (byte) open.length;
    }
    byte[] contents = java.util.Arrays.copyOfRange(out, plain[1] < 0 ? 3 : 2, out.length);
    return BerWriter.element(0x62, contents);
  }
}
