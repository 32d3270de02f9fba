package org.pna.simulator;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * One M3UA association over TCP (RFC 4666), as application server process that connects or as
 * signalling gateway that listens; several simulated nodes may share it.
 *
 * <p>It comes back by itself when the other side has gone. One thread reads; messages are written
 * by the threads that send them.
 */
public final class M3uaLink implements Closeable {
  private static final long RETRY_MILLIS = 200;
  private static final int CONNECT_MILLIS = 2_000;
  private static final int BUFFER = 1 << 16;
  private static final byte[] AS_ACTIVE = {0, 1, 0, 3};

  private final Settings settings;
  private final Map<Integer, Receiver> receivers = new ConcurrentHashMap<>();
  private final Map<String, Receiver> titles = new ConcurrentHashMap<>();
  private final Thread thread;
  private final @Nullable ServerSocket listening;

  /** Guards what follows; signalled when {@link #active} changes. */
  private final Object lock = new Object();

  private @Nullable Socket socket;
  private @Nullable OutputStream out;
  private boolean active;
  private boolean closed;

  /**
   * How to reach the gateway.
   *
   * @param listen whether we listen (as signalling gateway) instead of connecting
   * @param host the address to connect to, or to listen on
   * @param port TCP port; 0 to listen on any
   * @param routingContext null for none
   * @param trafficMode 1 override, 2 loadshare, 3 broadcast (clause 3.4.1); null for none
   * @param networkIndicator MTP3 network indicator, 0 to 3
   */
  public record Settings(
      boolean listen,
      String host,
      int port,
      @Nullable Long routingContext,
      @Nullable Long trafficMode,
      int networkIndicator) {}

  /** Takes what arrives for one point code. */
  interface Receiver {
    void received(ProtocolData data);
  }

  private M3uaLink(Settings settings) throws IOException {
    this.settings = settings;
    this.listening =
        settings.listen
            ? new ServerSocket(settings.port, 1, InetAddress.getByName(settings.host))
            : null;
    this.thread = new Thread(this::run, "simulator-m3ua");
    thread.setDaemon(true);
  }

  /**
   * Starts the association; it becomes active in its own time.
   *
   * @throws IOException if the port to listen on is not free
   */
  public static M3uaLink open(Settings settings) throws IOException {
    M3uaLink link = new M3uaLink(settings);
    link.thread.start();
    return link;
  }

  /** The port listened on, or the one connected to. */
  public int port() {
    return listening == null ? settings.port : listening.getLocalPort();
  }

  /** Waits until traffic may flow; false when the time is over before. */
  public boolean awaitActive(Duration patience) throws InterruptedException {
    return await(true, patience);
  }

  /** Waits until it is noticed that the other side has gone; false when the time is over before. */
  public boolean awaitInactive(Duration patience) throws InterruptedException {
    return await(false, patience);
  }

