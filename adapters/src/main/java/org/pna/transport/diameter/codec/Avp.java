package org.pna.transport.diameter.codec;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.pna.model.MalformedMessageException;
import org.pna.model.MalformedMessageException.Kind;

/** One attribute-value pair (RFC 6733 clause 4.1). Not to be changed once made. */
public final class Avp {
  static final int VENDOR_FLAG = 0x80;
  static final int MANDATORY_FLAG = 0x40;

  private final int code;
  private final int vendor;
  private final boolean mandatory;
  private final byte[] data;

  Avp(int code, int vendor, boolean mandatory, byte[] data) {
    this.code = code;
    this.vendor = vendor;
    this.mandatory = mandatory;
    this.data = data;
  }

  /** The code, in the vendor's numbering. */
  public int code() {
    return code;
  }

  /** The vendor; 0 without one. */
  public int vendor() {
    return vendor;
  }

  boolean isMandatory() {
    return mandatory;
  }

  byte[] data() {
    return data;
  }

  /** Of a kind that the base protocol defines. */
  public static Avp base(int code, byte[] data) {
    return new Avp(code, 0, true, data);
  }

  /** Text of a kind that the base protocol defines. */
  public static Avp base(int code, String text) {
    return base(code, text.getBytes(StandardCharsets.UTF_8));
  }

  /** A number of a kind that the base protocol defines, 32 bits. */
  public static Avp base(int code, int value) {
    return base(code, number(value));
  }

  /** A group of a kind that the base protocol defines. */
  public static Avp base(int code, Avp... parts) {
    return base(code, Avps.octets(Arrays.asList(parts)));
  }

  /** Of a kind that 3GPP defines. */
  public static Avp of3gpp(int code, byte[] data) {
    return new Avp(code, AvpCode.VENDOR_3GPP, true, data);
  }

  /** Text of a kind that 3GPP defines. */
  public static Avp of3gpp(int code, String text) {
    return of3gpp(code, text.getBytes(StandardCharsets.UTF_8));
  }

  /** A number of a kind that 3GPP defines, 32 bits. */
  public static Avp of3gpp(int code, int value) {
    return of3gpp(code, number(value));
  }

  /** Of a kind that 3GPP defines and that a receiver may pass over. */
  static Avp optional3gpp(int code, int value) {
    return new Avp(code, AvpCode.VENDOR_3GPP, false, number(value));
  }

  /** A group of a kind that 3GPP defines. */
  public static Avp of3gpp(int code, Avp part) {
    return of3gpp(code, Avps.octets(java.util.List.of(part)));
  }

  private static byte[] number(int value) {
    return ByteBuffer.allocate(Integer.BYTES).putInt(value).array();
  }

  boolean is(int wantedCode) {
    return code == wantedCode && vendor == (wantedCode < 600 ? 0 : AvpCode.VENDOR_3GPP);
  }

  /** The value as a number of 32 bits without a sign. */
  long unsigned32(String name) throws MalformedMessageException {
    if (data.length != Integer.BYTES) {
      throw new MalformedMessageException(Kind.MISTYPED, name, data.length + " octets, not 4");
    }
    return Integer.toUnsignedLong(ByteBuffer.wrap(data).getInt());
  }

  /** The value as text of 1 to {@code most} octets of UTF-8. */
  String text(String name, int most) throws MalformedMessageException {
    if (data.length == 0 || data.length > most) {
      throw new MalformedMessageException(
          Kind.UNEXPECTED_VALUE, name, data.length + " octets, not 1 to " + most);
    }
    try {
      CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(data));
      return text.toString();
    } catch (CharacterCodingException e) {
      throw new MalformedMessageException(Kind.UNEXPECTED_VALUE, name, "not UTF-8");
    }
  }

  /** The value as text of 1 to {@code most} octets of UTF-8, empty if it is none. */
  String textIfAny(int most) {
    try {
      return text("", most);
    } catch (MalformedMessageException e) {
      return "";
    }
  }

  /** The value as a group. */
  Avps group(String name) throws MalformedMessageException {
    return Avps.decode(data, 0, data.length, name);
  }
}
