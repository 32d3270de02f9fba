package org.pna.simulator;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.pna.simulator.PushAnswer.Outcome;

/**
 * One connection of a simulated HSS. One thread reads; messages are written by the threads that
 * send them.
 */
final class HssConnection implements Closeable {
  private static final int BUFFER = 1 << 16;
  private static final int MAX_OPEN = 100_000;

  private final Socket socket;
  private final OutputStream out;
  private final Owner owner;
  private final Duration patience;
  private final Map<Integer, Waiting> open = new ConcurrentHashMap<>();

  private final AtomicInteger ids = new AtomicInteger();

  private volatile @Nullable Peer peer;

  /** Takes what comes. */
  interface Owner {
    /** A request; called by the reading thread. */
    void received(HssConnection from, DiameterPacket request) throws IOException;

    /** It is over. */
    void closed(HssConnection which);
  }

  /** Who is at the other end, by its Capabilities-Exchange-Request. */
  record Peer(String host, String realm) {}

  private record Waiting(int command, long since, CompletableFuture<PushAnswer> answer) {}

  /** A connection that was accepted. */
  HssConnection(Socket socket, Owner owner, Duration patience) throws IOException {
    this.socket = socket;
    this.owner = owner;
    this.patience = patience;
    socket.setTcpNoDelay(true);
    this.out = socket.getOutputStream();
  }

  void start(String name) {
    Thread thread = new Thread(this::read, name);
    thread.setDaemon(true);
    thread.start();
  }

  /** Who is there; null before capabilities were exchanged. */
  @Nullable Peer peer() {
    return peer;
  }

  /** Whether capabilities were exchanged, and it is not over. */
  boolean isOpen() {
    return peer != null && !socket.isClosed();
  }

  void exchanged(Peer with) {
    peer = with;
  }

  private void read() {
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(socket.getInputStream(), BUFFER))) {
      while (true) {
        DiameterPacket packet = DiameterPacket.read(in);
        if (packet.isRequest()) {
          owner.received(this, packet);
        } else {
          answered(packet);
        }
      }
    } catch (IOException e) {
      // At an end, reset or no Diameter: the other side has to begin again.
    } finally {
      close();
      owner.closed(this);
    }
  }

  private void answered(DiameterPacket packet) throws IOException {
    Waiting waiting = open.get(packet.hopByHop());
    if (waiting != null) {
      DiameterAvps experimental = packet.avps().group(297);
      Integer code = experimental == null ? packet.avps().number(268) : experimental.number(298);
      boolean fits = packet.command() == waiting.command && code != null;
      Outcome outcome = experimental == null ? Outcome.RESULT : Outcome.EXPERIMENTAL;
      end(waiting, fits ? outcome : Outcome.MALFORMED, code == null ? 0 : code);
    }
  }

  private static void end(Waiting waiting, Outcome outcome, int code) {
    Duration took = Duration.ofNanos(System.nanoTime() - waiting.since);
    waiting.answer.complete(new PushAnswer(outcome, code, took));
  }

  /**
   * Sends a request, with a Hop-by-Hop Identifier of the connection's own.
   *
   * @return its answer; never completed exceptionally
   * @throws IllegalStateException if too many are open
   */
  CompletableFuture<PushAnswer> request(DiameterPacket request) {
    if (open.size() >= MAX_OPEN) {
      throw new IllegalStateException(MAX_OPEN + " requests are open already");
    }
    int id = ids.incrementAndGet();
    CompletableFuture<PushAnswer> answer = new CompletableFuture<>();
    Waiting waiting = new Waiting(request.command(), System.nanoTime(), answer);
    open.put(id, waiting);
    answer.completeOnTimeout(
        new PushAnswer(Outcome.TIMEOUT, 0, patience), patience.toMillis(), TimeUnit.MILLISECONDS);
    CompletableFuture<PushAnswer> ended = answer.whenComplete((end, failure) -> open.remove(id));
    if (!send(request.over(id)) || socket.isClosed()) {
      end(waiting, Outcome.UNDELIVERABLE, 0);
    }
    return ended;
  }

  /** Sends a message; false if it cannot be, and the connection is over. */
  boolean send(DiameterPacket packet) {
    byte[] octets = packet.octets();
    try {
      synchronized (out) {
        out.write(octets);
        out.flush();
      }
      return true;
    } catch (IOException e) {
      close();
      return false;
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      // It is gone already, which is what was wanted.
    }
    open.values().forEach(waiting -> end(waiting, Outcome.UNDELIVERABLE, 0));
  }
}
