package org.pna.transport.diameter;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.pna.model.MalformedMessageException;
import org.pna.transport.diameter.codec.Avp;
import org.pna.transport.diameter.codec.AvpCode;
import org.pna.transport.diameter.codec.DiameterHeader;
import org.pna.transport.diameter.codec.DiameterMessage;

/**
 * A home subscriber server on a loopback port, whose faults can be chosen: what it offers, what it
 * answers, when it leaves, and its Origin-State-Id.
 */
final class SimulatedHss implements AutoCloseable {
  static final String REALM = "ims.example";

  final BlockingQueue<DiameterMessage> received = new LinkedBlockingQueue<>();
  final AtomicInteger connections = new AtomicInteger();
  private final String host;
  private final ServerSocket server;
  private final AtomicInteger ids = new AtomicInteger(1000);
  private volatile @Nullable Socket socket;
  private final CountDownLatch closing = new CountDownLatch(1);
  private volatile boolean deaf;
  volatile int application = DiameterHeader.SH;

  /** Whether it offers Pr, for accounting, in place of an application for authentication. */
  volatile boolean offersPr;

  volatile int capabilitiesResult = 2001;
  volatile int stateId = 1;
  volatile boolean answersWatchdog = true;

  /** Whether it keeps the requests of the base protocol, too. */
  volatile boolean keepsBase;

  /** What it answers to a request of Sh; null: nothing. */
  volatile Function<DiameterMessage, @Nullable DiameterMessage> answers = request -> null;

