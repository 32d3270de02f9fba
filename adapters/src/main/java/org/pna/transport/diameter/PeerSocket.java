package org.pna.transport.diameter;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.pna.transport.diameter.codec.DiameterMessage;

/**
 * One TCP connection to a peer, with a thread that reads and one that writes. Messages are handled
 * on the reading thread, so the socket's own flow control is the queue; what is to be sent waits in
 * a bounded queue, and a peer that lets it fill up is disconnected.
 */
final class PeerSocket {
  private static final byte[] LAST = {};
  private static final int BUFFER = 65_536;
  private static final int FINISH_SECONDS = 2;

  private final Socket socket;
  private final Owner owner;
  private final int messageOctets;
  private final BlockingQueue<byte[]> unsent;
  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile boolean finishing;

  /** Whose connection it is. */
  interface Owner {
    /** A whole message by its header; told on the reading thread. */
    void received(PeerSocket from, byte[] octets);

    /** The connection has ended; told once. */
    void closed(PeerSocket which, String reason);
  }

  private PeerSocket(Socket socket, Owner owner, DiameterNode.Bounds bounds) {
    this.socket = socket;
    this.owner = owner;
    this.messageOctets = bounds.messageOctets();
    this.unsent = new ArrayBlockingQueue<>(bounds.unsent());
  }

  /**
   * Connects; blocks until it has, or at most the time that the node waits for capabilities.
   *
   * @param local own address to bind; the port is any
   */
  static PeerSocket connect(
      InetAddress local, InetSocketAddress remote, Owner owner, DiameterNode node)
      throws IOException {
    Socket socket = new Socket();
    try {
      socket.bind(new InetSocketAddress(local, 0));
      socket.setTcpNoDelay(true);
      socket.connect(remote, (int) node.timers().capabilities().toMillis());
    } catch (IOException e) {
      socket.close();
      throw e;
    }
    return new PeerSocket(socket, owner, node.bounds());
  }

  void start(String name) {
    thread(name + "-read", this::read);
    thread(name + "-write", this::write);
  }

  private static void thread(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
  }

  boolean isOpen() {
    return !closed.get() && !finishing;
  }

  /**
   * Sends a message, sometime.
   *
   * @return false when the connection has ended, or ends hereby because too much waits
   */
  boolean send(byte[] octets) {
    if (!isOpen()) {
      return false;
    }
    if (!unsent.offer(octets)) {
      close("peer does not read");
      return false;
    }
    return !closed.get();
  }

  /** Ends when all that waits is sent, or soon if the peer does not read. */
  void finish() {
    finishing = true;
    if (!unsent.offer(LAST)) {
      close("closed");
      return;
    }
    CompletableFuture.delayedExecutor(FINISH_SECONDS, TimeUnit.SECONDS)
        .execute(() -> close("peer does not read"));
  }

  /** Ends now. */
  void close(String reason) {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    try {
      socket.close();
    } catch (IOException e) {
      // It is of no more use in any case.
    }
    unsent.clear();
    if (!unsent.offer(LAST)) {
      Thread.onSpinWait(); // a late sender filled it: the writer fails on the closed socket
    }
    owner.closed(this, reason);
  }

  private void read() {
    String reason = "closed by the peer";
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(socket.getInputStream(), BUFFER))) {
      while (!closed.get()) {
        int first = in.readInt();
        int length = DiameterMessage.length(first);
        if (length < 0 || length > messageOctets) {
          reason = length < 0 ? "no Diameter message" : "message too long";
          return;
        }
        byte[] octets = new byte[length];
        ByteBuffer.wrap(octets).putInt(first);
        in.readFully(octets, Integer.BYTES, length - Integer.BYTES);
        owner.received(this, octets);
      }
    } catch (EOFException e) {
      reason = "closed by the peer";
    } catch (IOException e) {
      reason = "connection lost";
    } finally {
      close(reason);
    }
  }

  private void write() {
    String reason = "connection lost";
    try {
      OutputStream out = new BufferedOutputStream(socket.getOutputStream(), BUFFER);
      byte[] next = unsent.take();
      while (next != LAST) {
        out.write(next);
        next = unsent.poll();
        if (next == null) {
          out.flush();
          next = unsent.take();
        }
      }
      out.flush();
      reason = "closed";
    } catch (IOException e) {
      reason = "connection lost";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      close(reason);
    }
  }
}
