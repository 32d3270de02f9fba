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
 * @param refusal why it does not want to be connected; null if it does
 */
record Capabilities(PeerState.Condition condition, @Nullable String refusal) {
  static final Capabilities NONE = new Capabilities(PeerState.Condition.DOWN, null);

  static Capabilities of(DiameterMessage answer) {
    Long result = answer.number(AvpCode.RESULT_CODE);
    if (result == null || result != ResultCode.SUCCESS) {
      boolean without = result != null && result == ResultCode.NO_COMMON_APPLICATION;
      return new Capabilities(
          without ? PeerState.Condition.NO_COMMON_APPLICATION : PeerState.Condition.DOWN,
          "capabilities exchange: result " + result);
    }
    Set<Integer> applications = answer.applications();
    if (applications.contains(DiameterHeader.SH)) {
      return new Capabilities(PeerState.Condition.UP, null);
    }
    return new Capabilities(
        applications.contains(DiameterHeader.RELAY)
            ? PeerState.Condition.RELAY
            : PeerState.Condition.NO_COMMON_APPLICATION,
        null);
  }
}
