package org.pna.transport.ss7.codec;

/** Makes elements in the Basic Encoding Rules (X.690) with definite, shortest lengths. */
public final class BerWriter {
  private BerWriter() {}

  /**
   * One element.
   *
   * @param tag identifier octets as they stand on the wire, such as {@code 0x30} or {@code 0x9f32}
   * @param contents what it holds, in order
   */
  public static byte[] element(int tag, byte[]... contents) {
    int length = 0;
    for (byte[] part : contents) {
      length += part.length;
    }
    int tagOctets = octets(tag);
    int lengthOctets = length < 0x80 ? 0 : octets(length);
    byte[] out = new byte[tagOctets + 1 + lengthOctets + length];
    int i = put(out, 0, tag, tagOctets);
    if (lengthOctets == 0) {
      out[i++] = (byte) length;
    } else {
      out[i++] = (byte) (0x80 | lengthOctets);
      i = put(out, i, length, lengthOctets);
    }
    for (byte[] part : contents) {
      System.arraycopy(part, 0, out, i, part.length);
      i += part.length;
    }
    return out;
  }

  /** An INTEGER in its shortest form, under any tag. */
  public static byte[] integer(int tag, long value) {
    int octets = 1;
    while (octets < 8 && (value >> (8 * octets - 1)) != (value >> 63)) {
      octets++;
    }
    byte[] contents = new byte[octets];
    for (int i = 0; i < octets; i++) {
      contents[i] = (byte) (value >> (8 * (octets - 1 - i)));
    }
    return element(tag, contents);
  }

  private static int octets(int value) {
    return Math.max(1, (39 - Integer.numberOfLeadingZeros(value)) / 8);
  }

  private static int put(byte[] out, int at, int value, int octets) {
    for (int i = 0; i < octets; i++) {
      out[at + i] = (byte) (value >>> (8 * (octets - 1 - i)));
    }
    return at + octets;
  }
}
