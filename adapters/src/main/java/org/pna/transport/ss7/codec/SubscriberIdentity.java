package org.pna.transport.ss7.codec;

import org.pna.model.Imsi;
import org.pna.model.MalformedMessageException;
import org.pna.model.MalformedMessageException.Kind;
import org.pna.model.Msisdn;
import org.pna.model.SubscriberId;

/** SubscriberIdentity (TS 29.002 clause 17.7.8): an IMSI or an MSISDN. */
final class SubscriberIdentity {
  private SubscriberIdentity() {}

  static SubscriberId read(BerReader element, String name) throws MalformedMessageException {
    BerReader choice = element.contents(name);
    if (!choice.next() || choice.end() != element.offset() + element.length()) {
      throw new MalformedMessageException(Kind.MISTYPED, name, "not one alternative");
    }
    return switch (choice.tag()) {
      case 0x80 -> new Imsi(AddressString.imsi(choice, name + ".imsi"));
      case 0x81 -> new Msisdn(AddressString.msisdn(choice, name + ".msisdn"));
      default -> throw new MalformedMessageException(Kind.MISTYPED, name, "unknown alternative");
    };
  }

  /**
   * @throws IllegalArgumentException if the name is neither an IMSI nor an MSISDN
   */
  static byte[] write(int tag, SubscriberId subscriber) {
    if (subscriber instanceof Imsi imsi) {
      return BerWriter.element(tag, BerWriter.element(0x80, AddressString.tbcd(imsi.digits())));
    }
    if (subscriber instanceof Msisdn msisdn) {
      return BerWriter.element(tag, AddressString.international(0x81, msisdn.digits()));
    }
    throw new IllegalArgumentException("neither an IMSI nor an MSISDN: " + subscriber);
  }
}
