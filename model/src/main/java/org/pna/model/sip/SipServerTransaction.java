package org.pna.model.sip;

/** A request that waits for its answer (RFC 3261 clause 17.2); repeats of it are absorbed below. */
public interface SipServerTransaction {
  /** What was asked. */
  SipRequest request();

  /**
   * Answers; does not block, never throws. A second final answer is ignored, one that cannot be
   * sent is counted and dropped.
   */
  void respond(SipResponse response);
}
