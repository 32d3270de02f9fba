package org.pna.app.replay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.pna.model.Imsi;
import org.pna.model.Msisdn;
import org.pna.model.Place;
import org.pna.model.message.Fingerprint;
import org.pna.model.message.Origin;
import org.pna.model.message.map.NoteMmEvent;
import org.pna.model.message.map.SccpAddress;
import org.pna.transport.ss7.codec.NoteMmEventCodec;
import org.pna.transport.ss7.codec.TcapWriter;

/** Traces as lines of hex: bare TCAP messages with a time before each. */
final class HexTrace {
  private static final int[] CODES = {0x83, 0x82, 0x81, 0x80, 0x82, 0x84, 0x86, 0x02, 0x03};
  private static final Instant START = Instant.parse("2026-01-01T01:00:00Z");

  private HexTrace() {}

  /** Random events, a second between them now and then, so that graces run out among them. */
  static void write(Path file, int events, int subscribers) throws IOException {
    Random random = new Random(7);
    List<String> lines = new ArrayList<>();
    Instant time = START;
    for (int i = 0; i < events; i++) {
      time = time.plusSeconds(random.nextInt(3) == 0 ? 1 : 0);
      int code = CODES[random.nextInt(CODES.length)];
      lines.add(line(time, i, event(random.nextInt(subscribers), code)));
    }
    Files.write(file, lines);
  }

  /** One Begin with a noteMM-Event. */
  static String line(Instant time, int transaction, NoteMmEvent event) {
    byte[] begin =
        TcapWriter.begin(
            transaction,
            "0.4.0.0.1.0.42.3",
            TcapWriter.invoke(1, 89, NoteMmEventCodec.encode(event)));
    return time + " " + HexFormat.of().formatHex(begin);
  }

  static NoteMmEvent event(int subscriber, int code) {
    return new NoteMmEvent(
        new Origin(START, new Place.Frame("", 0)),
        new Fingerprint(0, 0),
        new SccpAddress(null, -1, 0),
        1,
        code,
        new Imsi("24099" + (1_000_000_000 + subscriber)),
        new Msisdn("4680" + (1_000_000 + subscriber)),
        null,
        null,
        null,
        null,
        null,
        null);
  }
}
