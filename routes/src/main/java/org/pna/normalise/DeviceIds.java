package org.pna.normalise;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** Names for devices: name-based UUIDs (RFC 4122 version 5) that a watcher cannot turn back. */
public final class DeviceIds {
  private final byte[] salt;

  /**
   * @param salt the operator's secret: without it the few billion IMSIs of a network could be tried
   */
  public DeviceIds(String salt) {
    this.salt = salt.getBytes(StandardCharsets.UTF_8);
  }

  /** {@code urn:uuid:…}, the same for the same IMSI and salt. */
  public String of(String imsi) {
    MessageDigest sha1 = sha1();
    sha1.update(salt);
    sha1.update((byte) 0);
    byte[] hash = sha1.digest(imsi.getBytes(StandardCharsets.US_ASCII));
    hash[6] = (byte) ((hash[6] & 0x0f) | 0x50);
    hash[8] = (byte) ((hash[8] & 0x3f) | 0x80);
    return "urn:uuid:" + new UUID(word(hash, 0), word(hash, 8));
  }

  private static long word(byte[] bytes, int from) {
    long word = 0;
    for (int i = from; i < from + 8; i++) {
      word = (word << 8) | (bytes[i] & 0xff);
    }
    return word;
  }

  private static MessageDigest sha1() {
    try {
      return MessageDigest.getInstance("SHA-1");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-1", e);
    }
  }
}
