package org.pna.transport.ss7;

import java.io.IOException;
import java.io.OutputStream;
import org.restcomm.protocols.ss7.sccp.SccpProtocolVersion;
import org.restcomm.protocols.ss7.sccp.impl.parameter.ParameterFactoryImpl;
import org.restcomm.protocols.ss7.sccp.impl.parameter.SccpAddressImpl;
import org.restcomm.protocols.ss7.sccp.message.ParseException;
import org.restcomm.protocols.ss7.sccp.parameter.GlobalTitle;

/**
 * A calling party address with the octets it came in, so that an answer's called party address is
 * the same to the last bit, and with the point code that the answer goes to.
 */
final class ReceivedAddress extends SccpAddressImpl {
  private static final long serialVersionUID = 1;

  private final byte[] octets;
  private final int origin;

  /**
   * @param octets the address parameter without its length
   * @param origin MTP3 originating point code of the message
   * @throws ParseException if the octets are no address
   */
  ReceivedAddress(byte[] octets, int origin) throws ParseException {
    this.octets = octets;
    this.origin = origin;
    super.decode(octets, new ParameterFactoryImpl(), SccpProtocolVersion.ITU);
  }

  /** The address parameter as it came. */
  byte[] octets() {
    return octets;
  }

  int origin() {
    return origin;
  }

  /** The address in the model's terms; its point code is the originating one if it has none. */
  org.pna.model.message.map.SccpAddress toModel() {
    GlobalTitle title = getGlobalTitle();
    boolean hasPointCode = getAddressIndicator().isPCPresent();
    return new org.pna.model.message.map.SccpAddress(
        title == null ? null : title.getDigits(),
        hasPointCode ? getSignalingPointCode() : origin,
        getAddressIndicator().isSSNPresent() ? getSubsystemNumber() : 0);
  }

  @Override
  public byte[] encode(boolean removeSpc, SccpProtocolVersion version) {
    return octets.clone();
  }

  @Override
  public void encode(OutputStream out, boolean removeSpc, SccpProtocolVersion version)
      throws ParseException {
    try {
      out.write(octets);
    } catch (IOException e) {
      throw new ParseException(e);
    }
  }

  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }
}
