package org.pna.transport.ss7;

import java.io.ByteArrayOutputStream;
import java.util.HexFormat;

/** SCCP messages by hand, for peers that share no code with the stack. */
final class SccpMessages {
  /** Our address as a peer writes it. */
  static final byte[] OURS = address(147, "491710000147");

  /** A VLR's. */
  static final byte[] VLR = address(7, "49171000001");

  private SccpMessages() {}

  /** An address by global title: GTI 4, TT 0, NP 1, NAI 4, BCD. */
  static byte[] address(int ssn, String digits) {
    boolean odd = digits.length() % 2 == 1;
    String even = odd ? digits + "0" : digits;
    byte[] out = new byte[5 + even.length() / 2];
    out[0] = 0x12;
    out[1] = (byte) ssn;
    out[3] = (byte) (odd ? 0x11 : 0x12);
    out[4] = 4;
    for (int i = 0; i < even.length(); i += 2) {
      out[5 + i / 2] = (byte) (even.charAt(i) - '0' | even.charAt(i + 1) - '0' << 4);
    }
    return out;
  }

  static byte[] udt(byte[] called, byte[] calling, byte[] data) {
    return udt(0x01, called, calling, data);
  }

  static byte[] udt(int protocolClass, byte[] called, byte[] calling, byte[] data) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(0x09);
    out.write(protocolClass);
    out.write(3);
    out.write(3 + called.length);
    out.write(3 + called.length + calling.length);
    for (byte[] part : new byte[][] {called, calling, data}) {
      out.write(part.length);
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  /** A long unitdata without optional part. */
  static byte[] ludt(byte[] called, byte[] calling, byte[] data) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(0x13);
    out.write(0x01);
    out.write(15);
    little(out, 7);
    little(out, 6 + called.length);
    little(out, 5 + called.length + calling.length);
    little(out, 0);
    for (byte[] part : new byte[][] {called, calling}) {
      out.write(part.length);
      out.writeBytes(part);
    }
    little(out, data.length);
    out.writeBytes(data);
    return out.toByteArray();
  }

  /** An extended unitdata whose segmentation says that it is whole. */
  static byte[] xudt(byte[] called, byte[] calling, byte[] data) {
    return xudt(called, calling, data, 0xc0);
  }

  /**
   * An extended unitdata with segmentation.
   *
   * @param segmentation first octet: 0x80 first segment, 0x40 class 1, and how many remain
   */
  static byte[] xudt(byte[] called, byte[] calling, byte[] data, int segmentation) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(0x11);
    out.write(0x01);
    out.write(15);
    out.write(4);
    out.write(4 + called.length);
    out.write(4 + called.length + calling.length);
    out.write(4 + called.length + calling.length + data.length);
    for (byte[] part : new byte[][] {called, calling, data}) {
      out.write(part.length);
      out.writeBytes(part);
    }
    out.writeBytes(new byte[] {0x10, 4, (byte) segmentation, 1, 2, 3, 0});
    return out.toByteArray();
  }

  private static void little(ByteArrayOutputStream out, int value) {
    out.write(value);
    out.write(value >> 8);
  }

  /** Called, calling or data (0 to 2) of a unitdata. */
  static byte[] part(byte[] udt, int index) {
    int at = 2 + index + (udt[2 + index] & 0xff);
    byte[] part = new byte[udt[at] & 0xff];
    System.arraycopy(udt, at + 1, part, 0, part.length);
    return part;
  }

  static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits);
  }
}
