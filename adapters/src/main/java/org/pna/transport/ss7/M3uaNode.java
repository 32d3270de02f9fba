package org.pna.transport.ss7;

import org.restcomm.protocols.ss7.m3ua.impl.M3UAManagementImpl;
import org.restcomm.protocols.ss7.mtp.Mtp3TransferPrimitive;
import org.restcomm.protocols.ss7.mtp.Mtp3UserPartListener;

/**
 * jSS7's M3UA, handing messages up on the thread that read them: its own executors queue without
 * bound, the socket does not.
 */
final class M3uaNode extends M3UAManagementImpl {
  private final Mtp3UserPartListener upper;

  M3uaNode(String name, Mtp3UserPartListener upper) {
    super(name, null, null);
    this.upper = upper;
  }

  @Override
  public void sendTransferMessageToLocalUser(Mtp3TransferPrimitive message, int sls) {
    upper.onMtp3TransferMessage(message);
  }
}
