package org.pna.simulator;

import java.io.Closeable;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * A loopback UDP socket that speaks SIP as plain text to one server: client transactions with their
 * retransmissions (RFC 3261 clause 17.1.2.2), and requests for somebody who answers them.
 */
final class SipSocket implements Closeable {
  private static final int MAX_DATAGRAM = 65_535;
  private static final long T1_MILLIS = 500;
  private static final long T2_MILLIS = 4_000;
  private static final long TIMER_F_MILLIS = 64 * T1_MILLIS;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final InetSocketAddress server;
  private final DatagramSocket socket;
  private final String local;
  private final Requests requests;
  private final Map<String, CompletableFuture<SipMessage>> transactions = new ConcurrentHashMap<>();
  private final ScheduledExecutorService timers;
  private final Thread reader;

  /** Takes requests; called by the thread that reads the socket. */
  @FunctionalInterface
  interface Requests {
    void received(SipMessage request, InetSocketAddress from);
  }

  /**
   * Opens a socket, which is read from {@link #start} on.
   *
   * @param server where requests go
   * @param name of its threads
   */
  SipSocket(InetSocketAddress server, String name, Requests requests) throws IOException {
    this.server = server;
    this.requests = requests;
    boolean six = server.getAddress() instanceof Inet6Address;
    InetAddress own = InetAddress.getByName(six ? "::1" : "127.0.0.1");
    this.socket = new DatagramSocket(new InetSocketAddress(own, 0));
    this.local = (six ? "[::1]" : "127.0.0.1") + ":" + socket.getLocalPort();
    this.timers =
        Executors.newSingleThreadScheduledExecutor(task -> daemon(task, name + "-timers"));
    this.reader = daemon(this::receive, name);
  }

  void start() {
    reader.start();
  }

  /** Host and port. */
  String local() {
    return local;
  }

  /** Sixteen hexadecimal digits that nobody has used. */
  static String token() {
    byte[] octets = new byte[8];
    RANDOM.nextBytes(octets);
    return HexFormat.of().formatHex(octets);
  }

  /**
   * Sends a request until it is answered.
   *
   * @param written the request with a branch
   * @return the final response; exceptionally without one within 32 s
   */
  CompletableFuture<SipMessage> request(Function<String, byte[]> written) {
    String branch = "z9hG4bK" + token();
    byte[] request = written.apply(branch);
    CompletableFuture<SipMessage> answer = new CompletableFuture<>();
    transactions.put(branch, answer);
    transmit(request, answer, T1_MILLIS);
    return answer
        .orTimeout(TIMER_F_MILLIS, TimeUnit.MILLISECONDS)
        .whenComplete((response, failure) -> transactions.remove(branch));
  }

  private void transmit(byte[] request, CompletableFuture<SipMessage> answer, long waitMillis) {
    if (answer.isDone()) {
      return;
    }
    send(request);
    later(waitMillis, () -> transmit(request, answer, Math.min(2 * waitMillis, T2_MILLIS)));
  }

  /** Sends octets to the server, once. */
  void send(byte[] octets) {
    send(octets, server);
  }

  /** Sends octets once. */
  void send(byte[] octets, InetSocketAddress to) {
    try {
      socket.send(new DatagramPacket(octets, octets.length, to));
    } catch (IOException e) {
      // UDP promises nothing; a lost request is sent again.
    }
  }

  /** Does something later, by one thread. */
  void later(long millis, Runnable task) {
    try {
      var unused = timers.schedule(task, millis, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      // Closed meanwhile: nothing is due any more.
    }
  }

  private void receive() {
    DatagramPacket packet = new DatagramPacket(new byte[MAX_DATAGRAM], MAX_DATAGRAM);
    while (!socket.isClosed()) {
      try {
        packet.setLength(MAX_DATAGRAM);
        socket.receive(packet);
        SipMessage message = SipMessage.of(packet.getData(), packet.getLength());
        if (message != null && message.isResponse()) {
          answered(message);
        } else if (message != null) {
          requests.received(message, (InetSocketAddress) packet.getSocketAddress());
        }
      } catch (IOException e) {
        // An ICMP error of an earlier send, or closed: the loop's condition tells.
      }
    }
  }

  private void answered(SipMessage response) {
    CompletableFuture<SipMessage> waiting =
        transactions.get(String.valueOf(response.parameter("via", "branch")));
    if (waiting != null && response.status() >= 200) {
      waiting.complete(response);
    }
  }

  @Override
  public void close() {
    timers.shutdownNow();
    socket.close();
  }

  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }
}
