package org.pna.transport.ss7.codec;

import org.jspecify.annotations.Nullable;
import org.pna.model.MalformedMessageException;

/**
 * EventSpecificInformationBCSM (TS 29.078 clause 5.1), as far as it changes what an event means.
 *
 * @param cause failure, busy or release cause (Q.850), 0 to 127
 * @param forwarded whether forwardedCall or callForwarded stands in it
 * @param location of a change of position
 */
record BcsmSpecificInformation(
    @Nullable Integer cause, boolean forwarded, @Nullable LocationInformation location) {
  static final BcsmSpecificInformation NONE = new BcsmSpecificInformation(null, false, null);

  private static final int O_ANSWER = 0xa5;
  private static final int T_BUSY = 0xa8;
  private static final int T_NO_ANSWER = 0xa9;
  private static final int T_ANSWER = 0xaa;
  private static final int O_CHANGE_OF_POSITION = 0xbf32;
  private static final int T_CHANGE_OF_POSITION = 0xbf33;
  private static final int LOCATION = 0xbf32;
  private static final int CAUSE = 0x80;
  private static final int CALL_FORWARDED = 0x9f32;
  private static final int FORWARDED_CALL = 0x9f34;

  /** Reads the alternative that the element holds. */
  static BcsmSpecificInformation read(BerReader element) throws MalformedMessageException {
    BerReader choice = element.contents("eventSpecificInformationBCSM");
    if (!choice.next()) {
      return NONE;
    }
    int flag =
        switch (choice.tag()) {
          case O_ANSWER, T_ANSWER -> FORWARDED_CALL;
          case T_BUSY, T_NO_ANSWER -> CALL_FORWARDED;
          default -> -1;
        };
    BerReader fields = choice.contents("eventSpecificInformationBCSM");
    boolean moved = choice.tag() == O_CHANGE_OF_POSITION || choice.tag() == T_CHANGE_OF_POSITION;
    Integer cause = null;
    LocationInformation location = null;
    boolean forwarded = false;
    while (fields.next()) {
      if (fields.tag() == CAUSE) {
        cause = Lenient.orNull(() -> IsupParameter.cause(fields));
      } else if (moved && fields.tag() == LOCATION) {
        location =
            Lenient.orNull(
                () -> LocationInformation.circuitSwitched(fields, "locationInformation"));
      }
      forwarded |= fields.tag() == flag;
    }
    return new BcsmSpecificInformation(cause, forwarded, location);
  }
}
