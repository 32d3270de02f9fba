package org.pna.simulator;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A capture file of Ethernet frames (pcap, microseconds, little endian). */
final class PcapWriter implements Closeable {
  private static final int MAGIC = 0xa1b2c3d4;
  private static final int SNAP_LENGTH = 65_535;
  private static final int ETHERNET = 1;
  private static final int RECORD_HEADER = 16;

  private final OutputStream out;
  private final ByteBuffer buffer = ByteBuffer.allocate(1 << 18).order(ByteOrder.LITTLE_ENDIAN);

  /** Writes the file's head; {@code out} is closed with this writer. */
  PcapWriter(OutputStream out) {
    this.out = out;
    buffer.putInt(MAGIC).putShort((short) 2).putShort((short) 4).putInt(0).putInt(0);
    buffer.putInt(SNAP_LENGTH).putInt(ETHERNET);
  }

  /**
   * One frame.
   *
   * @param micros time of capture, microseconds since 1970
   */
  void write(long micros, byte[] frame) throws IOException {
    if (buffer.remaining() < RECORD_HEADER + frame.length) {
      drain();
    }
    buffer.putInt((int) (micros / 1_000_000)).putInt((int) (micros % 1_000_000));
    buffer.putInt(frame.length).putInt(frame.length).put(frame);
  }

  @Override
  public void close() throws IOException {
    drain();
    out.close();
  }

  private void drain() throws IOException {
    out.write(buffer.array(), 0, buffer.position());
    buffer.clear();
  }
}
