package org.pna.simulator;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * One M3UA message (RFC 4666 clause 3.1): message class, type and parameters.
 *
 * <p>The kinds are written as one number, class in the high octet and type in the low one.
 */
final class M3uaMessage {
  static final int ERR = 0x0000;
  static final int NTFY = 0x0001;
  static final int DATA = 0x0101;
  static final int ASPUP = 0x0301;
  static final int ASPDN = 0x0302;
  static final int BEAT = 0x0303;
  static final int ASPUP_ACK = 0x0304;
  static final int ASPDN_ACK = 0x0305;
  static final int BEAT_ACK = 0x0306;
  static final int ASPAC = 0x0401;
  static final int ASPIA = 0x0402;
  static final int ASPAC_ACK = 0x0403;
  static final int ASPIA_ACK = 0x0404;

  static final int ROUTING_CONTEXT = 0x0006;
  static final int HEARTBEAT_DATA = 0x0009;
  static final int TRAFFIC_MODE = 0x000b;
  static final int STATUS = 0x000d;
  static final int PROTOCOL_DATA = 0x0210;

  private static final int MAX_LENGTH = 65_536;

  private final int kind;
  private final byte[] parameters;

  private M3uaMessage(int kind, byte[] parameters) {
    this.kind = kind;
    this.parameters = parameters;
  }

  /** A message without parameters. */
  static M3uaMessage of(int kind) {
    return new M3uaMessage(kind, new byte[0]);
  }

  /** This message with one more parameter, padded to four octets. */
  M3uaMessage with(int tag, byte[] value) {
    ByteBuffer grown = ByteBuffer.allocate(parameters.length + 4 + (value.length + 3) / 4 * 4);
    grown.put(parameters).putShort((short) tag).putShort((short) (4 + value.length)).put(value);
    return new M3uaMessage(kind, grown.array());
  }

  /** This message with a parameter of 32 bits, or as it is when there is no value. */
  M3uaMessage with(int tag, @Nullable Long value) {
    return value == null
        ? this
        : with(tag, ByteBuffer.allocate(4).putInt((int) (long) value).array());
  }

  int kind() {
    return kind;
  }

  /** The value of the first parameter with this tag, or null; also null when lengths are wrong. */
  byte @Nullable [] parameter(int tag) {
    ByteBuffer rest = ByteBuffer.wrap(parameters);
    while (rest.remaining() >= 4) {
      int found = rest.getShort() & 0xffff;
      int length = (rest.getShort() & 0xffff) - 4;
      if (length < 0 || length > rest.remaining()) {
        return null;
      }
      byte[] value = new byte[length];
      rest.get(value);
      if (found == tag) {
        return value;
      }
      rest.position(Math.min(rest.limit(), rest.position() + (-length & 3)));
    }
    return null;
  }

  /** The octets on the wire. */
  byte[] bytes() {
    return ByteBuffer.allocate(8 + parameters.length)
        .put((byte) 1)
        .put((byte) 0)
        .putShort((short) kind)
        .putInt(8 + parameters.length)
        .put(parameters)
        .array();
  }

  /**
   * Reads the next message of a stream.
   *
   * @throws IOException at the end of the stream, or if the length is out of range
   */
  static M3uaMessage read(DataInputStream in) throws IOException {
    in.readShort();
    int kind = in.readUnsignedShort();
    int length = in.readInt();
    if (length < 8 || length > MAX_LENGTH) {
      throw new IOException("M3UA message length " + length);
    }
    byte[] parameters = new byte[length - 8];
    in.readFully(parameters);
    return new M3uaMessage(kind, parameters);
  }
}