  SimulatedHss(String host, int port) throws IOException {
    this.host = host;
    this.server = new ServerSocket();
    server.setReuseAddress(true);
    server.bind(new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    Thread thread = new Thread(this::accept, host);
    thread.setDaemon(true);
    thread.start();
  }

  SimulatedHss() throws IOException {
    this("hss.ims.example", 0);
  }

  int port() {
    return server.getLocalPort();
  }

  DiameterPeer peer() {
    return new DiameterPeer(host, "127.0.0.1", port(), List.of(REALM));
  }

  private void accept() {
    try {
      while (true) {
        Socket accepted = server.accept();
        connections.incrementAndGet();
        Thread thread = new Thread(() -> serve(accepted), host + "-connection");
        thread.setDaemon(true);
        thread.start();
      }
    } catch (IOException e) {
      return; // closed
    }
  }

  private void serve(Socket accepted) {
    try (DataInputStream in = new DataInputStream(accepted.getInputStream())) {
      socket = accepted;
      while (!deaf) {
        int first = in.readInt();
        byte[] octets = new byte[first & 0xffffff];
        ByteBuffer.wrap(octets).putInt(first);
        in.readFully(octets, 4, octets.length - 4);
        take(DiameterMessage.decode(octets));
      }
      closing.await();
    } catch (EOFException | SocketException e) {
      return; // closed
    } catch (IOException | MalformedMessageException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void take(DiameterMessage message) throws IOException {
    DiameterHeader header = message.header();
    if (keepsBase || !header.isRequest() || header.application() != DiameterHeader.BASE) {
      received.add(message);
    }
    if (!header.isRequest()) {
      return;
    }
    switch (header.command()) {
      case DiameterHeader.CAPABILITIES_EXCHANGE -> send(capabilities(header));
      case DiameterHeader.DEVICE_WATCHDOG -> {
        received.add(message);
        if (answersWatchdog) {
          send(base(header, 2001, Avp.base(AvpCode.ORIGIN_STATE_ID, stateId)));
        }
      }
      case DiameterHeader.DISCONNECT_PEER -> {
        received.add(message);
        send(base(header, 2001));
      }
      default -> {
        DiameterMessage answer = answers.apply(message);
        if (answer != null) {
          send(answer);
        }
      }
    }
  }

  private DiameterMessage capabilities(DiameterHeader header) {
    return base(
        header,
        capabilitiesResult,
        Avp.base(AvpCode.HOST_IP_ADDRESS, new byte[] {0, 1, 127, 0, 0, 1}),
        Avp.base(AvpCode.VENDOR_ID, 10415),
        Avp.base(AvpCode.PRODUCT_NAME, "simulated"),
        Avp.base(AvpCode.ORIGIN_STATE_ID, stateId),
        offersPr
            ? Avp.base(
                AvpCode.VENDOR_SPECIFIC_APPLICATION_ID,
                Avp.base(AvpCode.VENDOR_ID, 10415),
                Avp.base(AvpCode.ACCT_APPLICATION_ID, DiameterHeader.PR))
            : Avp.base(AvpCode.AUTH_APPLICATION_ID, application));
  }

  private DiameterMessage base(DiameterHeader request, int result, Avp... more) {
    List<Avp> avps = new ArrayList<>();
    avps.add(Avp.base(AvpCode.RESULT_CODE, result));
    avps.add(Avp.base(AvpCode.ORIGIN_HOST, host));
    avps.add(Avp.base(AvpCode.ORIGIN_REALM, REALM));
    avps.addAll(List.of(more));
    return new DiameterMessage(request.answer(false), avps);
  }

  /** An answer with a result and whatever more. */
  DiameterMessage answer(DiameterMessage request, int result, Avp... more) {
    List<Avp> avps = new ArrayList<>();
    avps.add(request.avps().first(AvpCode.SESSION_ID));
    avps.add(Avp.base(AvpCode.RESULT_CODE, result));
    avps.add(Avp.base(AvpCode.AUTH_SESSION_STATE, 1));
    avps.add(Avp.base(AvpCode.ORIGIN_HOST, host));
    avps.add(Avp.base(AvpCode.ORIGIN_REALM, REALM));
    avps.addAll(List.of(more));
    return new DiameterMessage(request.header().answer(result / 1000 == 3), avps);
  }

  /** An answer with an experimental result of 3GPP. */
  DiameterMessage experimental(DiameterMessage request, int result) {
    return new DiameterMessage(
        request.header().answer(false),
        List.of(
            request.avps().first(AvpCode.SESSION_ID),
            Avp.base(
                AvpCode.EXPERIMENTAL_RESULT,
                Avp.base(AvpCode.VENDOR_ID, 10415),
                Avp.base(AvpCode.EXPERIMENTAL_RESULT_CODE, result)),
            Avp.base(AvpCode.ORIGIN_HOST, host),
            Avp.base(AvpCode.ORIGIN_REALM, REALM)));
  }

  static Avp userData(String document) {
    return Avp.of3gpp(AvpCode.USER_DATA, document.getBytes(StandardCharsets.UTF_8));
  }

  /** A Push-Notification-Request that IMSUserState is now so. */
  DiameterMessage notification(String identity, int state) {
    return notification(
        identity,
        "<Sh-Data><Sh-IMS-Data><IMSUserState>" + state + "</IMSUserState></Sh-IMS-Data></Sh-Data>");
  }

  DiameterMessage notification(String identity, String document) {
    return request(
        DiameterHeader.PUSH_NOTIFICATION,
        Avp.of3gpp(AvpCode.USER_IDENTITY, Avp.of3gpp(AvpCode.PUBLIC_IDENTITY, identity)),
        userData(document));
  }

  /** An Accounting-Request of Pr, from a server of any name. */
  DiameterMessage accounting(String server, String session, int recordType, Avp... more) {
    int id = ids.incrementAndGet();
    List<Avp> avps = new ArrayList<>();
    avps.add(Avp.base(AvpCode.SESSION_ID, session));
    avps.add(Avp.base(AvpCode.ORIGIN_HOST, server));
    avps.add(Avp.base(AvpCode.ORIGIN_REALM, REALM));
    avps.add(Avp.base(AvpCode.DESTINATION_REALM, REALM));
    avps.add(Avp.base(AvpCode.ACCOUNTING_RECORD_TYPE, recordType));
    avps.add(Avp.base(AvpCode.ACCOUNTING_RECORD_NUMBER, 7));
    avps.add(
        Avp.base(
            AvpCode.VENDOR_SPECIFIC_APPLICATION_ID,
            Avp.base(AvpCode.VENDOR_ID, 10415),
            Avp.base(AvpCode.ACCT_APPLICATION_ID, DiameterHeader.PR)));
    avps.addAll(List.of(more));
    return new DiameterMessage(
        DiameterHeader.request(DiameterHeader.ACCOUNTING, DiameterHeader.PR, id, id * 7), avps);
  }

  /** Subscription-Id (RFC 8506 clause 8.46). */
  static Avp subscription(int type, String data) {
    return Avp.base(443, Avp.base(450, type), Avp.base(444, data));
  }

  DiameterMessage request(int command, Avp... more) {
    int id = ids.incrementAndGet();
    List<Avp> avps = new ArrayList<>();
    avps.add(Avp.base(AvpCode.SESSION_ID, host + ";1;" + id));
    avps.add(Avp.base(AvpCode.AUTH_SESSION_STATE, 1));
    avps.add(Avp.base(AvpCode.ORIGIN_HOST, host));
    avps.add(Avp.base(AvpCode.ORIGIN_REALM, REALM));
    avps.add(Avp.base(AvpCode.DESTINATION_REALM, REALM));
    avps.addAll(List.of(more));
    return new DiameterMessage(
        DiameterHeader.request(command, DiameterHeader.SH, id, id * 7), avps);
  }

  /** Reads nothing more, once what it reads just now is read, and does not close either. */
  void deafen() throws IOException {
    deaf = true;
    watchdog();
  }

  void leave(int cause) throws IOException {
    send(
        new DiameterMessage(
            new DiameterHeader(0x80, DiameterHeader.DISCONNECT_PEER, 0, 1, 1),
            List.of(
                Avp.base(AvpCode.ORIGIN_HOST, host),
                Avp.base(AvpCode.ORIGIN_REALM, REALM),
                Avp.base(AvpCode.DISCONNECT_CAUSE, cause))));
  }

  void watchdog() throws IOException {
    send(
        new DiameterMessage(
            new DiameterHeader(0x80, DiameterHeader.DEVICE_WATCHDOG, 0, 2, 2),
            List.of(
                Avp.base(AvpCode.ORIGIN_HOST, host),
                Avp.base(AvpCode.ORIGIN_REALM, REALM),
                Avp.base(AvpCode.ORIGIN_STATE_ID, stateId))));
  }

  void send(DiameterMessage message) throws IOException {
    send(message.encode());
  }

  void send(byte[] octets) throws IOException {
    Socket to = socket;
    synchronized (this) {
      to.getOutputStream().write(octets);
    }
  }

  /** The next message that is no request of the base protocol, of a command. */
  DiameterMessage next(int command) throws InterruptedException {
    while (true) {
      DiameterMessage message = received.poll(10, TimeUnit.SECONDS);
      if (message == null) {
        throw new AssertionError("no message with command " + command + " came");
      }
      if (message.header().command() == command) {
        return message;
      }
    }
  }

  /** Drops the connection. */
  void drop() throws IOException {
    Socket old = socket;
    if (old != null) {
      old.close();
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    drop();
    closing.countDown();
  }
}
