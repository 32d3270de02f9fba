package org.pna.transport.ss7;

import java.io.IOException;
import org.restcomm.protocols.ss7.sccp.SccpProvider;
import org.restcomm.protocols.ss7.sccp.message.ParseException;
import org.restcomm.protocols.ss7.sccp.parameter.SccpAddress;

/** Sends what CAP says: class 1, from our own address. Never throws. */
final class CapPort {
  private static final int SLS_MASK = 0x0f;

  private final SccpProvider sccp;
  private final SccpAddress own;
  private final CapMeters meters;

  CapPort(SccpProvider sccp, SccpAddress own, CapMeters meters) {
    this.sccp = sccp;
    this.own = own;
    this.meters = meters;
  }

  /** Begins or goes on with a dialogue: on its own link selection, with the return option. */
  void send(ReceivedAddress to, long transaction, byte[] tcap) {
    send(to, (int) transaction & SLS_MASK, true, tcap);
  }

  /** The last message of a dialogue, or the only one. */
  void last(ReceivedAddress to, int sls, byte[] tcap) {
    send(to, sls, false, tcap);
  }

  /** The last message of one that is tracked, to where its peer spoke from just now. */
  void last(Tracked tracked, ReceivedAddress to, byte[] tcap) {
    last(to, tracked.id & SLS_MASK, tcap);
  }

  /** The last message of one that is tracked. */
  void last(Tracked tracked, byte[] tcap) {
    try {
      last(tracked.peer(), tracked.id & SLS_MASK, tcap);
    } catch (ParseException e) {
      meters.failed("send", e);
    }
  }

  private void send(ReceivedAddress to, int sls, boolean returnOnError, byte[] tcap) {
    try {
      sccp.send(
          sccp.getMessageFactory()
              .createDataMessageClass1(
                  to, own, tcap, sls, own.getSubsystemNumber(), returnOnError, null, null));
    } catch (IOException | RuntimeException e) {
      meters.failed("send", e);
    }
  }
}
