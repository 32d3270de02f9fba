package org.pna.transport.ss7;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A peer's end of an M3UA association over TCP, by hand: it shares no code with the stack. */
final class M3uaPeer implements Closeable {
  static final int ASPUP = 0x0301;
  static final int BEAT = 0x0303;
  static final int ASPUP_ACK = 0x0304;
  static final int BEAT_ACK = 0x0306;
  static final int ASPAC = 0x0401;
  static final int ASPAC_ACK = 0x0403;
  static final int NTFY = 0x0001;
  static final int DATA = 0x0101;

  private final Socket socket;
  private final int pointCode;
  private final int theirs;
  private final OutputStream out;
  private int routingContext = -1;
  private final BlockingQueue<byte[]> arrived = new LinkedBlockingQueue<>();
  private final BlockingQueue<Integer> signals = new LinkedBlockingQueue<>();

  private M3uaPeer(Socket socket, int pointCode, int theirs) throws IOException {
    this.socket = socket;
    this.pointCode = pointCode;
    this.theirs = theirs;
    socket.setTcpNoDelay(true);
    this.out = socket.getOutputStream();
    Thread reader = new Thread(this::read, "m3ua-peer");
    reader.setDaemon(true);
    reader.start();
  }

  /** Connects as an application server process and waits until it is active. */
  static M3uaPeer connect(int port, int pointCode, int theirs) throws Exception {
    return connect(port, pointCode, theirs, -1);
  }

  /** The same with a routing context, or -1 for none. */
  static M3uaPeer connect(int port, int pointCode, int theirs, int routingContext)
      throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (true) {
      try {
        M3uaPeer peer =
            new M3uaPeer(new Socket(InetAddress.getLoopbackAddress(), port), pointCode, theirs);
        peer.signal(ASPUP);
        peer.await(ASPUP_ACK);
        peer.routingContext = routingContext;
        peer.signal(ASPAC, peer.routingContext());
        peer.await(ASPAC_ACK);
        return peer;
      } catch (IOException e) {
        if (System.nanoTime() > end) {
          throw e;
        }
        TimeUnit.MILLISECONDS.sleep(50);
      }
    }
  }

  /** Takes one connection, and lets its process become active as a signalling gateway would. */
  static M3uaPeer accept(ServerSocket server, int pointCode, int theirs) throws Exception {
    M3uaPeer peer = new M3uaPeer(server.accept(), pointCode, theirs);
    peer.await(ASPUP);
    peer.signal(ASPUP_ACK);
    peer.notifyState(2);
    peer.await(ASPAC);
    peer.signal(ASPAC_ACK);
    peer.notifyState(3);
    return peer;
  }

  void signal(int classAndType, byte... parameters) throws IOException {
    raw(
        ByteBuffer.allocate(8 + parameters.length)
            .putShort((short) 0x0100)
            .putShort((short) classAndType)
            .putInt(8 + parameters.length)
            .put(parameters)
            .array());
  }

  private void notifyState(int asState) throws IOException {
    signal(NTFY, new byte[] {0, 0x0d, 0, 8, 0, 1, 0, (byte) asState});
  }

  synchronized void raw(byte[] octets) throws IOException {
    out.write(octets);
    out.flush();
  }

  void await(int classAndType) throws Exception {
    Integer signal;
    do {
      signal = signals.poll(8, TimeUnit.SECONDS);
      if (signal == null || signal < 0) {
        throw new IOException("no M3UA message " + Integer.toHexString(classAndType));
      }
    } while (signal != classAndType);
  }

  /** Sends an SCCP message. */
  void send(byte[] sccp) throws IOException {
    send(pointCode, theirs, 2, sccp);
  }

  void send(int opc, int dpc, int networkIndicator, byte[] sccp) throws IOException {
    int padded = sccp.length + 3 & ~3;
    byte[] parameter =
        ByteBuffer.allocate(16 + padded)
            .putShort((short) 0x0210)
            .putShort((short) (16 + sccp.length))
            .putInt(opc)
            .putInt(dpc)
            .put(new byte[] {3, (byte) networkIndicator, 0, 5})
            .put(sccp)
            .array();
    signal(DATA, concat(routingContext(), parameter));
  }

  private byte[] routingContext() {
    return routingContext < 0
        ? new byte[0]
        : ByteBuffer.allocate(8)
            .putShort((short) 6)
            .putShort((short) 8)
            .putInt(routingContext)
            .array();
  }

  /** The next SCCP message that came, or null after a while. */
  byte[] receive(long millis) throws InterruptedException {
    return arrived.poll(millis, TimeUnit.MILLISECONDS);
  }

  /** Sends a TCAP message from the VLR to us and gives the TCAP message of the answer. */
  byte[] ask(byte[] tcap) throws Exception {
    send(
        tcap.length > 200
            ? SccpMessages.ludt(SccpMessages.OURS, SccpMessages.VLR, tcap)
            : SccpMessages.udt(SccpMessages.OURS, SccpMessages.VLR, tcap));
    byte[] answer = receive(8_000);
    if (answer == null) {
      throw new IOException("no answer");
    }
    return SccpMessages.part(answer, 2);
  }

  private void read() {
    try {
      DataInputStream in = new DataInputStream(socket.getInputStream());
      while (true) {
        in.readUnsignedShort();
        int classAndType = in.readUnsignedShort();
        byte[] body = new byte[in.readInt() - 8];
        in.readFully(body);
        if (classAndType == DATA) {
          arrived.add(protocolData(body));
        } else {
          if (classAndType == BEAT) {
            signal(BEAT_ACK, body);
          }
          signals.add(classAndType);
        }
      }
    } catch (IOException e) {
      signals.add(-1);
    }
  }

  private static byte[] protocolData(byte[] body) {
    ByteBuffer parameters = ByteBuffer.wrap(body);
    while (true) {
      int at = parameters.position();
      int tag = parameters.getShort() & 0xffff;
      int length = parameters.getShort() & 0xffff;
      if (tag == 0x0210) {
        return Arrays.copyOfRange(body, at + 16, at + length);
      }
      parameters.position(at + (length + 3 & ~3));
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  static byte[] concat(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
