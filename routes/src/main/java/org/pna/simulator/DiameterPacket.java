package org.pna.simulator;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * A Diameter message (RFC 6733 clause 3).
 *
 * @param flags of the command: 0x80 request, 0x40 proxiable, 0x20 error, 0x10 potentially sent
 *     before
 * @param application 0 for the base protocol
 */
record DiameterPacket(
    int flags, int command, int application, int hopByHop, int endToEnd, DiameterAvps avps) {
  static final int CAPABILITIES = 257;
  static final int WATCHDOG = 280;
  static final int DISCONNECTION = 282;
  private static final int REQUEST = 0x80;
  private static final int PROXIABLE = 0x40;
  private static final int ERROR = 0x20;
  private static final int RETRANSMITTED = 0x10;
  private static final int HEADER = 20;
  private static final int LONGEST = 1 << 20;

  /** A request of an application, which proxies may handle, or of the base protocol. */
  static DiameterPacket request(int command, int application, int id, DiameterAvps avps) {
    int flags = application == 0 ? REQUEST : REQUEST | PROXIABLE;
    return new DiameterPacket(flags, command, application, id, id, avps);
  }

  /** The same over a connection that numbers it so. */
  DiameterPacket over(int anotherHopByHop) {
    return new DiameterPacket(flags, command, application, anotherHopByHop, endToEnd, avps);
  }

  /** The same, said to have been sent before, perhaps. */
  DiameterPacket again() {
    return new DiameterPacket(
        flags | RETRANSMITTED, command, application, hopByHop, endToEnd, avps);
  }

  /** The answer to it. */
  DiameterPacket answer(boolean error, DiameterAvps answer) {
    int answerFlags = (flags & PROXIABLE) | (error ? ERROR : 0);
    return new DiameterPacket(answerFlags, command, application, hopByHop, endToEnd, answer);
  }

  boolean isRequest() {
    return (flags & REQUEST) != 0;
  }

  /**
   * Reads the next one of a connection.
   *
   * @throws IOException at its end, or if what comes is no Diameter
   */
  static DiameterPacket read(DataInputStream in) throws IOException {
    int first = in.readInt();
    int length = first & 0xffffff;
    if (first >>> 24 != 1 || length < HEADER || length > LONGEST) {
      throw new IOException("no Diameter message: " + Integer.toHexString(first));
    }
    int second = in.readInt();
    int application = in.readInt();
    int hopByHop = in.readInt();
    int endToEnd = in.readInt();
    byte[] rest = new byte[length - HEADER];
    in.readFully(rest);
    return new DiameterPacket(
        second >>> 24, second & 0xffffff, application, hopByHop, endToEnd, DiameterAvps.of(rest));
  }

  byte[] octets() {
    byte[] body = avps.octets();
    return ByteBuffer.allocate(HEADER + body.length)
        .putInt((1 << 24) | (HEADER + body.length))
        .putInt((flags << 24) | command)
        .putInt(application)
        .putInt(hopByHop)
        .putInt(endToEnd)
        .put(body)
        .array();
  }
}
