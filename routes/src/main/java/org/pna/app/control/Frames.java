package org.pna.app.control;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A reply on the wire: a line with its status, then parts, each behind a line with its length in
 * octets, and in the end a line with 0. So output of any length takes little memory, its end is
 * known, and the next request can follow.
 */
final class Frames extends OutputStream {
  /** Octets of a part at most. */
  static final int MAX = 8192;

  /** Octets of a status or length line at most. */
  static final int MAX_LINE = 32;

  private final Wire wire;
  private final byte[] part = new byte[MAX];
  private int filled;

  Frames(Wire wire, Reply.Status status) throws IOException {
    this.wire = wire;
    wire.write(ascii(status.word() + "\n"));
  }

  @Override
  public void write(int octet) throws IOException {
    if (filled == MAX) {
      send();
    }
    part[filled++] = (byte) octet;
  }

  @Override
  public void write(byte[] octets, int from, int count) throws IOException {
    int done = 0;
    while (done < count) {
      if (filled == MAX) {
        send();
      }
      int now = Math.min(count - done, MAX - filled);
      System.arraycopy(octets, from + done, part, filled, now);
      filled += now;
      done += now;
    }
  }

  private void send() throws IOException {
    if (filled > 0) {
      wire.write(ascii(filled + "\n"));
      wire.write(ByteBuffer.wrap(part, 0, filled));
      filled = 0;
    }
  }

  /** The end of the reply; the wire stays open. */
  @Override
  public void close() throws IOException {
    send();
    wire.write(ascii("0\n"));
  }

  private static ByteBuffer ascii(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
  }
}
