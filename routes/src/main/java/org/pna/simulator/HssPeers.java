package org.pna.simulator;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whoever is connected to a simulated HSS: its listening socket, and what it says of the base
 * protocol (RFC 6733 clause 5).
 */
final class HssPeers implements Closeable, HssConnection.Owner {
  /** The application of relays. */
  static final int RELAY = -1;

  private static final int MAX_CONNECTIONS = 16;
  private static final int SUCCESS = 2001;
  private static final int NO_COMMON_APPLICATION = 5010;
  private static final byte[] LOOPBACK = {0, 1, 127, 0, 0, 1};

  private final SimulatedHss.Identity identity;
  private final InetAddress address;
  private final int port;
  private final Duration patience;
  private final Above above;
  private final List<HssConnection> connections = new CopyOnWriteArrayList<>();

  /** Starts anywhere, so that a restarted node does not look like a repeat of its former self. */
  private final AtomicInteger endToEnd = new AtomicInteger(ThreadLocalRandom.current().nextInt());

  private @Nullable ServerSocket listening;
  private @Nullable Thread accepting;
  private volatile int originStateId;
  private volatile int application = HssService.SH;
  private volatile boolean answersWatchdogs = true;

  /** Takes requests of applications. */
  interface Above {
    /** A request; called by the thread that reads the connection. */
    void asked(HssConnection from, DiameterPacket request) throws IOException;
  }

  /**
   * Listens from now on.
   *
   * @param at port 0 for any
   * @param patience for the answer to a request
   * @param originStateId of the first start
   */
  HssPeers(
      SimulatedHss.Identity identity,
      InetSocketAddress at,
      Duration patience,
      int originStateId,
      Above above)
      throws IOException {
    this.identity = identity;
    this.address = at.getAddress();
    this.patience = patience;
    this.originStateId = originStateId;
    this.above = above;
    this.port = listen(at.getPort());
  }

  InetSocketAddress listeningAt() {
    return new InetSocketAddress(address, port);
  }

  /** The connections over which capabilities were exchanged. */
  Stream<HssConnection> open() {
    return connections.stream().filter(HssConnection::isOpen);
  }

  /** Waits until there is one; false when the time is over before. */
  synchronized boolean await(Duration time) throws InterruptedException {
    long deadline = System.nanoTime() + time.toNanos();
    while (open().findAny().isEmpty()) {
      long left = (deadline - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return false;
      }
      wait(left);
    }
    return true;
  }

  int originStateId() {
    return originStateId;
  }

  void offer(int anApplication) {
    application = anApplication;
  }

  void answerWatchdogs(boolean answer) {
    answersWatchdogs = answer;
  }

  /** Asks whether whoever is there lives. */
  CompletableFuture<PushAnswer> watch(HssConnection whom) {
    return whom.request(
        request(DiameterPacket.WATCHDOG, identity.avps().number(278, originStateId)));
  }

  /** A request of the base protocol. */
  private DiameterPacket request(int command, DiameterAvps avps) {
    return DiameterPacket.request(command, 0, nextEndToEnd(), avps);
  }

  /** An End-to-End Identifier that was not used for long. */
  int nextEndToEnd() {
    return endToEnd.incrementAndGet();
  }

  void cut() {
    connections.forEach(HssConnection::close);
  }

  synchronized void kill() {
    listenNoMore();
    cut();
  }

  /** The port is free only when nobody waits at it any more. */
  private void listenNoMore() {
    close(listening);
    try {
      if (accepting != null) {
        accepting.join(patience.toMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  synchronized void leave(int cause) throws InterruptedException {
    listenNoMore();
    DiameterAvps farewell = identity.avps().number(273, cause);
    List<CompletableFuture<PushAnswer>> answers =
        open().map(one -> one.request(request(DiameterPacket.DISCONNECTION, farewell))).toList();
    for (CompletableFuture<PushAnswer> answer : answers) {
      try {
        answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
      } catch (ExecutionException | TimeoutException e) {
        // It leaves all the same.
      }
    }
    cut();
  }

  /** Listens again on the same port, with another Origin-State-Id. */
  synchronized void restart() throws IOException {
    kill();
    originStateId++;
    listen(port);
  }

  private int listen(int at) throws IOException {
    ServerSocket socket = new ServerSocket();
    try {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(address, at));
    } catch (IOException e) {
      socket.close();
      throw e;
    }
    listening = socket;
    Thread thread = new Thread(() -> accept(socket), "simulator-hss-accept");
    thread.setDaemon(true);
    thread.start();
    accepting = thread;
    return socket.getLocalPort();
  }

  private void accept(ServerSocket from) {
    try {
      while (true) {
        Socket socket = from.accept();
        if (connections.size() >= MAX_CONNECTIONS) {
          socket.close();
          continue;
        }
        HssConnection connection = new HssConnection(socket, this, patience);
        connections.add(connection);
        connection.start("simulator-hss-connection");
        if (from.isClosed()) {
          connection.close(); // it was killed meanwhile
        }
      }
    } catch (IOException e) {
      // It listens no more.
    }
  }

  @Override
  public void received(HssConnection from, DiameterPacket request) throws IOException {
    switch (request.application() == 0 ? request.command() : 0) {
      case DiameterPacket.CAPABILITIES -> exchange(from, request);
      case DiameterPacket.WATCHDOG -> {
        if (answersWatchdogs) {
          answer(from, request, SUCCESS, new DiameterAvps().number(278, originStateId));
        }
      }
      case DiameterPacket.DISCONNECTION -> {
        answer(from, request, SUCCESS, new DiameterAvps());
        from.close();
      }
      default -> above.asked(from, request);
    }
  }

  private void exchange(HssConnection from, DiameterPacket request) throws IOException {
    DiameterAvps said = request.avps();
    DiameterAvps vendors = said.group(260);
    boolean isCommon =
        application != HssService.SH
            || said.numbers(258).contains(HssService.SH)
            || (vendors != null && vendors.numbers(258).contains(HssService.SH));
    if (isCommon) {
      from.exchanged(
          new HssConnection.Peer(
              Objects.requireNonNullElse(said.text(264), ""),
              Objects.requireNonNullElse(said.text(296), "")));
    }
    DiameterAvps more =
        new DiameterAvps()
            .octets(257, LOOPBACK)
            .number(266, 10_415)
            .text(269, "simulated HSS")
            .number(278, originStateId)
            .number(265, 10_415);
    if (application == RELAY) {
      more.number(258, RELAY);
    } else {
      more.group(260, new DiameterAvps().number(266, 10_415).number(258, application));
    }
    answer(from, request, isCommon ? SUCCESS : NO_COMMON_APPLICATION, more);
    synchronized (this) {
      notifyAll();
    }
  }

  private void answer(HssConnection to, DiameterPacket request, int result, DiameterAvps more) {
    to.send(
        request.answer(
            false, new DiameterAvps().number(268, result).addAll(identity.avps()).addAll(more)));
  }

  @Override
  public void closed(HssConnection which) {
    connections.remove(which);
  }

  private static void close(@Nullable Closeable open) {
    try {
      if (open != null) {
        open.close();
      }
    } catch (IOException e) {
      // It is gone already, which is what was wanted.
    }
  }

  @Override
  public void close() {
    kill();
  }
}
