package org.pna.transport.trace;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.pna.model.Place;

/**
 * Frames a second through the reader alone, one thread. Arguments: frames (default 1,000,000) and
 * passes (default 5). Not a test: run its main.
 */
public final class TraceReaderBench {
  private TraceReaderBench() {}

  public static void main(String[] args) throws IOException {
    int frames = args.length > 0 ? Integer.parseInt(args[0]) : 1_000_000;
    int passes = args.length > 1 ? Integer.parseInt(args[1]) : 5;
    Path file = Files.createTempFile("bench", ".pcap");
    try {
      write(file, frames);
      for (int pass = 0; pass < passes; pass++) {
        var count = new Count();
        long start = System.nanoTime();
        var reader = new TraceReader(count);
        reader.read(file.toString());
        reader.finish();
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf(
            "pass %d: %,d frames, %,d messages, %.2f s, %,.0f frames/s, %,.0f MB/s%n",
            pass + 1,
            count.frames,
            count.messages,
            seconds,
            count.frames / seconds,
            Files.size(file) / 1e6 / seconds);
      }
    } finally {
      Files.delete(file);
    }
  }

  /** Frames of the size of a NOTE-MM-EVENT, over 100,000 digits of calling addresses. */
  private static void write(Path file, int frames) throws IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
      out.write(CaptureBuilder.pcap(CaptureBuilder.ETHERNET).bytes());
      for (int i = 0; i < frames; i++) {
        byte[] calling = Packets.address("1555010" + i % 1_000, 7);
        byte[] called = Packets.address(Sample.CALLED, 147);
        byte[] udt = Packets.udt(called, calling, Packets.data(130, i));
        byte[] packet = Packets.sctp(Sample.TAG, Packets.chunk(i, Packets.m3ua(101, 909, udt)));
        byte[] frame = Packets.ethernet(0x0800, Packets.ipv4(132, packet));
        var head = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
        head.putInt(1_700_000_000 + i / 1_000).putInt(i % 1_000 * 1_000);
        head.putInt(frame.length).putInt(frame.length);
        out.write(head.array());
        out.write(frame);
      }
    }
  }

  private static final class Count implements TraceListener {
    private long frames;
    private long messages;

    @Override
    public void frame(Place.Frame place, long epochMicros) {
      frames++;
    }

    @Override
    public void sccp(SccpUnit unit) {
      messages++;
    }

    @Override
    public void malformed(Place.Frame place, String reason) {
      throw new IllegalStateException(place + " " + reason);
    }

    @Override
    public void warning(String file, String text) {
      throw new IllegalStateException(text);
    }
  }
}
