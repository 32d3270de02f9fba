package org.pna.simulator;

import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;
import org.pna.model.message.map.SccpAddress;

/**
 * SCCP unitdata, class 0 with return on error (Q.713 clauses 4.10 and 4.11).
 *
 * <p>An address with a global title is routed on it (GTI 4, TT 0, NP 1, NAI 4), one without on its
 * subsystem number.
 */
final class Unitdata {
  private static final int UDT = 0x09;
  private static final int UDTS = 0x0a;
  private static final int RETURN_ON_ERROR = 0x80;
  private static final int MAX_DATA = 254;

  final SccpAddress called;
  final SccpAddress calling;
  final byte[] data;

  /** Why the network gave our own message back (Q.713 clause 3.12), or -1 for a message. */
  final int returnCause;

  private Unitdata(SccpAddress called, SccpAddress calling, byte[] data, int returnCause) {
    this.called = called;
    this.calling = calling;
    this.data = data;
    this.returnCause = returnCause;
  }

  Unitdata(SccpAddress called, SccpAddress calling, byte[] data) {
    this(called, calling, data, -1);
  }

  /**
   * The octets on the wire.
   *
   * @throws IllegalArgumentException if the data are longer than one unitdata takes
   */
  byte[] bytes() {
    if (data.length > MAX_DATA) {
      throw new IllegalArgumentException("unitdata of " + data.length + " octets");
    }
    byte[] to = address(called);
    byte[] from = address(calling);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(UDT);
    out.write(RETURN_ON_ERROR);
    out.write(3);
    out.write(2 + to.length);
    out.write(1 + to.length + from.length);
    out.writeBytes(to);
    out.writeBytes(from);
    out.write(data.length);
    out.writeBytes(data);
    return out.toByteArray();
  }

  /**
   * A message as the network gives it back.
   *
   * @param sccp a UDT
   * @param cause return cause (Q.713 clause 3.12), 0 to 255
   */
  static byte[] returned(byte[] sccp, int cause) {
    Unitdata message = of(sccp);
    if (message == null) {
      throw new IllegalArgumentException("no unitdata");
    }
    SccpAddress sender = message.calling;
    SccpAddress receiver = message.called;
    byte[] back = new Unitdata(sender, receiver, message.data).bytes();
    back[0] = UDTS;
    back[1] = (byte) cause;
    return back;
  }

  /** Reads a UDT or UDTS; null for anything else, also when a length is wrong. */
  static @Nullable Unitdata of(byte[] sccp) {
    if (sccp.length < 5 || (sccp[0] != UDT && sccp[0] != UDTS)) {
      return null;
    }
    byte[] to = part(sccp, 2);
    byte[] from = part(sccp, 3);
    byte[] data = part(sccp, 4);
    if (to == null || from == null || data == null) {
      return null;
    }
    return new Unitdata(
        readAddress(to), readAddress(from), data, sccp[0] == UDTS ? sccp[1] & 0xff : -1);
  }

  private static byte @Nullable [] part(byte[] sccp, int pointer) {
    int at = pointer + (sccp[pointer] & 0xff);
    if (at >= sccp.length || at + 1 + (sccp[at] & 0xff) > sccp.length) {
      return null;
    }
    byte[] part = new byte[sccp[at] & 0xff];
    System.arraycopy(sccp, at + 1, part, 0, part.length);
    return part;
  }

  private static byte[] address(SccpAddress address) {
    String digits = address.globalTitle();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    boolean withPointCode = address.pointCode() >= 0;
    out.write(0);
    out.write((withPointCode ? 0x01 : 0) | 0x02 | (digits == null ? 0x40 : 0x10));
    if (withPointCode) {
      out.write(address.pointCode());
      out.write(address.pointCode() >> 8);
    }
    out.write(address.subsystem());
    if (digits != null) {
      out.write(0);
      out.write(digits.length() % 2 == 0 ? 0x12 : 0x11);
      out.write(4);
      out.writeBytes(Digits.pack(digits, 0));
    }
    byte[] bytes = out.toByteArray();
    bytes[0] = (byte) (bytes.length - 1);
    return bytes;
  }

  private static SccpAddress readAddress(byte[] part) {
    int indicator = part.length == 0 ? 0 : part[0] & 0xff;
    int at = 1;
    int pointCode = -1;
    int subsystem = 0;
    if ((indicator & 0x01) != 0 && at + 2 <= part.length) {
      pointCode = (part[at] & 0xff) | (part[at + 1] & 0x3f) << 8;
      at += 2;
    }
    if ((indicator & 0x02) != 0 && at < part.length) {
      subsystem = part[at++] & 0xff;
    }
    String digits = null;
    if ((indicator >> 2 & 0x0f) == 4 && at + 3 <= part.length) {
      boolean odd = (part[at + 1] & 0x0f) == 1;
      String all = Digits.unpack(part, at + 3);
      digits = odd && !all.isEmpty() ? all.substring(0, all.length() - 1) : all;
    }
    return new SccpAddress(digits, pointCode, subsystem);
  }
}
