package org.pna.model.sip;

/** Told once how a request of ours ended, on a thread that must not be blocked. */
public interface SipResponseListener {
  /**
   * Somebody answered.
   *
   * @param response the final one
   */
  void answered(SipResponse response);

  /** No final response came. */
  void failed(Failure failure);

  /** Why there is no response (RFC 3261 clause 8.1.3.1). */
  enum Failure {
    /** Timer F fired: nobody answered. */
    TIMEOUT,
    /** It could not be sent, or there is no room for another transaction. */
    TRANSPORT
  }
}
