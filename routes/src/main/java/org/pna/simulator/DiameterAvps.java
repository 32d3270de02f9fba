package org.pna.simulator;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * AVPs in octets (RFC 6733 clause 4). Codes below 600 are those of the base protocol, the others
 * those of 3GPP (TS 29.229, TS 29.329). The simulator's own: it shares nothing with the gateway.
 */
final class DiameterAvps {
  private static final int FIRST_OF_3GPP = 600;
  private static final int THREE_GPP = 10415;
  private static final int VENDOR = 0x80;
  private static final int MANDATORY = 0x40;
  private static final int HEADER = 8;

  /** Without the M bit: Product-Name and, of TS 29.329, those that came after its first release. */
  private static final Set<Integer> OPTIONAL = Set.of(269, 709, 710, 713);

  private final List<One> all = new ArrayList<>();

  private static final class One {
    final int code;
    final byte[] value;

    One(int code, byte[] value) {
      this.code = code;
      this.value = value;
    }
  }

  /**
   * Reads them.
   *
   * @throws IOException if a length is impossible, or one of 3GPP does not say so
   */
  static DiameterAvps of(byte[] octets) throws IOException {
    DiameterAvps avps = new DiameterAvps();
    ByteBuffer in = ByteBuffer.wrap(octets);
    while (in.remaining() >= HEADER) {
      int begin = in.position();
      int code = in.getInt();
      int second = in.getInt();
      int length = second & 0xffffff;
      boolean isVendors = second >>> 24 >= VENDOR;
      int header = isVendors ? HEADER + 4 : HEADER;
      if (length < header || begin + length > octets.length) {
        throw new IOException("AVP " + code + " has a length of " + length);
      }
      int vendor = isVendors ? in.getInt() : 0;
      if (vendor != (code < FIRST_OF_3GPP ? 0 : THREE_GPP)) {
        throw new IOException("AVP " + code + " of vendor " + vendor);
      }
      byte[] value = new byte[length - header];
      in.get(value);
      avps.all.add(new One(code, value));
      in.position(Math.min(octets.length, begin + padded(length)));
    }
    if (in.hasRemaining()) {
      throw new IOException("octets after the last AVP");
    }
    return avps;
  }

  DiameterAvps octets(int code, byte[] value) {
    all.add(new One(code, value));
    return this;
  }

  DiameterAvps text(int code, String value) {
    return octets(code, value.getBytes(StandardCharsets.UTF_8));
  }

  DiameterAvps number(int code, int value) {
    return octets(code, ByteBuffer.allocate(4).putInt(value).array());
  }

  DiameterAvps group(int code, DiameterAvps value) {
    return octets(code, value.octets());
  }

  DiameterAvps addAll(DiameterAvps more) {
    all.addAll(more.all);
    return this;
  }

  /** Those of a code, as they came. */
  DiameterAvps only(int code) {
    DiameterAvps some = new DiameterAvps();
    all.stream().filter(one -> one.code == code).forEach(some.all::add);
    return some;
  }

  byte @Nullable [] first(int code) {
    for (One one : all) {
      if (one.code == code) {
        return one.value;
      }
    }
    return null;
  }

  @Nullable String text(int code) {
    byte[] value = first(code);
    return value == null ? null : new String(value, StandardCharsets.UTF_8);
  }

  /** An Unsigned32 or Enumerated; null if there is none. */
  @Nullable Integer number(int code) throws IOException {
    byte[] value = first(code);
    return value == null ? null : number(code, value);
  }

  List<Integer> numbers(int code) throws IOException {
    List<Integer> numbers = new ArrayList<>();
    for (One one : all) {
      if (one.code == code) {
        numbers.add(number(code, one.value));
      }
    }
    return numbers;
  }

  private static int number(int code, byte[] value) throws IOException {
    if (value.length != 4) {
      throw new IOException("AVP " + code + " is no number");
    }
    return ByteBuffer.wrap(value).getInt();
  }

  /** What a grouped AVP holds; null if there is none. */
  @Nullable DiameterAvps group(int code) throws IOException {
    byte[] value = first(code);
    return value == null ? null : of(value);
  }

  byte[] octets() {
    ByteArrayOutputStream out = new ByteArrayOutputStream(256);
    for (One one : all) {
      boolean isVendors = one.code >= FIRST_OF_3GPP;
      int header = isVendors ? HEADER + 4 : HEADER;
      int flags = (isVendors ? VENDOR : 0) | (OPTIONAL.contains(one.code) ? 0 : MANDATORY);
      int length = header + one.value.length;
      ByteBuffer avp = ByteBuffer.allocate(padded(length));
      avp.putInt(one.code).putInt(flags << 24 | length);
      if (isVendors) {
        avp.putInt(THREE_GPP);
      }
      avp.put(one.value);
      out.writeBytes(avp.array());
    }
    return out.toByteArray();
  }

  private static int padded(int length) {
    return (length + 3) & ~3;
  }
}
