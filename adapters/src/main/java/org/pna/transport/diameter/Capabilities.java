package org.pna.transport.diameter;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pna.transport.diameter.codec.AvpCode;
import org.pna.transport.diameter.codec.DiameterHeader;
import org.pna.transport.diameter.codec.DiameterMessage;
import org.pna.transport.diameter.codec.ResultCode;

/**
 * What a peer said of itself in the Capabilities-Exchange-Answer (RFC 6733 clause 5.3.2).
 *
 * @param condition what it can be used for when it is up
 * @param hasSh whether Sh is among it
 * @param refusal why it does not want to be connected; null if it does
 */
record Capabilities(PeerState.Condition condition, boolean hasSh, @Nullable String refusal) {
  static final Capabilities NONE = new Capabilities(PeerState.Condition.DOWN, false, null);

  /**
   * Reads an answer.
   *
   * @param isPrServed whether the node serves Pr too
   */
  static Capabilities of(DiameterMessage answer, boolean isPrServed) {
    Long result = answer.number(AvpCode.RESULT_CODE);
    if (result == null || result != ResultCode.SUCCESS) {
      boolean without = result != null && result == ResultCode.NO_COMMON_APPLICATION;
      return new Capabilities(
          without ? PeerState.Condition.NO_COMMON_APPLICATION : PeerState.Condition.DOWN,
          false,
          "capabilities exchange: result " + result);
    }
    Set<Integer> applications = answer.applications();
    boolean hasSh = applications.contains(DiameterHeader.SH);
    if (hasSh || (isPrServed && applications.contains(DiameterHeader.PR))) {
      return new Capabilities(PeerState.Condition.UP, hasSh, null);
    }
    return new Capabilities(
        applications.contains(DiameterHeader.RELAY)
            ? PeerState.Condition.RELAY
            : PeerState.Condition.NO_COMMON_APPLICATION,
        false,
        null);
  }
}
