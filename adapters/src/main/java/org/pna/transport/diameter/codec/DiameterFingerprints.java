package org.pna.transport.diameter.codec;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.pna.model.message.Fingerprint;

/** What repeats of a message have in common: Origin-Host and End-to-End Identifier (rule T2). */
public final class DiameterFingerprints {
  private DiameterFingerprints() {}

  /**
   * Of the restart that a server tells by a new Origin-State-Id.
   *
   * @param originHost of the server; names differ not by case
   */
  public static Fingerprint ofRestart(String originHost, long stateId) {
    return of(originHost, new DiameterHeader(0, 0, 0, 0, (int) stateId));
  }

  /**
   * The first 128 bits of a SHA-256.
   *
   * @param originHost of the message; names differ not by case
   */
  public static Fingerprint of(String originHost, DiameterHeader header) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(
          ByteBuffer.allocate(9)
              .putInt(header.endToEnd())
              .putInt(header.command())
              .put((byte) (header.isRequest() ? 1 : 0))
              .flip());
      String host = originHost.toLowerCase(java.util.Locale.ROOT);
      ByteBuffer hash = ByteBuffer.wrap(digest.digest(host.getBytes(StandardCharsets.UTF_8)));
      return new Fingerprint(hash.getLong(), hash.getLong());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
