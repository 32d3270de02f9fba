package org.pna.transport.ss7.codec;

import org.jspecify.annotations.Nullable;
import org.pna.model.Call;
import org.pna.model.MalformedMessageException;

/** Ext-BasicServiceCode (TS 29.002 clauses 17.7.9 and 17.7.10) as the bearer of a call. */
final class BasicService {
  private static final int BEARER_SERVICE = 0x82;
  private static final int TELESERVICE = 0x83;
  private static final int FACSIMILE = 0x60;
  private static final int GENERAL_SYNCHRONOUS_DATA = 0x1f;

  private BasicService() {}

  /** The bearer; null for an alternative that the specification does not know. */
  static Call.@Nullable Bearer bearer(BerReader element) throws MalformedMessageException {
    BerReader choice = element.contents("ext-basicServiceCode");
    if (!choice.next()) {
      return null;
    }
    return switch (choice.tag()) {
      case BEARER_SERVICE -> {
        choice.requireLength("ext-BearerService", 1, 5);
        // BS30, the service of video telephony
        yield choice.octet(0) == GENERAL_SYNCHRONOUS_DATA ? Call.Bearer.VIDEO : Call.Bearer.DATA;
      }
      case TELESERVICE -> {
        choice.requireLength("ext-Teleservice", 1, 5);
        yield (choice.octet(0) & 0xf0) == FACSIMILE ? Call.Bearer.DATA : Call.Bearer.SPEECH;
      }
      default -> null;
    };
  }
}
