package org.pna.transport.ss7.codec;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pna.model.Domain;
import org.pna.model.Imsi;
import org.pna.model.MalformedMessageException;
import org.pna.model.Msisdn;
import org.pna.model.SubscriberId;
import org.pna.model.message.map.MmCode;

/**
 * What a NoteMM-EventArg says of its subscriber, read from one that as a whole cannot be decoded:
 * so that it is known of whom something was missed.
 *
 * @param subscriber the names that can be read, an IMSI the first; none if there is no sound IMSI
 * @param domain of the MM-Code; null if that cannot be read or is unknown
 */
public record NoteMmNames(List<SubscriberId> subscriber, @Nullable Domain domain) {
  private static final int FORM = 0x20;

  public NoteMmNames {
    subscriber = List.copyOf(subscriber);
  }

  /**
   * Reads what there is up to the first element that has no end. An element that stands twice with
   * different contents tells nothing: an identity is never guessed.
   *
   * @param data octets
   * @param offset where the argument's SEQUENCE tag stands
   * @param length octets of the argument, or of what there is of it
   */
  public static NoteMmNames read(byte[] data, int offset, int length) {
    Field<String> imsi = new Field<>();
    Field<String> msisdn = new Field<>();
    Field<Domain> domain = new Field<>();
    try {
      BerReader outer = new BerReader(data, offset, length, "NoteMM-EventArg");
      if (outer.next() && outer.tag() == 0x30) {
        BerReader fields = outer.contents("NoteMM-EventArg");
        while (fields.next()) {
          switch (fields.tag() & ~FORM) {
            case 0x80 -> domain.read(() -> domain(fields));
            case 0x81 -> imsi.read(() -> AddressString.imsi(fields, "imsi"));
            case 0x82 -> msisdn.read(() -> AddressString.msisdn(fields, "msisdn"));
            default -> {}
          }
        }
      }
    } catch (MalformedMessageException e) {
      // the rest has no end that could be found
    }
    List<SubscriberId> names = new ArrayList<>(2);
    String digits = imsi.value();
    if (digits != null) {
      names.add(new Imsi(digits));
      String number = msisdn.value();
      if (number != null) {
        names.add(new Msisdn(number));
      }
    }
    return new NoteMmNames(names, domain.value());
  }

  private static @Nullable Domain domain(BerReader element) throws MalformedMessageException {
    element.requireLength("eventMet", 1, 1);
    int octet = element.octet(0);
    return MmCode.of(octet) == null ? null : (octet & 0x80) == 0 ? Domain.CS : Domain.PS;
  }

  /** One element as far as it is sound and said only once, or always the same. */
  private static final class Field<T> {
    private @Nullable T value;
    private boolean isContradicted;

    interface Reader<T> {
      @Nullable T read() throws MalformedMessageException;
    }

    void read(Reader<T> reader) {
      try {
        T found = reader.read();
        isContradicted |= value != null && !value.equals(found);
        value = found;
      } catch (MalformedMessageException e) {
        isContradicted |= value != null;
      }
    }

    @Nullable T value() {
      return isContradicted ? null : value;
    }
  }
}
