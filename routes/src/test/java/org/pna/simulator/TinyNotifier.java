package org.pna.simulator;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;

/** A presence server of a few lines: takes each SUBSCRIBE, sends what it is told to. */
final class TinyNotifier implements AutoCloseable {
  static final String NOTHING =
      "<presence xmlns=\"urn:ietf:params:xml:ns:pidf\" entity=\"sip:x@pna.test\"/>";

  final List<String> subscribes = new CopyOnWriteArrayList<>();
  final LinkedBlockingQueue<SipMessage> responses = new LinkedBlockingQueue<>();
  private final DatagramSocket socket;
  private final Map<String, Dialog> dialogs = new ConcurrentHashMap<>();
  volatile int ignored;
  volatile long granted = 3_600;

  private static final class Dialog {
    String presentity = "";
    String to = "";
    String from = "";
    String callId = "";
    SocketAddress address = new InetSocketAddress(0);
    int sequence;
  }

  TinyNotifier() throws IOException {
    socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    Thread thread = new Thread(this::run, "tiny-notifier");
    thread.setDaemon(true);
    thread.start();
  }

  InetSocketAddress address() {
    return (InetSocketAddress) socket.getLocalSocketAddress();
  }

  /** Sends a NOTIFY to whoever watches the presentity. */
  void notify(String presentity, String state, String document) throws IOException {
    Dialog dialog = dialogs.get(presentity);
    if (dialog != null) {
      dialog.sequence++;
      again(presentity, state, document);
    }
  }

  /** Sends the last NOTIFY again, as a retransmission would be. */
  void again(String presentity, String state, String document) throws IOException {
    Dialog dialog = dialogs.get(presentity);
    String text =
        String.join(
            "\r\n",
            "NOTIFY sip:w@127.0.0.1 SIP/2.0",
            "v: SIP/2.0/UDP 127.0.0.1:"
                + socket.getLocalPort()
                + ";branch=z9hG4bK"
                + System.nanoTime(),
            "f: " + dialog.to,
            "t: " + dialog.from,
            "i: " + dialog.callId,
            "CSeq: " + dialog.sequence + " NOTIFY",
            "m: <sip:server@127.0.0.1:" + socket.getLocalPort() + ">",
            "o: presence",
            "Subscription-State: " + state + ";expires=3600",
            "c: application/pidf+xml",
            "l: " + document.length(),
            "",
            document);
    byte[] octets = text.getBytes(StandardCharsets.UTF_8);
    socket.send(new DatagramPacket(octets, octets.length, dialog.address));
  }

  private void run() {
    DatagramPacket packet = new DatagramPacket(new byte[65_535], 65_535);
    while (!socket.isClosed()) {
      try {
        packet.setLength(65_535);
        socket.receive(packet);
        SipMessage message = SipMessage.of(packet.getData(), packet.getLength());
        if (message != null && message.isResponse()) {
          responses.add(message);
        } else if (message != null) {
          subscribed(message, packet.getSocketAddress());
        }
      } catch (IOException e) {
        return;
      }
    }
  }

  private void subscribed(SipMessage subscribe, SocketAddress from) throws IOException {
    subscribes.add(
        subscribe.method() + " " + subscribe.field("cseq") + " " + subscribe.field("expires"));
    if (ignored-- > 0) {
      return;
    }
    String presentity = subscribe.field("to").replaceAll("[<>]|;.*", "");
    Dialog dialog = dialogs.computeIfAbsent(presentity, key -> new Dialog());
    dialog.presentity = presentity;
    dialog.to = "<" + presentity + ">;tag=server";
    dialog.from = subscribe.field("from");
    dialog.callId = subscribe.field("call-id");
    dialog.address = from;
    String answer = new String(subscribe.answer("200 OK"), StandardCharsets.UTF_8);
    long expires = Math.min(granted, Long.parseLong(subscribe.field("expires")));
    byte[] octets =
        answer
            .replaceFirst("To: .*", "To: " + dialog.to)
            .replaceFirst("Content-Length", "Expires: " + expires + "\r\nContent-Length")
            .getBytes(StandardCharsets.UTF_8);
    socket.send(new DatagramPacket(octets, octets.length, from));
    notify(presentity, expires == 0 ? "terminated" : "active", NOTHING);
  }

  @Override
  public void close() {
    socket.close();
  }
}