  private boolean await(boolean wanted, Duration patience) throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    synchronized (lock) {
      while (active != wanted) {
        long left = (deadline - System.nanoTime()) / 1_000_000;
        if (left <= 0) {
          return false;
        }
        lock.wait(left);
      }
      return true;
    }
  }

  int networkIndicator() {
    return settings.networkIndicator;
  }

  void attach(int pointCode, Receiver receiver) {
    receivers.put(pointCode, receiver);
  }

  /**
   * Translates a global title as a transfer point does: what is called by it goes to the receiver,
   * whatever point code it was sent to.
   */
  void translate(String globalTitle, Receiver receiver) {
    titles.put(globalTitle, receiver);
  }

  /**
   * Sends one message.
   *
   * @param flush whether it must leave now; otherwise it leaves with a later one
   * @throws IOException if the association is not active
   */
  void send(ProtocolData data, boolean flush) throws IOException {
    byte[] bytes = data.message(settings.routingContext).bytes();
    synchronized (lock) {
      OutputStream to = out;
      if (!active || to == null) {
        throw new IOException("association to " + settings.host + ":" + port() + " is not active");
      }
      to.write(bytes);
      if (flush) {
        to.flush();
      }
    }
  }

  void flush() throws IOException {
    synchronized (lock) {
      if (out != null) {
        out.flush();
      }
    }
  }

  @Override
  public void close() {
    synchronized (lock) {
      closed = true;
      closeQuietly(socket);
      closeQuietly(listening);
      lock.notifyAll();
    }
  }

  private void run() {
    while (true) {
      try {
        serve(listening == null ? connect() : listening.accept());
      } catch (IOException e) {
        // Refused, reset or at an end: the loop makes the next attempt.
      }
      synchronized (lock) {
        closeQuietly(socket);
        out = null;
        active = false;
        lock.notifyAll();
        try {
          if (!closed) {
            lock.wait(RETRY_MILLIS);
          }
        } catch (InterruptedException e) {
          closed = true;
        }
        if (closed) {
          return;
        }
      }
    }
  }

  private Socket connect() throws IOException {
    Socket connecting = new Socket();
    try {
      connecting.connect(new InetSocketAddress(settings.host, settings.port), CONNECT_MILLIS);
      return connecting;
    } catch (IOException e) {
      closeQuietly(connecting);
      throw e;
    }
  }

  private void serve(Socket connected) throws IOException {
    connected.setTcpNoDelay(true);
    synchronized (lock) {
      socket = connected;
      out = new BufferedOutputStream(connected.getOutputStream(), BUFFER);
      if (closed) {
        throw new IOException("closed");
      }
    }
    if (listening == null) {
      control(M3uaMessage.of(M3uaMessage.ASPUP));
    }
    DataInputStream in =
        new DataInputStream(new BufferedInputStream(connected.getInputStream(), BUFFER));
    while (true) {
      received(M3uaMessage.read(in));
    }
  }

  private void received(M3uaMessage message) throws IOException {
    switch (message.kind()) {
      case M3uaMessage.DATA -> deliver(ProtocolData.of(message));
      case M3uaMessage.BEAT -> control(heartbeatAnswer(message));
      case M3uaMessage.ASPUP_ACK ->
          control(
              M3uaMessage.of(M3uaMessage.ASPAC)
                  .with(M3uaMessage.TRAFFIC_MODE, settings.trafficMode)
                  .with(M3uaMessage.ROUTING_CONTEXT, settings.routingContext));
      case M3uaMessage.ASPAC_ACK -> activate(true);
      case M3uaMessage.ASPIA_ACK, M3uaMessage.ASPDN_ACK -> activate(false);
      case M3uaMessage.ASPUP -> control(M3uaMessage.of(M3uaMessage.ASPUP_ACK));
      case M3uaMessage.ASPAC -> {
        control(contextOf(message, M3uaMessage.ASPAC_ACK));
        control(contextOf(message, M3uaMessage.NTFY).with(M3uaMessage.STATUS, AS_ACTIVE));
        activate(true);
      }
      case M3uaMessage.ASPIA -> {
        activate(false);
        control(contextOf(message, M3uaMessage.ASPIA_ACK));
      }
      case M3uaMessage.ASPDN -> {
        activate(false);
        control(M3uaMessage.of(M3uaMessage.ASPDN_ACK));
      }
      default -> {
        // ERR, NTFY and the network's states change nothing here.
      }
    }
  }

  private static M3uaMessage heartbeatAnswer(M3uaMessage beat) {
    byte[] data = beat.parameter(M3uaMessage.HEARTBEAT_DATA);
    M3uaMessage answer = M3uaMessage.of(M3uaMessage.BEAT_ACK);
    return data == null ? answer : answer.with(M3uaMessage.HEARTBEAT_DATA, data);
  }

  private static M3uaMessage contextOf(M3uaMessage request, int kind) {
    byte[] context = request.parameter(M3uaMessage.ROUTING_CONTEXT);
    M3uaMessage answer = M3uaMessage.of(kind);
    return context == null ? answer : answer.with(M3uaMessage.ROUTING_CONTEXT, context);
  }

  private void deliver(@Nullable ProtocolData data) {
    if (data == null) {
      return;
    }
    Receiver receiver = translated(data);
    if (receiver == null) {
      receiver = receivers.get(data.dpc);
    }
    if (receiver != null) {
      receiver.received(data);
    }
  }

  private @Nullable Receiver translated(ProtocolData data) {
    Unitdata message = titles.isEmpty() ? null : Unitdata.of(data.sccp);
    String title = message == null ? null : message.called.globalTitle();
    return title == null ? null : titles.get(title);
  }

  private void activate(boolean nowActive) {
    synchronized (lock) {
      active = nowActive;
      lock.notifyAll();
    }
  }

  private void control(M3uaMessage message) throws IOException {
    synchronized (lock) {
      if (out != null) {
        out.write(message.bytes());
        out.flush();
      }
    }
  }

  private static void closeQuietly(@Nullable Closeable open) {
    try {
      if (open != null) {
        open.close();
      }
    } catch (IOException e) {
      // It is gone already, which is what was wanted.
    }
  }
}
