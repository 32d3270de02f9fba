package org.pna.transport.sip;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import org.jspecify.annotations.Nullable;

/** A TCP connection that is counted, and that shows how long a write has been under way. */
final class WatchedSocket extends Socket {
  /** Without a byte from the peer for so long a connection is given up. */
  private static final int IDLE_MILLIS = 30 * 60 * 1000;

  private final Connections connections;
  private volatile boolean writing;
  private volatile long writingSince;
  private @Nullable OutputStream output;

  WatchedSocket(Connections connections) {
    this.connections = connections;
  }

  /** Sets what every connection has; call once it is open. */
  void tune() throws SocketException {
    setTcpNoDelay(true);
    setSoTimeout(IDLE_MILLIS);
  }

  boolean hasBeenWriting(long nanoTime, long forNanos) {
    return writing && nanoTime - writingSince > forNanos;
  }

  /** The same stream each time: the stack locks on it. */
  @Override
  public synchronized OutputStream getOutputStream() throws IOException {
    OutputStream result = output;
    if (result == null) {
      result = new Timed(super.getOutputStream());
      output = result;
    }
    return result;
  }

  @Override
  public synchronized void close() throws IOException {
    connections.closed(this);
    super.close();
  }

  void closeQuietly() {
    try {
      close();
    } catch (IOException ignored) {
      // it is closed, which is all that was asked
    }
  }

  private final class Timed extends OutputStream {
    private final OutputStream socket;

    Timed(OutputStream socket) {
      this.socket = socket;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      writingSince = System.nanoTime();
      writing = true;
      try {
        socket.write(bytes, offset, length);
      } finally {
        writing = false;
      }
    }

    @Override
    public void close() throws IOException {
      WatchedSocket.this.close();
    }
  }
}
