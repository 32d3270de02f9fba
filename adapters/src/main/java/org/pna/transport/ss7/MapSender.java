package org.pna.transport.ss7;

import java.io.IOException;
import org.restcomm.protocols.ss7.sccp.SccpProvider;
import org.restcomm.protocols.ss7.sccp.parameter.SccpAddress;

/** Sends the TCAP messages of dialogues that we begin from a node's MAP subsystem. */
final class MapSender {
  /** SSN of an HLR (TS 23.003 clause 8). */
  private static final int HLR = 6;

  /** MTP3 has sixteen signalling link selections. */
  private static final int SELECTIONS = 0x0f;

  private final Ss7Node node;

  MapSender(Ss7Node node) {
    this.node = node;
  }

  /** Whether a Begin can be sent now. */
  boolean isUp() {
    return !node.reachable().isEmpty();
  }

  /**
   * Sends a Begin to an HLR: routed on its global title, to be returned if it does not arrive.
   *
   * @param hlr E.164 digits
   * @param id our transaction id; all messages of a dialogue go the same way
   * @throws IOException if there is no way to go
   */
  void begin(String hlr, long id, byte[] message) throws IOException {
    send(node.address(hlr, HLR), id, true, message);
  }

  /** Sends a later message of a dialogue to where the last one came from. */
  void reply(ReceivedAddress to, long id, byte[] message) throws IOException {
    send(to, id, false, message);
  }

  private void send(SccpAddress to, long id, boolean returnOnError, byte[] message)
      throws IOException {
    SccpProvider sccp = node.sccp();
    int subsystem = node.link().subsystem();
    sccp.send(
        sccp.getMessageFactory()
            .createDataMessageClass1(
                to,
                node.ownAddress(subsystem),
                message,
                (int) id & SELECTIONS,
                subsystem,
                returnOnError,
                null,
                null));
  }
}
