package org.pna.simulator;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.pna.model.MalformedMessageException;
import org.pna.transport.diameter.codec.Avp;
import org.pna.transport.diameter.codec.AvpCode;
import org.pna.transport.diameter.codec.DiameterHeader;
import org.pna.transport.diameter.codec.DiameterMessage;

/** A 3GPP AAA server on a loopback port that sends Accounting-Requests of Pr. */
final class SimulatedAaa implements AutoCloseable {
  static final String HOST = "aaa.ims.example";
  private static final String REALM = "ims.example";

  private final ServerSocket server = new ServerSocket();
  private final BlockingQueue<DiameterMessage> answers = new LinkedBlockingQueue<>();
  private final CountDownLatch connected = new CountDownLatch(1);
  private final int stateId;
  private volatile @Nullable Socket socket;
  private int ids;

  /**
   * @param port 0: any
   * @param stateId its Origin-State-Id
   */
  SimulatedAaa(int port, int stateId) throws IOException {
    this.stateId = stateId;
    this.ids = stateId * 1_000; // unlike those of its life before
    server.setReuseAddress(true);
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    Thread thread = new Thread(this::serve, HOST);
    thread.setDaemon(true);
    thread.start();
  }

  int port() {
    return server.getLocalPort();
  }

  private void serve() {
    while (!server.isClosed()) {
      try (Socket accepted = server.accept();
          DataInputStream in = new DataInputStream(accepted.getInputStream())) {
        socket = accepted;
        while (true) {
          int first = in.readInt();
          byte[] octets = new byte[first & 0xffffff];
          ByteBuffer.wrap(octets).putInt(first);
          in.readFully(octets, 4, octets.length - 4);
          take(DiameterMessage.decode(octets));
        }
      } catch (EOFException | SocketException e) {
        continue; // closed
      } catch (IOException | MalformedMessageException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private void take(DiameterMessage message) throws IOException {
    DiameterHeader header = message.header();
    if (!header.isRequest()) {
      answers.add(message);
      return;
    }
    List<Avp> avps = new ArrayList<>(List.of(Avp.base(AvpCode.RESULT_CODE, 2001)));
    avps.add(Avp.base(AvpCode.ORIGIN_HOST, HOST));
    avps.add(Avp.base(AvpCode.ORIGIN_REALM, REALM));
    avps.add(Avp.base(AvpCode.ORIGIN_STATE_ID, stateId));
    if (header.command() == DiameterHeader.CAPABILITIES_EXCHANGE) {
      avps.add(Avp.base(AvpCode.HOST_IP_ADDRESS, new byte[] {0, 1, 127, 0, 0, 1}));
      avps.add(Avp.base(AvpCode.VENDOR_ID, 10415));
      avps.add(Avp.base(AvpCode.PRODUCT_NAME, "simulated"));
      avps.add(application());
    }
    write(new DiameterMessage(header.answer(false), avps));
    if (header.command() == DiameterHeader.CAPABILITIES_EXCHANGE) {
      connected.countDown();
    }
  }

  private static Avp application() {
    return Avp.base(
        AvpCode.VENDOR_SPECIFIC_APPLICATION_ID,
        Avp.base(AvpCode.VENDOR_ID, 10415),
        Avp.base(AvpCode.ACCT_APPLICATION_ID, DiameterHeader.PR));
  }

  /** An Accounting-Request. */
  DiameterMessage record(int type, String session, Subscriber who, Avp... more) {
    int id = ++ids;
    List<Avp> avps = new ArrayList<>();
    avps.add(Avp.base(AvpCode.SESSION_ID, session));
    avps.add(Avp.base(AvpCode.ORIGIN_HOST, HOST));
    avps.add(Avp.base(AvpCode.ORIGIN_REALM, REALM));
    avps.add(Avp.base(AvpCode.DESTINATION_REALM, REALM));
    avps.add(Avp.base(AvpCode.ACCOUNTING_RECORD_TYPE, type));
    avps.add(Avp.base(AvpCode.ACCOUNTING_RECORD_NUMBER, 1));
    avps.add(application());
    avps.add(Avp.base(443, Avp.base(450, 1), Avp.base(444, who.imsi())));
    avps.addAll(List.of(more));
    return new DiameterMessage(
        DiameterHeader.request(DiameterHeader.ACCOUNTING, DiameterHeader.PR, id, id + 7_000), avps);
  }

  /** Result-Code of the answer. */
  long ask(DiameterMessage request) throws IOException, InterruptedException {
    if (!connected.await(20, TimeUnit.SECONDS)) {
      throw new AssertionError("nobody connected");
    }
    write(request);
    DiameterMessage answer = answers.poll(10, TimeUnit.SECONDS);
    Long result = answer == null ? null : answer.number(AvpCode.RESULT_CODE);
    return result == null ? -1 : result;
  }

  private synchronized void write(DiameterMessage message) throws IOException {
    Socket to = socket;
    if (to == null) {
      throw new IOException("not connected");
    }
    to.getOutputStream().write(message.encode());
  }

  @Override
  public void close() throws IOException {
    server.close();
    Socket last = socket;
    if (last != null) {
      last.close();
    }
  }
}
