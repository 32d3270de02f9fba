package org.pna.model.sip;

import java.io.IOException;
import java.util.List;

/**
 * A SIP stack as the presence server sees it: transactions (RFC 3261 clause 17) over UDP and TCP,
 * nothing of dialogues. Implementations bound their transactions, connections and message sizes and
 * survive any malformed message.
 */
public interface SipEndpoint extends AutoCloseable {
  /**
   * Opens the sockets.
   *
   * @param listener told of each request from now on
   * @throws IOException if a socket cannot be opened; none is open then
   */
  void start(SipRequestListener listener) throws IOException;

  /**
   * Sends a request in a transaction of its own, repeating it over UDP until it is answered or
   * timer F fires. Chooses TCP for what is too large for UDP where it can (RFC 3261 clause 18.1.1).
   * Does not block and never throws.
   *
   * @param listener told once of the end, possibly before this returns
   */
  void send(SipRequest request, SipResponseListener listener);

  /** The sockets that are open, in the order of the configuration; ports are the real ones. */
  List<SipSocket> sockets();

  /** Closes the sockets; transactions under way may never hear of their end. */
  @Override
  void close();
}
