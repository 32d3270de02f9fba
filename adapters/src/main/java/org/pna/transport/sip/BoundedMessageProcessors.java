package org.pna.transport.sip;

import gov.nist.javax.sip.stack.DatagramQueuedMessageDispatch;
import gov.nist.javax.sip.stack.MessageProcessor;
import gov.nist.javax.sip.stack.OIOMessageProcessorFactory;
import gov.nist.javax.sip.stack.SIPTransactionStack;
import gov.nist.javax.sip.stack.UDPMessageProcessor;
import java.io.IOException;
import java.net.InetAddress;
import java.util.concurrent.ArrayBlockingQueue;

/**
 * The stack's blocking sockets, with a bound on the datagrams that wait for a thread: its own queue
 * has none. A datagram too many is dropped, as the kernel would drop it.
 */
final class BoundedMessageProcessors extends OIOMessageProcessorFactory {
  /** Each holds a buffer of the longest message. */
  private static final int MAX_WAITING = 1_024;

  private final SipMeters meters;

  BoundedMessageProcessors(SipMeters meters) {
    this.meters = meters;
  }

  @Override
  public MessageProcessor createMessageProcessor(
      SIPTransactionStack stack, InetAddress address, int port, String transport)
      throws IOException {
    return transport.equalsIgnoreCase("udp")
        ? new BoundedUdp(address, stack, port, meters)
        : super.createMessageProcessor(stack, address, port, transport);
  }

  private static final class BoundedUdp extends UDPMessageProcessor {
    BoundedUdp(InetAddress address, SIPTransactionStack stack, int port, SipMeters meters)
        throws IOException {
      super(address, stack, port);
      messageQueue =
          new ArrayBlockingQueue<>(MAX_WAITING) {
            @Override
            public boolean offer(DatagramQueuedMessageDispatch datagram) {
              boolean taken = super.offer(datagram);
              if (!taken) {
                meters.dropped();
              }
              return taken;
            }
          };
      meters.watch(messageQueue);
    }
  }
}
