package org.pna.transport.sip;

import gov.nist.javax.sip.SipStackImpl;
import javax.sip.PeerUnavailableException;

/** JAIN-SIP's stack with our bounds in it. */
final class JainStack extends SipStackImpl {
  JainStack(SipSettings settings, Connections connections) throws PeerUnavailableException {
    super(JainProperties.of(settings));
    networkLayer = new BoundedNetworkLayer(connections);
    setMessageProcessorFactory(new BoundedMessageProcessors());
    setRouter(new ChosenHopRouter());
  }
}
