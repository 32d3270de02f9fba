package org.pna.transport.radius.codec;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Accounting-Requests in octets, right or as wrong as a test wants them. */
public final class Requests {
  public static final String SECRET = "testing123";
  public static final int THREE_GPP = 10415;

  private final ByteArrayOutputStream attributes = new ByteArrayOutputStream();

  /** One without any attribute. */
  public static Requests empty() {
    return new Requests();
  }

  /** One of a session of the usual subscriber: 1 Start, 2 Stop, 3 Interim-Update. */
  public static Requests of(int status, String session) {
    return empty()
        .number(40, status)
        .octets(4, "0a000009")
        .text(44, session)
        .text(31, "15551230001")
        .text(30, "internet")
        .vendorText(1, "240991234567890");
  }

  public Requests text(int type, String value) {
    return raw(type, value.getBytes(StandardCharsets.UTF_8));
  }

  public Requests number(int type, long value) {
    return octets(type, String.format("%08x", value));
  }

  public Requests octets(int type, String hex) {
    return raw(type, HexFormat.of().parseHex(hex));
  }

  public Requests vendorText(int type, String value) {
    return vendor(type, HexFormat.of().formatHex(value.getBytes(StandardCharsets.UTF_8)));
  }

  /** A 3GPP attribute in a Vendor-Specific of its own. */
  public Requests vendor(int type, String hex) {
    return vendorOf(THREE_GPP, String.format("%02x%02x", type, 2 + hex.length() / 2) + hex);
  }

  /** A Vendor-Specific with whatever is in it. */
  public Requests vendorOf(int vendor, String hex) {
    return octets(26, String.format("%08x", vendor) + hex);
  }

  /** Octets where attributes should be. */
  public Requests garbage(String hex) {
    attributes.writeBytes(HexFormat.of().parseHex(hex));
    return this;
  }

  private Requests raw(int type, byte[] value) {
    attributes.write(type);
    attributes.write(2 + value.length);
    attributes.writeBytes(value);
    return this;
  }

  /** The packet with its authenticator under the usual secret. */
  public byte[] signed(int identifier) {
    return signed(identifier, SECRET);
  }

  public byte[] signed(int identifier, String secret) {
    byte[] packet = new byte[20 + attributes.size()];
    packet[0] = 4;
    packet[1] = (byte) identifier;
    packet[2] = (byte) (packet.length >> 8);
    packet[3] = (byte) packet.length;
    System.arraycopy(attributes.toByteArray(), 0, packet, 20, attributes.size());
    return resigned(packet, secret);
  }

  /** Makes the authenticator right for whatever the packet holds by its length field, if it can. */
  public static byte[] resigned(byte[] packet, String secret) {
    byte[] copy = packet.clone();
    if (copy.length < 20) {
      return copy;
    }
    int length = Math.max(20, Math.min(copy.length, (copy[2] & 0xff) << 8 | (copy[3] & 0xff)));
    MessageDigest md5 = md5();
    md5.update(copy, 0, 4);
    md5.update(new byte[16]);
    md5.update(copy, 20, length - 20);
    System.arraycopy(md5.digest(secret.getBytes(StandardCharsets.UTF_8)), 0, copy, 4, 16);
    return copy;
  }

  /** Whether a packet is the Accounting-Response to a request, by RFC 2866 clause 3. */
  public static boolean isAnswer(byte[] response, byte[] request, String secret) {
    MessageDigest md5 = md5();
    md5.update(response, 0, 4);
    md5.update(request, 4, 16);
    md5.update(response, 20, response.length - 20);
    byte[] expected = md5.digest(secret.getBytes(StandardCharsets.UTF_8));
    return response[0] == 5
        && response[1] == request[1]
        && ((response[2] & 0xff) << 8 | (response[3] & 0xff)) == response.length
        && java.util.Arrays.equals(expected, 0, 16, response, 4, 20);
  }

  private static MessageDigest md5() {
    try {
      return MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
