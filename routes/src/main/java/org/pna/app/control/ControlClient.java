package org.pna.app.control;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Asks a running gateway, over one connection that is kept and made anew when the gateway has ended
 * it. Any thread, one request at a time.
 */
public final class ControlClient implements Closeable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Octets of a reply at most: beyond it this is no gateway. */
  private static final int MAX_REPLY = 1 << 28;

  private final SocketFile file;
  private @Nullable Wire wire;

  /**
   * @param socketFile of the gateway
   * @throws IOException if the path is too long for a socket
   */
  public ControlClient(Path socketFile) throws IOException {
    file = new SocketFile(socketFile);
  }

  /** Asks a request. */
  public Reply ask(ControlRequest request) throws IOException {
    return ask(ControlLine.of(request));
  }

  /**
   * Asks a {@link ControlLine}.
   *
   * @param requestLine without the end of the line
   * @throws NoGatewayException if nobody listens
   * @throws IOException if the reply does not come within 30 s, or not whole
   */
  public synchronized Reply ask(String requestLine) throws IOException {
    Wire kept = wire;
    if (kept != null) {
      try {
        return exchange(kept, requestLine);
      } catch (SocketTimeoutException e) {
        close();
        throw e;
      } catch (IOException e) {
        close(); // the gateway ended it: to ask twice does what to ask once does, so ask anew
      }
    }
    Wire fresh = new Wire(file.connect(), PATIENCE);
    wire = fresh;
    try {
      return exchange(fresh, requestLine);
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  private static Reply exchange(Wire wire, String requestLine) throws IOException {
    wire.write(ByteBuffer.wrap((requestLine + "\n").getBytes(StandardCharsets.UTF_8)));
    Reply.Status status = Reply.Status.of(line(wire));
    if (status == null) {
      throw new IOException("this is no reply of a gateway");
    }
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    for (int length = length(wire); length > 0; length = length(wire)) {
      text.writeBytes(wire.octets(length));
      if (text.size() > MAX_REPLY) {
        throw new IOException("the reply is longer than " + MAX_REPLY + " octets");
      }
    }
    return new Reply(status, text.toString(StandardCharsets.UTF_8));
  }

  private static int length(Wire wire) throws IOException {
    String digits = line(wire);
    if (!digits.matches("[0-9]{1,4}") || Integer.parseInt(digits) > Frames.MAX) {
      throw new IOException("this is no reply of a gateway");
    }
    return Integer.parseInt(digits);
  }

  private static String line(Wire wire) throws IOException {
    String line = wire.line(Frames.MAX_LINE);
    if (line == null) {
      throw new EOFException("the gateway ended the connection without a whole reply");
    }
    return line;
  }

  @Override
  public synchronized void close() throws IOException {
    Wire open = wire;
    wire = null;
    if (open != null) {
      open.close();
    }
  }
}
