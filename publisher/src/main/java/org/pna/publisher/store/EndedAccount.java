package org.pna.publisher.store;

import java.time.Instant;
import org.pna.model.message.accounting.FramedAddress;
import org.pna.model.message.accounting.Nas;

/**
 * A session that is over, kept for a while: so that what comes late does not begin it again (rule
 * T3), and that it can be told who had an address.
 *
 * @param nas the gateway
 * @param id Acct-Session-Id
 * @param began when it began, by the gateway's clock; the same as {@code order} where it had no
 *     address
 * @param order when it ended, by the gateway's clock
 * @param framed the addresses that the subscriber had by it; private, never published
 */
public record EndedAccount(Nas nas, String id, Instant began, Instant order, FramedAddress framed) {
  public EndedAccount {
    began = framed.equals(FramedAddress.NONE) ? order : began; // nobody asks for it then
  }
}
