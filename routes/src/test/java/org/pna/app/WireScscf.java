package org.pna.app;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An S-CSCF on a UDP socket, which says what the test wants it to. */
final class WireScscf implements AutoCloseable {
  private static final InetAddress LOCAL = InetAddress.getLoopbackAddress();

  private final DatagramSocket socket = new DatagramSocket(0, LOCAL);
  private final Deque<String> unread = new ArrayDeque<>();
  private final int server;
  private int number;

  WireScscf(int server) throws IOException {
    this.server = server;
    socket.setReceiveBufferSize(1 << 20);
  }

  int port() {
    return socket.getLocalPort();
  }

  /** A REGISTER, not sent yet. */
  String register(String identity, String expires, String type, String body) {
    number++;
    return message(
        "REGISTER sip:pna.home1.net",
        """
        Via: SIP/2.0/UDP scscf.home1.net:%d;branch=z9hG4bKr%d;received=203.0.113.9
        Max-Forwards: 70
        From: <sip:127.0.0.1:%d>;tag=s%d
        To: <%s>
        Call-ID: reg-%d
        CSeq: 1 REGISTER
        Contact: <sip:127.0.0.1:%d>
        Expires: %s
        """
            .formatted(port(), number, port(), number, identity, number, port(), expires),
        type,
        body);
  }

  private static String message(String line, String headers, String type, String body) {
    String content = type.isEmpty() ? "" : "Content-Type: " + type + "\n";
    int length = body.getBytes(StandardCharsets.UTF_8).length;
    String head = line + " SIP/2.0\n" + headers + content + "Content-Length: " + length + "\n\n";
    return head.replace("\n", "\r\n") + body;
  }

  void send(String message) throws IOException {
    byte[] octets = message.getBytes(StandardCharsets.UTF_8);
    socket.send(new DatagramPacket(octets, octets.length, LOCAL, server));
  }

  /** The answer to a request. */
  String answer(String request) throws IOException {
    String mark = "branch=" + header(request, "Via").replaceAll(".*branch=([^;]*).*", "$1");
    return await(message -> message.startsWith("SIP/2.0 ") && message.contains(mark));
  }

  String ask(String request) throws IOException {
    send(request);
    return answer(request);
  }

  /** The next SUBSCRIBE, which is answered. */
  String subscribed() throws IOException {
    String asked = await(message -> message.startsWith("SUBSCRIBE "));
    String to = header(asked, "To");
    send(
        "SIP/2.0 200 OK\r\n"
            + "Via: "
            + header(asked, "Via")
            + "\r\n"
            + "From: "
            + header(asked, "From")
            + "\r\n"
            + "To: "
            + (to.contains("tag=") ? to : to + ";tag=sc1")
            + "\r\n"
            + "Call-ID: "
            + header(asked, "Call-ID")
            + "\r\n"
            + "CSeq: "
            + header(asked, "CSeq")
            + "\r\n"
            + "Contact: <sip:127.0.0.1:"
            + port()
            + ">\r\n"
            + "Expires: 600000\r\nContent-Length: 0\r\n\r\n");
    return asked;
  }

  /** A NOTIFY in the dialogue of a SUBSCRIBE, not sent yet. */
  String notify(String subscribe, String document) {
    number++;
    return message(
        "NOTIFY " + header(subscribe, "Contact").replaceAll("[<>]", ""),
        """
        Via: SIP/2.0/UDP 127.0.0.1:%d;branch=z9hG4bKn%d
        Max-Forwards: 70
        From: %s;tag=sc1
        To: %s
        Call-ID: %s
        CSeq: %d NOTIFY
        Contact: <sip:127.0.0.1:%d>
        Event: reg
        Subscription-State: active;expires=600000
        """
            .formatted(
                port(),
                number,
                header(subscribe, "To").replaceAll(";tag=.*", ""),
                header(subscribe, "From"),
                header(subscribe, "Call-ID"),
                number,
                port()),
        "application/reginfo+xml",
        document);
  }

  static String header(String message, String name) {
    Matcher matcher = Pattern.compile("(?im)^" + name + ": *(.*?)\\r?$").matcher(message);
    return matcher.find() ? matcher.group(1) : "";
  }

  /** Nothing of the kind comes for a while. */
  boolean isSilent(String start, int millis) throws IOException {
    socket.setSoTimeout(millis);
    try {
      while (true) {
        String message = receive();
        if (message.startsWith(start)) {
          return false;
        }
      }
    } catch (SocketTimeoutException e) {
      return true;
    }
  }

  private String await(Predicate<String> which) throws IOException {
    for (String message : unread) {
      if (which.test(message)) {
        unread.remove(message);
        return message;
      }
    }
    socket.setSoTimeout(8_000);
    while (true) {
      String message = receive();
      if (which.test(message)) {
        return message;
      }
      unread.add(message);
    }
  }

  private String receive() throws IOException {
    DatagramPacket packet = new DatagramPacket(new byte[65_535], 65_535);
    socket.receive(packet);
    return new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    socket.close();
  }
}
