package org.pna.simulator;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** Accounting-Request and -Response in octets, with their authenticators (RFC 2866 clause 3). */
final class NasPacket {
  private static final int HEADER = 20;
  private static final byte REQUEST = 4;
  private static final byte RESPONSE = 5;

  private final byte[] secret;
  private final MessageDigest md5;

  NasPacket(String secret) {
    this.secret = secret.getBytes(StandardCharsets.UTF_8);
    try {
      this.md5 = MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** An Accounting-Request. */
  byte[] request(int identifier, byte[] attributes) {
    ByteBuffer packet = ByteBuffer.allocate(HEADER + attributes.length);
    packet.put(REQUEST).put((byte) identifier).putShort((short) packet.capacity());
    packet.position(HEADER).put(attributes);
    md5.update(packet.array());
    packet.put(4, md5.digest(secret));
    return packet.array();
  }

  /** Whether what came is the response to a request. */
  boolean isResponse(byte[] response, int length, byte[] request) {
    if (length < HEADER || response[0] != RESPONSE || response[1] != request[1]) {
      return false;
    }
    md5.update(response, 0, 4);
    md5.update(request, 4, 16);
    md5.update(response, HEADER, length - HEADER);
    byte[] expected = md5.digest(secret);
    return Arrays.equals(expected, 0, expected.length, response, 4, HEADER);
  }
}
