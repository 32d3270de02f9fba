package org.pna.transport.sip;

import gov.nist.javax.sip.message.SIPRequest;
import java.util.Collections;
import java.util.ListIterator;
import javax.sip.SipException;
import javax.sip.address.Hop;
import javax.sip.address.Router;
import javax.sip.message.Request;
import org.jspecify.annotations.Nullable;

/**
 * Gives the stack the hop that {@link NextHop} has chosen and resolved, which the request carries
 * as its application data. The stack itself never looks up a name.
 */
final class ChosenHopRouter implements Router {
  @Override
  public Hop getNextHop(Request request) throws SipException {
    if (((SIPRequest) request).getApplicationData() instanceof Hop hop) {
      return hop;
    }
    throw new SipException("no hop chosen");
  }

  @Override
  @SuppressWarnings({"rawtypes", "deprecation"}) // the interface is older than generics
  public ListIterator getNextHops(Request request) {
    return Collections.emptyListIterator();
  }

  @Override
  public @Nullable Hop getOutboundProxy() {
    return null;
  }
}
