package org.pna.transport.trace;

import java.io.IOException;

/** The classic capture format (draft-ietf-opsawg-pcap), of both byte orders, µs and ns. */
final class PcapFile implements CaptureFormat {
  private static final int MICROS = 0xA1B2C3D4;
  private static final int NANOS = 0xA1B23C4D;

  /** First four octets in the file's order. */
  static final int[] MAGICS = {
    MICROS, NANOS, Integer.reverseBytes(MICROS), Integer.reverseBytes(NANOS)
  };

  private static final int HEADER = 24;
  private static final int RECORD_HEADER = 16;

  @Override
  public void read(CaptureInput input, FrameSink frames) throws IOException {
    if (!input.has(HEADER)) {
      frames.warning("cut off in the file header");
      return;
    }
    int magic = input.int32(0, false);
    boolean little = magic != MICROS && magic != NANOS;
    boolean nanos = magic == NANOS || magic == Integer.reverseBytes(NANOS);
    // The upper bits tell of a frame check sequence, not of the link.
    var only =
        new CaptureInterface(input.int32(20, little) & 0xFFFFFF, 0, TimestampUnit.MICROSECONDS);
    input.skip(HEADER);
    long number = 0;
    while (input.has(RECORD_HEADER)) {
      long seconds = input.int32(0, little) & 0xFFFFFFFFL;
      long fraction = input.int32(4, little) & 0xFFFFFFFFL;
      int captured = input.int32(8, little);
      if (captured < 0 || captured > CaptureInput.MAX_PIECE - RECORD_HEADER) {
        frames.warning("damaged after frame " + number + ": a record's length is impossible");
        return;
      }
      if (!input.has(RECORD_HEADER + captured)) {
        break;
      }
      input.skip(RECORD_HEADER);
      int from = input.position();
      long micros = seconds * 1_000_000L + (nanos ? fraction / 1_000L : fraction);
      frames.frame(++number, micros, only, input.buffer(), from, from + captured);
      input.skip(captured);
    }
    if (input.has(1) || input.damaged()) {
      frames.warning("cut off after frame " + number);
    }
  }
}
