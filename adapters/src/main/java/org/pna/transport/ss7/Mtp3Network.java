package org.pna.transport.ss7;

import java.util.List;
import org.restcomm.protocols.ss7.mtp.Mtp3UserPart;
import org.restcomm.protocols.ss7.mtp.Mtp3UserPartListener;

/** What carries a link's MTP3 messages: M3UA, or memory in tests. */
interface Mtp3Network {
  /**
   * Makes it ready to send, without yet letting anything in.
   *
   * @param upper gets what arrives, on the thread it arrives on
   */
  Mtp3UserPart open(Mtp3UserPartListener upper) throws LinkStartException;

  /** Lets traffic in. */
  void activate() throws LinkStartException;

  /** State of each association in the order of the configuration. */
  List<LinkState> states();

  /** Ends the traffic and all threads. */
  void close();
}
