package org.pna.presence;

import java.io.IOException;
import java.io.InputStream;
import java.net.BindException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.pna.model.sip.SipSocket;
import org.pna.model.sip.SipTransport;

/** A watcher that speaks plain text over a socket of its own and knows nothing of the server. */
final class WatcherSocket implements AutoCloseable {
  private static final Pattern LENGTH =
      Pattern.compile("(?im)^(?:Content-Length|l)\\s*:\\s*(\\d+)");

  private final SipSocket server;
  private final DatagramSocket udp;
  private final ServerSocket listening;
  private final List<Socket> tcp = new ArrayList<>();
  private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
  private Socket lastTcp;
  private volatile SocketAddress lastSource;

  WatcherSocket(SipSocket server) throws IOException {
    this.server = server;
    InetAddress any = InetAddress.getByName(host(server));
    // UDP on the same port as TCP, for what is too large for UDP.
    ServerSocket bound = listening(any);
    DatagramSocket sameForUdp = udp(bound);
    while (sameForUdp == null) {
      bound.close();
      bound = listening(any);
      sameForUdp = udp(bound);
    }
    listening = bound;
    udp = sameForUdp;
    udp.setReceiveBufferSize(1 << 20);
    thread(this::readDatagrams);
    thread(this::accept);
    if (server.transport() == SipTransport.TCP) {
      // From the port that the Contact names, so that NOTIFYs come by the same connection.
      lastTcp = new Socket();
      lastTcp.setOption(StandardSocketOptions.SO_REUSEPORT, true);
      lastTcp.bind(new InetSocketAddress(any, udp.getLocalPort()));
      lastTcp.connect(new InetSocketAddress(host(server), server.port()));
      tcp.add(lastTcp);
      thread(() -> readStream(lastTcp));
    }
  }

  private static ServerSocket listening(InetAddress any) throws IOException {
    ServerSocket bound = new ServerSocket();
    bound.setOption(StandardSocketOptions.SO_REUSEPORT, true);
    bound.bind(new InetSocketAddress(any, 0));
    return bound;
  }

  /** Null if somebody else has that port. */
  private static @Nullable DatagramSocket udp(ServerSocket bound) throws IOException {
    try {
      return new DatagramSocket(bound.getLocalPort(), bound.getInetAddress());
    } catch (BindException e) {
      return null;
    }
  }

  private static String host(SipSocket socket) {
    return socket.host().replace("[", "").replace("]", "");
  }

  private static void thread(Runnable task) {
    Thread thread = new Thread(task, "watcher");
    thread.setDaemon(true);
    thread.start();
  }

  /** Where requests to this watcher go: host and port. */
  String local() {
    return server.host() + ":" + udp.getLocalPort();
  }

  String transport() {
    return server.transport().name();
  }

  void send(String message) throws IOException {
    send(message.getBytes(StandardCharsets.UTF_8));
  }

  void send(byte[] bytes) throws IOException {
    if (server.transport() == SipTransport.UDP) {
      udp.send(
          new DatagramPacket(
              bytes, bytes.length, new InetSocketAddress(host(server), server.port())));
    } else {
      synchronized (this) {
        if (lastTcp.isClosed()) {
          lastTcp = reopened();
        }
        lastTcp.getOutputStream().write(bytes);
      }
    }
  }

  /** A connection that the server has opened since, or a new one. */
  private Socket reopened() throws IOException {
    for (Socket one : tcp) {
      if (!one.isClosed()) {
        return one;
      }
    }
    Socket again = new Socket(host(server), server.port());
    tcp.add(again);
    thread(() -> readStream(again));
    return again;
  }

  /** The next message, null if none comes in time. */
  String receive(long millis) throws InterruptedException {
    return received.poll(millis, TimeUnit.MILLISECONDS);
  }

  /** Answers a request over what it came by. */
  void answer(String request, String status, String... headers) throws IOException {
    StringBuilder text = new StringBuilder("SIP/2.0 ").append(status).append("\r\n");
    for (String line : request.split("\r\n\r\n", 2)[0].split("\r\n")) {
      if (line.matches("(?i)(Via|From|To|Call-ID|CSeq)\\s*:.*")) {
        text.append(line).append("\r\n");
      }
    }
    for (String header : headers) {
      text.append(header).append("\r\n");
    }
    byte[] bytes =
        text.append("Content-Length: 0\r\n\r\n").toString().getBytes(StandardCharsets.UTF_8);
    Matcher via = Pattern.compile("Via: SIP/2.0/(\\w+) ").matcher(request);
    if (!via.find()) {
      throw new IOException("no Via in " + request);
    }
    if (via.group(1).equals("UDP")) {
      // As rport asks (RFC 3581): to where it came from.
      udp.send(new DatagramPacket(bytes, bytes.length, lastSource));
    } else {
      synchronized (this) {
        tcp.get(tcp.size() - 1).getOutputStream().write(bytes);
      }
    }
  }

  void stopListeningOnTcp() throws IOException {
    listening.close();
  }

  private void readDatagrams() {
    byte[] buffer = new byte[65_536];
    try {
      while (true) {
        DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
        udp.receive(packet);
        lastSource = packet.getSocketAddress();
        received.add(new String(buffer, 0, packet.getLength(), StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      // closed
    }
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = listening.accept();
        synchronized (this) {
          tcp.add(socket);
        }
        thread(() -> readStream(socket));
      }
    } catch (IOException e) {
      // closed
    }
  }

  private void readStream(Socket socket) {
    try {
      InputStream in = socket.getInputStream();
      while (true) {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
          int b = in.read();
          if (b < 0) {
            socket.close();
            return;
          }
          head.append((char) b);
        }
        Matcher length = LENGTH.matcher(head);
        byte[] body = in.readNBytes(length.find() ? Integer.parseInt(length.group(1)) : 0);
        received.add(head + new String(body, StandardCharsets.UTF_8));
      }
    } catch (SocketException | SocketTimeoutException e) {
      // closed
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() throws IOException {
    udp.close();
    listening.close();
    for (Socket socket : tcp) {
      socket.close();
    }
  }
}
