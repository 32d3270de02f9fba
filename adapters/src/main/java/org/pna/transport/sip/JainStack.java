package org.pna.transport.sip;

import gov.nist.javax.sip.SipStackImpl;
import gov.nist.javax.sip.stack.SIPTransactionStack;
import java.lang.reflect.Field;
import javax.sip.PeerUnavailableException;

/** JAIN-SIP's stack with our bounds in it. */
final class JainStack extends SipStackImpl {
  JainStack(SipSettings settings, Connections connections, SipMeters meters)
      throws PeerUnavailableException {
    super(JainProperties.of(settings));
    networkLayer = new BoundedNetworkLayer(connections, settings.tls());
    setMessageProcessorFactory(new BoundedMessageProcessors(meters));
    setRouter(new ChosenHopRouter());
    sipMessageValves.add(new BranchValve(meters));
    sendDatagramsFromListeningSocket();
  }

  /**
   * The stack's own factory sets this flag, which no other can: without it each datagram leaves
   * from a socket of its own, and a watcher who honours our rport answers into the void.
   */
  private void sendDatagramsFromListeningSocket() throws PeerUnavailableException {
    try {
      Field flag = SIPTransactionStack.class.getDeclaredField("udpFlag");
      flag.setAccessible(true);
      flag.setBoolean(this, true);
    } catch (ReflectiveOperationException e) {
      throw new PeerUnavailableException("not the SIP stack we know", e);
    }
  }
}
