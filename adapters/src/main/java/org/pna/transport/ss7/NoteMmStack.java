package org.pna.transport.ss7;

import org.restcomm.protocols.ss7.map.MAPStackImpl;
import org.restcomm.protocols.ss7.sccp.SccpProvider;

/** jSS7's TCAP and MAP of one subsystem, with {@link NoteMmProvider} for its provider. */
final class NoteMmStack extends MAPStackImpl {
  NoteMmStack(
      String name, SccpProvider sccp, int subsystem, Delivery.Current current, MapMeters meters) {
    super(name, sccp, subsystem);
    mapProvider = new NoteMmProvider(name, getTCAPStack().getProvider(), current, meters);
  }
}
