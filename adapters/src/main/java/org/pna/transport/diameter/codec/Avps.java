package org.pna.transport.diameter.codec;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pna.model.MalformedMessageException;
import org.pna.model.MalformedMessageException.Kind;

/** The attribute-value pairs of a message or of a group, in their order. */
public final class Avps {
  private static final int HEADER = 8;
  private static final int VENDOR_HEADER = 12;

  /** More than any message of ours has; the rest of a longer one is not worth reading. */
  private static final int MOST = 1000;

  private final List<Avp> avps;

  Avps(List<Avp> avps) {
    this.avps = List.copyOf(avps);
  }

  /**
   * Reads them.
   *
   * @param name of what they are in, for error messages
   * @throws MalformedMessageException when a length does not fit
   */
  static Avps decode(byte[] data, int offset, int length, String name)
      throws MalformedMessageException {
    List<Avp> avps = new ArrayList<>();
    read(data, offset, length, name, avps);
    return new Avps(avps);
  }

  /** Those in front of the first whose length does not fit. */
  static Avps readable(byte[] data, int offset) {
    List<Avp> avps = new ArrayList<>();
    try {
      read(data, offset, data.length - offset, "message", avps);
    } catch (MalformedMessageException e) {
      return new Avps(avps);
    }
    return new Avps(avps);
  }

  private static void read(byte[] data, int offset, int length, String name, List<Avp> avps)
      throws MalformedMessageException {
    int end = offset + length;
    int at = offset;
    while (at < end) {
      if (end - at < HEADER || avps.size() == MOST) {
        throw mistyped(name, end - at < HEADER ? "octets after the last AVP" : "too many AVPs");
      }
      ByteBuffer header = ByteBuffer.wrap(data, at, end - at);
      int code = header.getInt();
      int flagsAndLength = header.getInt();
      int flags = flagsAndLength >>> 24;
      int octets = flagsAndLength & 0xffffff;
      boolean isVendors = (flags & Avp.VENDOR_FLAG) != 0;
      int begin = isVendors ? VENDOR_HEADER : HEADER;
      if (octets < begin || octets > end - at) {
        throw mistyped(name, "AVP " + Integer.toUnsignedString(code) + " of " + octets + " octets");
      }
      int vendor = isVendors ? header.getInt() : 0;
      avps.add(
          new Avp(
              code,
              vendor,
              (flags & Avp.MANDATORY_FLAG) != 0,
              Arrays.copyOfRange(data, at + begin, at + octets)));
      at += (octets + 3) & ~3; // the last one's padding may be left out
    }
  }

  private static MalformedMessageException mistyped(String name, String reason) {
    return new MalformedMessageException(Kind.MISTYPED, name, reason);
  }

  static byte[] octets(List<Avp> avps) {
    ByteArrayOutputStream octets = new ByteArrayOutputStream(256);
    for (Avp avp : avps) {
      int begin = avp.vendor() == 0 ? HEADER : VENDOR_HEADER;
      int flags =
          (avp.vendor() == 0 ? 0 : Avp.VENDOR_FLAG) | (avp.isMandatory() ? Avp.MANDATORY_FLAG : 0);
      ByteBuffer header = ByteBuffer.allocate(begin);
      header.putInt(avp.code()).putInt((flags << 24) | (begin + avp.data().length));
      if (avp.vendor() != 0) {
        header.putInt(avp.vendor());
      }
      octets.writeBytes(header.array());
      octets.writeBytes(avp.data());
      octets.writeBytes(new byte[-avp.data().length & 3]);
    }
    return octets.toByteArray();
  }

  List<Avp> list() {
    return avps;
  }

  /** The first of a kind, or null. */
  public @Nullable Avp first(int code) {
    for (Avp avp : avps) {
      if (avp.is(code)) {
        return avp;
      }
    }
    return null;
  }

  /** All of a kind, in their order. */
  List<Avp> all(int code) {
    return avps.stream().filter(avp -> avp.is(code)).toList();
  }

  /** The first of a kind, which must be there. */
  Avp required(int code, String name) throws MalformedMessageException {
    Avp avp = first(code);
    if (avp == null) {
      throw new MalformedMessageException(Kind.DATA_MISSING, name, "missing");
    }
    return avp;
  }
}
