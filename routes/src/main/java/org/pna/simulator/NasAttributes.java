package org.pna.simulator;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Attributes of a RADIUS packet in octets (RFC 2865 clause 5), those of 3GPP too (TS 29.061). */
final class NasAttributes {
  private static final int VENDOR_SPECIFIC = 26;
  private static final byte[] THREE_GPP = {0, 0, 0x28, (byte) 0xaf};

  private final ByteArrayOutputStream out = new ByteArrayOutputStream(256);

  NasAttributes octets(int type, byte[] value) {
    out.write(type);
    out.write(2 + value.length);
    out.writeBytes(value);
    return this;
  }

  NasAttributes text(int type, String value) {
    return octets(type, value.getBytes(StandardCharsets.UTF_8));
  }

  NasAttributes number(int type, long value) {
    return octets(
        type,
        new byte[] {(byte) (value >> 24), (byte) (value >> 16), (byte) (value >> 8), (byte) value});
  }

  /** An IPv4 address, dotted. */
  NasAttributes address(int type, String dotted) {
    return octets(type, ipv4(dotted));
  }

  NasAttributes threeGpp(int type, byte[] value) {
    out.write(VENDOR_SPECIFIC);
    out.write(4 + THREE_GPP.length + value.length);
    out.writeBytes(THREE_GPP);
    return octets(type, value);
  }

  NasAttributes threeGppText(int type, String value) {
    return threeGpp(type, value.getBytes(StandardCharsets.US_ASCII));
  }

  NasAttributes threeGppAddress(int type, String dotted) {
    return threeGpp(type, ipv4(dotted));
  }

  NasAttributes threeGppHex(int type, String hex) {
    return threeGpp(type, HexFormat.of().parseHex(hex));
  }

  /** Attributes that are octets already. */
  NasAttributes raw(byte[] attributes) {
    out.writeBytes(attributes);
    return this;
  }

  byte[] octets() {
    return out.toByteArray();
  }

  private static byte[] ipv4(String dotted) {
    String[] parts = dotted.split("\\.", -1);
    if (parts.length != 4) {
      throw new IllegalArgumentException("no IPv4 address: " + dotted);
    }
    byte[] octets = new byte[4];
    for (int i = 0; i < 4; i++) {
      octets[i] = (byte) Integer.parseInt(parts[i]);
    }
    return octets;
  }
}
