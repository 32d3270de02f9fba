package org.pna.transport.ss7;

import org.jspecify.annotations.Nullable;

/**
 * The layout of a connectionless SCCP message (Q.713 clause 4), checked before jSS7 sees it, which
 * takes what it cannot decode as a reason to throw and to log the message's content.
 *
 * @param called where the called party address lies, its first octet being the address indicator
 * @param calling where the calling party address lies
 * @param data where the user data lies
 * @param fault why the message is not passed on, or null
 */
record SccpFrame(Field called, Field calling, Field data, @Nullable String fault) {
  private static final int UDT = 0x09;
  private static final int UDTS = 0x0a;
  private static final int XUDT = 0x11;
  private static final int XUDTS = 0x12;
  private static final int LUDT = 0x13;
  private static final int LUDTS = 0x14;
  private static final int SEGMENTATION = 0x10;
  private static final int IMPORTANCE = 0x12;
  private static final int MANAGEMENT = 1;
  private static final Field NOWHERE = new Field(0, 0);

  /** A stretch of octets. */
  record Field(int offset, int length) {
    byte[] of(byte[] message) {
      return java.util.Arrays.copyOfRange(message, offset, offset + length);
    }
  }

  /** Looks at a message; what is not connectionless, or not whole, comes back with its fault. */
  static SccpFrame of(byte[] m) {
    if (m.length < 5) {
      return faulty("truncated");
    }
    int type = m[0] & 0xff;
    return switch (type) {
      case UDT, UDTS -> read(m, 2, 1, 3, type == UDT);
      case XUDT, XUDTS -> read(m, 3, 1, 4, type == XUDT);
      case LUDT, LUDTS -> read(m, 3, 2, 4, type == LUDT);
      default -> faulty("message-type");
    };
  }

  private static SccpFrame read(byte[] m, int pointers, int width, int count, boolean isData) {
    if (m.length < pointers + width * count) {
      return faulty("truncated");
    }
    if (isData && (m[1] & 0x0f) > 1) {
      return faulty("protocol-class");
    }
    if (pointers == 3 && (m[2] < 1 || m[2] > 15)) {
      return faulty("hop-counter");
    }
    Field called = field(m, pointers, width, 1);
    Field calling = field(m, pointers + width, width, 1);
    Field data = field(m, pointers + 2 * width, width, width);
    if (called == null || calling == null || data == null || data.length() == 0) {
      return faulty("truncated");
    }
    if (count == 4 && !optionalPartIsSound(m, pointers + 3 * width, width)) {
      return faulty("optional-part");
    }
    if (!addressIsSound(m, called) || !addressIsSound(m, calling)) {
      return faulty("address");
    }
    if (ssn(m, called) == MANAGEMENT && managementIsTooShort(m, data)) {
      return faulty("management");
    }
    return new SccpFrame(called, calling, data, null);
  }

  /** Q.713 clause 5: SSA, SSP, SST, SOR and SOG have five octets, SSC six. */
  private static boolean managementIsTooShort(byte[] m, Field data) {
    return data.length() < (m[data.offset()] == 6 ? 6 : 5);
  }

  private static @Nullable Field field(byte[] m, int pointer, int width, int lengthWidth) {
    int target = number(m, pointer, width);
    int at = pointer + (width - 1) + target;
    if (target == 0 || at + lengthWidth > m.length) {
      return null;
    }
    int length = number(m, at, lengthWidth);
    int offset = at + lengthWidth;
    return offset + length > m.length ? null : new Field(offset, length);
  }

  private static int number(byte[] m, int offset, int width) {
    int low = m[offset] & 0xff;
    return width == 1 ? low : low | ((m[offset + 1] & 0xff) << 8);
  }

  private static boolean optionalPartIsSound(byte[] m, int pointer, int width) {
    int target = number(m, pointer, width);
    if (target == 0) {
      return true;
    }
    int at = pointer + (width - 1) + target;
    while (at < m.length && m[at] != 0) {
      int name = m[at];
      if (at + 1 >= m.length) {
        return false;
      }
      int length = m[at + 1] & 0xff;
      if (length != (name == SEGMENTATION ? 4 : name == IMPORTANCE ? 1 : -1)) {
        return false;
      }
      at += 2 + length;
    }
    return at < m.length;
  }

  /** Q.713 clause 3.4: the indicator announces what must be there; digits are the decoder's. */
  private static boolean addressIsSound(byte[] m, Field address) {
    if (address.length() == 0) {
      return false;
    }
    int indicator = m[address.offset()];
    int title = indicator >> 2 & 0x0f;
    int least = 1 + 2 * (indicator & 1) + (indicator >> 1 & 1);
    if (title > 4 || (title == 0 && !routesOnSsn(indicator))) {
      return false;
    }
    int head = title == 0 ? 0 : title == 4 ? 3 : title == 3 ? 2 : 1;
    return address.length() >= least + head;
  }

  private static boolean routesOnSsn(int indicator) {
    return (indicator & 0x40) != 0;
  }

  /** Subsystem number of an address, 0 if it has none. */
  private static int ssn(byte[] m, Field address) {
    int indicator = m[address.offset()];
    return (indicator & 2) == 0 ? 0 : m[address.offset() + 1 + 2 * (indicator & 1)] & 0xff;
  }

  /** Subsystem number that the message is for, 0 if it names none. */
  int calledSubsystem(byte[] m) {
    return ssn(m, called);
  }

  /**
   * The message as one for this node: we relay nothing, so a global title that reached us was ours,
   * whatever its type, and the message goes by its subsystem number.
   */
  byte[] routedOnSubsystem(byte[] m) {
    if (routesOnSsn(m[called.offset()])) {
      return m;
    }
    byte[] routed = m.clone();
    routed[called.offset()] |= 0x40;
    return routed;
  }

  private static SccpFrame faulty(String reason) {
    return new SccpFrame(NOWHERE, NOWHERE, NOWHERE, reason);
  }
}
