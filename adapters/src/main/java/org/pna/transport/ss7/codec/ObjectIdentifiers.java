package org.pna.transport.ss7.codec;

import java.io.ByteArrayOutputStream;
import org.pna.model.MalformedMessageException;
import org.pna.model.MalformedMessageException.Kind;

/** OBJECT IDENTIFIERs in BER (X.690 clause 8.19) and dotted. */
final class ObjectIdentifiers {
  /** Contents of dialogue-as-ID, 0.0.17.773.1.1.1 (Q.773 clause 4.2.1). */
  static final byte[] DIALOGUE = {0, 0x11, (byte) 0x86, 5, 1, 1, 1};

  /** Contents of uniDialogue-as-ID, 0.0.17.773.1.2.1 (Q.773 clause 4.2.2). */
  static final byte[] UNIDIRECTIONAL_DIALOGUE = {0, 0x11, (byte) 0x86, 5, 1, 2, 1};

  /** MAP contexts are 0.4.0.0.1.0.X.V (TS 29.002 clause 17.3.3): known ones cost no decoding. */
  private static final byte[] MAP_PREFIX = {4, 0, 0, 1, 0};

  private static final int MAX_OCTETS = 32;
  private static final int MAP_VERSIONS = 5;
  private static final String[] MAP = new String[64 * MAP_VERSIONS];

  static {
    for (int i = 0; i < MAP.length; i++) {
      MAP[i] = "0.4.0.0.1.0." + i / MAP_VERSIONS + '.' + i % MAP_VERSIONS;
    }
  }

  private ObjectIdentifiers() {}

  /** The current element dotted, if it is an OBJECT IDENTIFIER of at most 32 octets. */
  static String dotted(BerReader element, String name) throws MalformedMessageException {
    element.requireLength(name, 1, MAX_OCTETS);
    int length = element.length();
    if (length == MAP_PREFIX.length + 2
        && startsWith(element, MAP_PREFIX)
        && element.octet(5) < MAP.length / MAP_VERSIONS
        && element.octet(6) < MAP_VERSIONS) {
      return MAP[element.octet(5) * MAP_VERSIONS + element.octet(6)];
    }
    StringBuilder dotted = new StringBuilder();
    long arc = 0;
    for (int i = 0; i < length; i++) {
      int octet = element.octet(i);
      if (arc > Long.MAX_VALUE >> 8) {
        throw new MalformedMessageException(Kind.UNEXPECTED_VALUE, name, "arc beyond 55 bits");
      }
      arc = (arc << 7) | (octet & 0x7f);
      if ((octet & 0x80) == 0) {
        if (dotted.isEmpty()) {
          long first = Math.min(2, arc / 40);
          dotted.append(first).append('.').append(arc - 40 * first);
        } else {
          dotted.append('.').append(arc);
        }
        arc = 0;
      } else if (i == length - 1) {
        throw new MalformedMessageException(Kind.MISTYPED, name, "cut off in an arc");
      }
    }
    return dotted.toString();
  }

  /** Whether the current element's contents begin with some octets. */
  static boolean startsWith(BerReader element, byte[] octets) {
    if (element.length() < octets.length) {
      return false;
    }
    for (int i = 0; i < octets.length; i++) {
      if (element.octet(i) != (octets[i] & 0xff)) {
        return false;
      }
    }
    return true;
  }

  /** A whole OBJECT IDENTIFIER element. */
  static byte[] element(String dotted) {
    String[] arcs = dotted.split("\\.", -1);
    ByteArrayOutputStream contents = new ByteArrayOutputStream();
    for (int i = 1; i < arcs.length; i++) {
      long arc = Long.parseLong(arcs[i]) + (i == 1 ? 40 * Long.parseLong(arcs[0]) : 0);
      for (int shift = (63 - Long.numberOfLeadingZeros(arc | 1)) / 7 * 7; shift > 0; shift -= 7) {
        contents.write((int) (((arc >> shift) & 0x7f) | 0x80));
      }
      contents.write((int) (arc & 0x7f));
    }
    return BerWriter.element(0x06, contents.toByteArray());
  }
}
