package org.pna.transport.sip.codec;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.pna.model.MalformedMessageException;
import org.pna.model.MalformedMessageException.Kind;
import org.pna.model.message.Fingerprint;
import org.pna.model.sip.SipHeaders;
import org.pna.model.sip.SipNameAddress;
import org.pna.model.sip.SipRequest;
import org.pna.model.sip.SipValue;

/** Header values that every request has, read strictly. */
final class SipValues {
  private static final int LONGEST = 2_048;
  private static final long MOST_CSEQ = 0x7FFFFFFFL;

  private SipValues() {}

  /** Whether it is a number of at most 18 digits. */
  static boolean isNumber(String text) {
    return !text.isEmpty()
        && text.length() <= 18
        && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  /**
   * A header that is there once.
   *
   * @throws MalformedMessageException if it is missing, there twice or too long
   */
  static String one(SipHeaders headers, String name) throws MalformedMessageException {
    int count = headers.count(name);
    if (count != 1) {
      throw count == 0
          ? new MalformedMessageException(Kind.DATA_MISSING, name, "none")
          : malformed(name, count + " of them");
    }
    String value = headers.first(name).orElseThrow();
    if (value.isBlank()) {
      throw new MalformedMessageException(Kind.DATA_MISSING, name, "empty");
    }
    if (value.length() > LONGEST) {
      throw malformed(name, "longer than " + LONGEST);
    }
    return value;
  }

  /**
   * An address that is there once.
   *
   * @throws MalformedMessageException if it is missing, there twice or none
   */
  static SipNameAddress address(SipHeaders headers, String name) throws MalformedMessageException {
    return SipNameAddress.parse(one(headers, name))
        .orElseThrow(() -> malformed(name, "no address"));
  }

  /**
   * The number of CSeq.
   *
   * @throws MalformedMessageException if there is none, or it is of another method
   */
  static long cseq(SipRequest request) throws MalformedMessageException {
    String[] parts = one(request.headers(), "CSeq").strip().split("\\s+", -1);
    if (parts.length != 2
        || !isNumber(parts[0])
        || Long.parseLong(parts[0]) > MOST_CSEQ
        || !parts[1].equals(request.method())) {
      throw malformed("CSeq", "no number and method");
    }
    return Long.parseLong(parts[0]);
  }

  /**
   * Of Call-ID, CSeq, From tag and branch (rule T2): the first 128 bits of a SHA-256.
   *
   * @throws MalformedMessageException if one of them is missing
   */
  static Fingerprint fingerprint(SipRequest request) throws MalformedMessageException {
    String branch =
        request.headers().list("Via").stream()
            .findFirst()
            .map(via -> SipValue.parse(via).parameters().getOrDefault("branch", ""))
            .orElse("");
    String text =
        String.join(
            "\n",
            one(request.headers(), "Call-ID"),
            request.method() + ' ' + cseq(request),
            address(request.headers(), "From").tag().orElse(""),
            branch);
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      ByteBuffer hash = ByteBuffer.wrap(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
      return new Fingerprint(hash.getLong(), hash.getLong());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  static MalformedMessageException malformed(String where, String reason) {
    return new MalformedMessageException(Kind.UNEXPECTED_VALUE, where, reason);
  }
}
