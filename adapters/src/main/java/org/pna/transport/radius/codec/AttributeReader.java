package org.pna.transport.radius.codec;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import org.pna.model.IpText;
import org.pna.model.MalformedMessageException;
import org.pna.model.MalformedMessageException.Kind;

/**
 * Walks the attributes of a packet (RFC 2865 clause 5) without copying; those that 3GPP packs into
 * a Vendor-Specific attribute come one by one, as if they stood beside the others. Attributes of
 * other vendors are passed over unread: their inner form is their own.
 */
public final class AttributeReader {
  /** What the type of a 3GPP attribute begins with: its vendor's number. */
  public static final int THREE_GPP = 10415 << 8;

  private static final int THREE_GPP_VENDOR = 10415;
  private static final int VENDOR_SPECIFIC = 26;
  private static final int VENDOR_OCTETS = 4;

  private final byte[] data;
  private final int end;
  private int position;
  private int vendorEnd;
  private int type;
  private int offset;
  private int length;

  AttributeReader(byte[] data, int offset, int length) {
    this.data = data;
    this.position = offset;
    this.vendorEnd = offset;
    this.end = offset + length;
  }

  /**
   * Steps to the next attribute.
   *
   * @return false at the end of the packet
   * @throws MalformedMessageException if what follows is no whole attribute
   */
  public boolean next() throws MalformedMessageException {
    while (true) {
      if (position < vendorEnd) {
        read(vendorEnd, THREE_GPP, "Vendor-Specific");
        return true;
      }
      if (position >= end) {
        return false;
      }
      read(end, 0, "Attribute");
      if (type != VENDOR_SPECIFIC) {
        return true;
      }
      if (length < VENDOR_OCTETS) {
        throw mistyped("Vendor-Specific", length + " octets, no room for a vendor");
      }
      if (u32() == THREE_GPP_VENDOR) {
        vendorEnd = position;
        position = offset + VENDOR_OCTETS;
      }
    }
  }

  private void read(int limit, int vendor, String where) throws MalformedMessageException {
    if (limit - position < 2) {
      throw mistyped(where, "cut off before a length");
    }
    int octets = data[position + 1] & 0xff;
    if (octets < 2 || octets > limit - position) {
      throw mistyped(
          where, "length " + octets + " where " + (limit - position) + " octets are left");
    }
    type = vendor | (data[position] & 0xff);
    offset = position + 2;
    length = octets - 2;
    position += octets;
  }

  /** Type of the current attribute, 1 to 255, that of a 3GPP one with {@link #THREE_GPP}. */
  public int type() {
    return type;
  }

  /** Octets of the current attribute's value. */
  public int length() {
    return length;
  }

  /** Octet of the current attribute's value, 0 to 255. */
  public int octet(int index) {
    return data[offset + index] & 0xff;
  }

  /** A copy of the current attribute's value. */
  byte[] copy() {
    return Arrays.copyOfRange(data, offset, offset + length);
  }

  private int u32() {
    return octet(0) << 24 | octet(1) << 16 | octet(2) << 8 | octet(3);
  }

  /** Gives the current attribute to a digest: its type, its length and its value. */
  void digest(MessageDigest digest) {
    digest.update((byte) type);
    digest.update((byte) length);
    digest.update(data, offset, length);
  }

  /** The value as an unsigned integer of four octets. */
  long integer(String name) throws MalformedMessageException {
    require(name, 4);
    return u32() & 0xffffffffL;
  }

  /** The value as one octet. */
  int single(String name) throws MalformedMessageException {
    require(name, 1);
    return octet(0);
  }

  /** The value as text in UTF-8 without control characters, at least one. */
  String text(String name) throws MalformedMessageException {
    String text = textIfAny();
    if (text.isEmpty()) {
      throw mistyped(name, "not text");
    }
    return text;
  }

  /**
   * The value as a name whose only use is to be equal to another: what is no text in hexadecimal.
   */
  String token(String name) throws MalformedMessageException {
    if (length == 0) {
      throw mistyped(name, "empty");
    }
    String text = textIfAny();
    return text.isEmpty() ? "0x" + HexFormat.of().formatHex(data, offset, offset + length) : text;
  }

  /** The value as text, empty if it is none. */
  String textIfAny() {
    if (isPlain()) {
      return new String(data, offset, length, StandardCharsets.ISO_8859_1);
    }
    try {
      String text =
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(data, offset, length))
              .toString();
      return text.chars().anyMatch(Character::isISOControl) ? "" : text;
    } catch (CharacterCodingException e) {
      return "";
    }
  }

  /** Whether it is of ASCII without control characters, as almost all is. */
  private boolean isPlain() {
    for (int i = offset; i < offset + length; i++) {
      if (data[i] < ' ' || data[i] == 0x7F) {
        return false;
      }
    }
    return true;
  }

  /** The value as so many decimal digits. */
  String digits(String name, int least, int most) throws MalformedMessageException {
    if (length < least || length > most) {
      throw mistyped(name, length + " digits, not " + least + " to " + most);
    }
    for (int i = 0; i < length; i++) {
      if (octet(i) < '0' || octet(i) > '9') {
        throw new MalformedMessageException(
            Kind.UNEXPECTED_VALUE, name, "not a decimal digit in octet " + (i + 1));
      }
    }
    return new String(data, offset, length, StandardCharsets.US_ASCII);
  }

  /** The value as an IPv4 address, dotted. */
  String ipv4(String name) throws MalformedMessageException {
    require(name, 4);
    return octet(0) + "." + octet(1) + '.' + octet(2) + '.' + octet(3);
  }

  /** The value as an IPv6 address, as RFC 5952 writes it. */
  String ipv6(String name) throws MalformedMessageException {
    require(name, 16);
    return IpText.ipv6(data, offset, 16);
  }

  /**
   * The value as a prefix (RFC 3162 clause 2.3): a spare octet, its length in bits, and as many
   * octets of it as it takes, or more.
   */
  String prefix(String name) throws MalformedMessageException {
    if (length < 2 || length > 18) {
      throw mistyped(name, length + " octets, not 2 to 18");
    }
    String prefix = IpText.prefix(copy());
    if (prefix == null) {
      throw new MalformedMessageException(
          Kind.UNEXPECTED_VALUE, name, octet(1) + " bits in " + (length - 2) + " octets");
    }
    return prefix;
  }

  void require(String name, int octets) throws MalformedMessageException {
    if (length != octets) {
      throw mistyped(name, length + " octets, not " + octets);
    }
  }

  private static MalformedMessageException mistyped(String where, String reason) {
    return new MalformedMessageException(Kind.MISTYPED, where, reason);
  }
}
