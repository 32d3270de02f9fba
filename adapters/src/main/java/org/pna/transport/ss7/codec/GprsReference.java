package org.pna.transport.ss7.codec;

import org.jspecify.annotations.Nullable;
import org.pna.model.MalformedMessageException;
import org.pna.model.MalformedMessageException.Kind;

/**
 * CAP-GPRS-ReferenceNumber (TS 29.078 clause 8.1), object identifier 0.4.0.0.1.1.5.2: it stands in
 * the user information of AARQ and AARE and ties the dialogues of one relationship together (rule
 * S3).
 *
 * <p>Its module of the specification has explicit tags, unlike those of the operations. Some read
 * and write it with implicit ones, so that both are read here.
 *
 * @param destination the receiver's reference, 0 to 2^31 - 1; null when not told
 * @param origination the sender's reference, likewise
 */
public record GprsReference(@Nullable Long destination, @Nullable Long origination) {
  private static final String NAME = "CAP-GPRS-ReferenceNumber";
  private static final String OBJECT_IDENTIFIER = "0.4.0.0.1.1.5.2";
  private static final byte[] NONE = {};

  /** Whether an object identifier, dotted, is the reference number's. */
  static boolean isNamed(@Nullable String objectIdentifier) {
    return OBJECT_IDENTIFIER.equals(objectIdentifier);
  }

  /** Reads the value out of its EXTERNAL; numbers that are none of the specification's are lost. */
  static GprsReference read(BerReader value) throws MalformedMessageException {
    BerReader sequence = value.contents(NAME);
    if (!sequence.next() || sequence.tag() != 0x30) {
      throw new MalformedMessageException(Kind.MISTYPED, NAME, "no SEQUENCE");
    }
    BerReader fields = sequence.contents(NAME);
    Long destination = null;
    Long origination = null;
    while (fields.next()) {
      switch (fields.tag()) {
        case 0xa0 -> destination = explicit(fields);
        case 0xa1 -> origination = explicit(fields);
        case 0x80 -> destination = number(fields);
        case 0x81 -> origination = number(fields);
        default -> {}
      }
    }
    return new GprsReference(destination, origination);
  }

  private static @Nullable Long explicit(BerReader element) throws MalformedMessageException {
    BerReader integer = element.contents(NAME);
    return integer.next() ? number(integer) : null;
  }

  private static @Nullable Long number(BerReader element) throws MalformedMessageException {
    long number = element.integer(NAME);
    return number < 0 || number > Integer.MAX_VALUE ? null : number;
  }

  /** The whole EXTERNAL, as user information holds it. */
  public byte[] external() {
    return BerWriter.element(
        0x28,
        ObjectIdentifiers.element(OBJECT_IDENTIFIER),
        BerWriter.element(
            0xa0,
            BerWriter.element(
                0x30,
                destination == null ? NONE : explicit(0xa0, destination),
                origination == null ? NONE : explicit(0xa1, origination))));
  }

  private static byte[] explicit(int tag, long number) {
    return BerWriter.element(tag, BerWriter.integer(0x02, number));
  }
}
