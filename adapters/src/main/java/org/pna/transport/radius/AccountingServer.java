package org.pna.transport.radius;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketException;
import org.jspecify.annotations.Nullable;
import org.tinyradius.util.RadiusServer;

/**
 * The socket of one link. A server of TinyRadius holds it; it is read by one thread, so that
 * requests come in the order of their arrival. What TinyRadius would do with a datagram is replaced
 * as a whole: one ill-formed attribute keeps it in a loop for ever, and a retransmission it leaves
 * without an answer.
 */
final class AccountingServer extends RadiusServer {
  private static final long JOIN_MILLIS = 2_000;

  /** RFC 2866 clause 3. */
  private static final int LONGEST = 4096;

  private final RadiusLink link;
  private final AccountingReceiver receiver;
  private final RadiusMeters meters;
  private final DatagramSocket socket;
  private InetSocketAddress lastSender = new InetSocketAddress(0); // for who reads
  private @Nullable Thread thread;
  private volatile boolean isClosed;

  /**
   * Binds the socket.
   *
   * @throws IOException if it cannot be; the message says why, and what to do
   */
  AccountingServer(RadiusLink link, AccountingReceiver receiver, RadiusMeters meters)
      throws IOException {
    this.link = link;
    this.receiver = receiver;
    this.meters = meters;
    InetSocketAddress address =
        new InetSocketAddress(IpNetwork.address(link.listenAddress()), link.port());
    DatagramSocket unbound = new DatagramSocket(null);
    try {
      unbound.setReceiveBufferSize(link.receiveBuffer());
      unbound.bind(address);
    } catch (IOException e) {
      unbound.close();
      throw new IOException(
          "link "
              + link.name()
              + ": cannot listen on "
              + link.listenAddress()
              + ", UDP port "
              + link.port()
              + " ("
              + e.getMessage()
              + "): give it an address of this machine, and a port that nobody else has",
          e);
    }
    socket = unbound;
    receiver.sendWith((octets, to) -> socket.send(new DatagramPacket(octets, octets.length, to)));
  }

  /** Begins to read. */
  void start() throws SocketException {
    int granted = socket.getReceiveBufferSize();
    if (granted < link.receiveBuffer()) {
      meters.warn(
          "its receive buffer is "
              + granted
              + " octets, and bursts will be lost; let the kernel grant it: sysctl -w"
              + " net.core.rmem_max="
              + link.receiveBuffer());
    }
    meters.show("pna.radius.receive-buffer", () -> granted);
    Thread reading = new Thread(this::read, "radius-" + link.name());
    reading.setDaemon(true);
    thread = reading;
    reading.start();
  }

  /** Also what its own loop lets through does not end it. */
  private void read() {
    while (!isClosed) {
      try {
        listenAcct();
      } catch (Exception | Error e) {
        meters.failed("socket", e);
      }
    }
  }

  int port() {
    return socket.getLocalPort();
  }

  /** Ends it; what still waits in the socket is lost. */
  void close() throws InterruptedException {
    isClosed = true;
    stop();
    socket.close();
    if (thread != null) {
      thread.join(JOIN_MILLIS);
    }
  }

  @Override
  protected DatagramSocket getAcctSocket() {
    return socket;
  }

  /** Into the same octets again and again: nothing of them is kept. */
  @Override
  protected void listen(DatagramSocket from) {
    DatagramPacket datagram = new DatagramPacket(new byte[LONGEST], LONGEST);
    try {
      while (!isClosed) {
        datagram.setLength(LONGEST);
        from.receive(datagram);
        receiver.receive(
            datagram.getData(), 0, datagram.getLength(), sender(datagram.getSocketAddress()));
      }
    } catch (IOException e) {
      if (!isClosed) {
        meters.failed("socket", e);
      }
    }
  }

  /** Most come from where the one before came from; as each is kept for a while, it is shared. */
  private InetSocketAddress sender(SocketAddress from) {
    if (!from.equals(lastSender)) {
      lastSender = (InetSocketAddress) from;
    }
    return lastSender;
  }

  /** Not asked: requests go another way. */
  @Override
  public @Nullable String getSharedSecret(InetSocketAddress client) {
    return null;
  }

  /** Access-Requests are not served. */
  @Override
  public @Nullable String getUserPassword(String userName) {
    return null;
  }
}
