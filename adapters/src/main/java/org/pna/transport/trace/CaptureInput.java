package org.pna.transport.trace;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * A capture file's octets, unpacked when it is gzip (RFC 1952), seen through one reused buffer that
 * grows to the largest piece asked for, at most {@link #MAX_PIECE}.
 */
final class CaptureInput implements Closeable {
  /** Largest record or block that is read as a whole: 2 MiB. */
  static final int MAX_PIECE = 2 << 20;

  private static final int READ = 256 << 10;

  private final InputStream stream;
  private byte[] buffer = new byte[READ];
  private int position;
  private int limit;
  private boolean ended;
  private boolean damaged;

  CaptureInput(InputStream plain) {
    stream = plain;
  }

  /**
   * @throws NotACaptureException if it begins as gzip but has no valid gzip header
   */
  static CaptureInput open(String file) throws IOException {
    var raw = new BufferedInputStream(new FileInputStream(file), 64 << 10);
    try {
      raw.mark(2);
      int first = raw.read();
      int second = raw.read();
      raw.reset();
      return first == 0x1F && second == 0x8B ? gzip(raw) : new CaptureInput(raw);
    } catch (ZipException e) {
      raw.close();
      throw new NotACaptureException(file);
    } catch (IOException e) {
      raw.close();
      throw e;
    }
  }

  private static CaptureInput gzip(InputStream raw) throws IOException {
    try {
      return new CaptureInput(new GZIPInputStream(raw, 64 << 10));
    } catch (EOFException e) {
      var input = new CaptureInput(raw);
      input.ended = true;
      input.damaged = true;
      return input;
    }
  }

  /** Whether that many octets are there from the position; false when the file ends before. */
  boolean has(int octets) throws IOException {
    while (limit - position < octets) {
      if (ended) {
        return false;
      }
      fill(octets);
    }
    return true;
  }

  private void fill(int octets) throws IOException {
    if (position > 0) {
      System.arraycopy(buffer, position, buffer, 0, limit - position);
      limit -= position;
      position = 0;
    }
    if (octets > buffer.length) {
      buffer = Arrays.copyOf(buffer, Math.max(octets, Math.min(MAX_PIECE, 2 * buffer.length)));
    }
    int read;
    try {
      read = stream.read(buffer, limit, buffer.length - limit);
    } catch (EOFException | ZipException e) {
      damaged = true;
      read = -1;
    }
    if (read < 0) {
      ended = true;
    } else {
      limit += read;
    }
  }

  /** Moves on; false when the file ends before. */
  boolean skip(long octets) throws IOException {
    long left = octets;
    while (left > limit - position) {
      left -= limit - position;
      position = limit;
      if (!has(1)) {
        return false;
      }
    }
    position += (int) left;
    return true;
  }

  /** Octets in the buffer from the position on. */
  int buffered() {
    return limit - position;
  }

  /** Whether the gzip data was cut off or is not intact, as far as has been read. */
  boolean damaged() {
    return damaged;
  }

  byte[] buffer() {
    return buffer;
  }

  /** Index of the next octet in {@link #buffer()}; both are valid until the next call. */
  int position() {
    return position;
  }

  int int32(int offset, boolean little) {
    return little
        ? Octets.int32Little(buffer, position + offset)
        : Octets.int32(buffer, position + offset);
  }

  int u16(int offset, boolean little) {
    return little
        ? Octets.u16Little(buffer, position + offset)
        : Octets.u16(buffer, position + offset);
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }
}
