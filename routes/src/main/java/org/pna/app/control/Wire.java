package org.pna.app.control;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Lines and octets over a stream, each read and write with an end to its patience: a Unix domain
 * channel knows no time-out of its own. For one thread; {@link #close} from any.
 */
final class Wire implements Closeable {
  private static final int BUFFER = 8192;

  private final SocketChannel channel;
  private final Selector selector;
  private final SelectionKey key;
  private final Duration patience;
  private final ByteBuffer in = ByteBuffer.allocate(BUFFER).flip();

  /**
   * @param channel connected; closed with this
   * @param patience with one line to come, or one write to go out
   */
  Wire(SocketChannel channel, Duration patience) throws IOException {
    this.channel = channel;
    this.patience = patience;
    channel.configureBlocking(false);
    selector = Selector.open();
    try {
      key = channel.register(selector, 0);
    } catch (IOException | RuntimeException e) {
      selector.close();
      throw e;
    }
  }

  /**
   * The next line, without its end; null at the end of the stream.
   *
   * @param max octets, the end of the line included
   * @throws LineTooLongException if it is longer
   * @throws CharacterCodingException if it is not UTF-8
   * @throws SocketTimeoutException if it does not come in time
   * @throws EOFException if the stream ends within it
   */
  @Nullable String line(int max) throws IOException {
    ByteBuffer line = ByteBuffer.allocate(max);
    long deadline = System.nanoTime() + patience.toNanos();
    while (true) {
      while (in.hasRemaining()) {
        byte octet = in.get();
        if (octet == '\n') {
          return StandardCharsets.UTF_8.newDecoder().decode(line.flip()).toString();
        }
        line.put(octet);
        if (!line.hasRemaining()) {
          throw new LineTooLongException(max);
        }
      }
      if (!fill(deadline)) {
        if (line.position() == 0) {
          return null;
        }
        throw new EOFException("the stream ended within a line");
      }
    }
  }

  /**
   * As many octets as asked for.
   *
   * @throws SocketTimeoutException if they do not come in time
   * @throws EOFException if the stream ends before
   */
  byte[] octets(int count) throws IOException {
    byte[] octets = new byte[count];
    long deadline = System.nanoTime() + patience.toNanos();
    int have = 0;
    while (have < count) {
      if (!in.hasRemaining() && !fill(deadline)) {
        throw new EOFException("the stream ended within " + count + " octets");
      }
      int part = Math.min(in.remaining(), count - have);
      in.get(octets, have, part);
      have += part;
    }
    return octets;
  }

  private boolean fill(long deadline) throws IOException {
    in.clear();
    try {
      int read = channel.read(in);
      while (read == 0) {
        await(SelectionKey.OP_READ, deadline);
        read = channel.read(in);
      }
      return read > 0;
    } finally {
      in.flip();
    }
  }

  /**
   * Writes all of it.
   *
   * @throws SocketTimeoutException if the other side does not take it in time
   */
  void write(ByteBuffer octets) throws IOException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (channel.write(octets) >= 0 && octets.hasRemaining()) {
      await(SelectionKey.OP_WRITE, deadline);
    }
  }

  private void await(int operation, long deadline) throws IOException {
    key.interestOps(operation);
    long millis = (deadline - System.nanoTime()) / 1_000_000;
    if (millis <= 0) {
      throw new SocketTimeoutException(
          "the other side was silent for " + patience.toSeconds() + " s");
    }
    selector.select(millis);
    if (!selector.isOpen() || !channel.isOpen()) {
      throw new EOFException("closed");
    }
    selector.selectedKeys().clear();
  }

  @Override
  public void close() throws IOException {
    try (selector) {
      channel.close();
    }
  }

  /** A line that is longer than it may be. */
  static final class LineTooLongException extends IOException {
    private static final long serialVersionUID = 1;

    LineTooLongException(int max) {
      super("a line of more than " + (max - 1) + " octets");
    }
  }
}
