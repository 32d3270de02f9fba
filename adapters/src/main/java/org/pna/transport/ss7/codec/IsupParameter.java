package org.pna.transport.ss7.codec;

import org.jspecify.annotations.Nullable;
import org.pna.model.Call;
import org.pna.model.MalformedMessageException;
import org.pna.model.MalformedMessageException.Kind;

/** Parameters of ISUP (Q.763) that CAP carries as octet strings. */
final class IsupParameter {
  private static final int INTERNATIONAL = 4;
  private static final int E164 = 1;
  private static final int EXTENSION = 0x80;

  private static final int UNRESTRICTED_DIGITAL = 0x08;
  private static final int UNRESTRICTED_WITH_TONES = 0x11;
  private static final int VIDEO = 0x18;
  private static final int H223_AND_H245 = 0x26;

  private IsupParameter() {}

  /**
   * Cause indicators (Q.763 clause 3.12): the cause value, 0 to 127.
   *
   * @param element 2 to 32 octets; a recommendation octet may stand between
   */
  static Integer cause(BerReader element) throws MalformedMessageException {
    element.requireLength("cause", 2, 32);
    int at = (element.octet(0) & EXTENSION) == 0 ? 2 : 1;
    if (at == element.length()) {
      throw new MalformedMessageException(Kind.MISTYPED, "cause", "no cause value");
    }
    return element.octet(at) & 0x7f;
  }

  /**
   * Calling party number (Q.763 clause 3.10): its digits, null if they are not a whole
   * international E.164 number, since an identity is never guessed.
   */
  static @Nullable String international(BerReader element) throws MalformedMessageException {
    element.requireLength("callingPartyNumber", 2, 10);
    boolean odd = (element.octet(0) & 0x80) != 0;
    if ((element.octet(0) & 0x7f) != INTERNATIONAL
        || ((element.octet(1) >> 4) & 7) != E164
        || (element.octet(1) & 0x80) != 0) {
      return null;
    }
    int count = 2 * (element.length() - 2) - (odd ? 1 : 0);
    if (count < 1 || count > 15) {
      return null;
    }
    StringBuilder digits = new StringBuilder(count);
    for (int i = 0; i < count; i++) {
      int octet = element.octet(2 + i / 2);
      int digit = i % 2 == 0 ? octet & 0xf : octet >> 4;
      if (digit > 9) {
        return null;
      }
      digits.append((char) ('0' + digit));
    }
    return digits.toString();
  }

  /** User service information (Q.763 clause 3.57, coded as Q.931 clause 4.5.5 from octet 3). */
  static Call.Bearer userServiceInformation(BerReader element) throws MalformedMessageException {
    element.requireLength("bearerCap", 2, 11);
    return switch (element.octet(0) & 0x1f) {
      case UNRESTRICTED_DIGITAL, UNRESTRICTED_WITH_TONES ->
          isVideoProtocol(element) ? Call.Bearer.VIDEO : Call.Bearer.DATA;
      case VIDEO -> Call.Bearer.VIDEO;
      case 0x09 -> Call.Bearer.DATA;
      default -> Call.Bearer.SPEECH;
    };
  }

  /** Whether layer 1 is H.223 and H.245, which only video telephony uses. */
  private static boolean isVideoProtocol(BerReader element) {
    for (int i = 2; i < element.length(); i++) {
      if ((element.octet(i) & 0x7f) == H223_AND_H245) {
        return true;
      }
    }
    return false;
  }
}
