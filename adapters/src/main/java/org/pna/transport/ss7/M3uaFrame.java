package org.pna.transport.ss7;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/** The shape of M3UA messages (RFC 4666 clause 3), checked before jSS7 sees them. */
final class M3uaFrame {
  /** Octets of the common header. */
  static final int HEADER = 8;

  /** Longest message taken: a long LUDT in a DATA, with room to spare. */
  static final int LONGEST = 0x20000;

  /** jSS7 reads a parameter's length as a signed number. */
  private static final int LONGEST_PARAMETER = 0x7fff;

  private static final int VERSION = 1;
  private static final int PROTOCOL_DATA = 0x0210;
  private static final int PROTOCOL_DATA_HEAD = 12;

  /** Highest message type of each class; class 9, routing key management, is not supported. */
  private static final int[] TYPES = {1, 1, 6, 6, 4};

  private M3uaFrame() {}

  /** Length that the header of a message announces, or -1 if it is no M3UA header. */
  static int length(ByteBuf buffer) {
    int at = buffer.readerIndex();
    long length = buffer.getUnsignedInt(at + 4);
    boolean sound = buffer.getByte(at) == VERSION && length >= HEADER && length <= LONGEST;
    return sound ? (int) length : -1;
  }

  /** Whether a sound message is a DATA. */
  static boolean isData(ByteBuf buffer) {
    return buffer.getByte(buffer.readerIndex() + 2) == 1;
  }

  /**
   * What is wrong with a message.
   *
   * @param buffer exactly one message
   * @return null if it is sound
   */
  static @Nullable String fault(ByteBuf buffer) {
    int start = buffer.readerIndex();
    int end = buffer.writerIndex();
    if (end - start < HEADER || length(buffer) != end - start) {
      return "length";
    }
    int messageClass = buffer.getUnsignedByte(start + 2);
    int type = buffer.getUnsignedByte(start + 3);
    if (messageClass >= TYPES.length
        || type > TYPES[messageClass]
        || (type == 0 && messageClass != 0)) {
      return "message-type";
    }
    int mandatory = mandatory(messageClass, type);
    boolean found = mandatory == 0;
    int at = start + HEADER;
    while (at < end) {
      if (end - at < 4) {
        return "parameter";
      }
      int tag = buffer.getUnsignedShort(at);
      int length = buffer.getUnsignedShort(at + 2);
      if (length < 4 || length > end - at || !isSound(tag, length - 4)) {
        return "parameter";
      }
      if (length > LONGEST_PARAMETER) {
        return "too-long";
      }
      found |= tag == mandatory;
      at += length + 3 & ~3;
    }
    return found ? null : "missing-parameter";
  }

  /** Tag of the parameter without which the message means nothing; 0 for none. */
  private static int mandatory(int messageClass, int type) {
    return switch (messageClass) {
      case 0 -> type == 0 ? 0x000c : 0x000d;
      case 1 -> PROTOCOL_DATA;
      case 2 -> 0x0012;
      default -> 0;
    };
  }

  private static boolean isSound(int tag, int length) {
    return switch (tag) {
      case 0x0006, 0x0012 -> length >= 4 && length % 4 == 0;
      case 0x000b, 0x000c, 0x000d, 0x0011, 0x0013, 0x0200, 0x0204, 0x0205 -> length == 4;
      case PROTOCOL_DATA -> length > PROTOCOL_DATA_HEAD;
      default -> true;
    };
  }
}
