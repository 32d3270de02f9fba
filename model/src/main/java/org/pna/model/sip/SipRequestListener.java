package org.pna.model.sip;

/** Told of each new request. */
@FunctionalInterface
public interface SipRequestListener {
  /**
   * Called on a thread of the endpoint, which must not be blocked.
   *
   * @param transaction to be answered once, now or later; ACK never comes here
   */
  void received(SipServerTransaction transaction);
}
