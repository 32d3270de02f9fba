package org.pna.publisher.store;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.pna.model.AccessType;
import org.pna.model.Evidence;
import org.pna.model.message.accounting.FramedAddress;
import org.pna.model.message.accounting.Nas;
import org.pna.publisher.pidf.Network.Roaming;

/**
 * A session that a gateway accounts for, from its Start to its Stop.
 *
 * @param nas the gateway
 * @param id Acct-Session-Id, unique for its gateway
 * @param access the network it goes by, or null
 * @param apn access point name; private, never published
 * @param data whether it makes the subscriber reachable for data
 * @param roaming home or visited, or null when not known
 * @param began when it began, by the gateway's clock
 * @param order when the last thing heard of it happened, by the gateway's clock (rule T3)
 * @param interval the longest time so far between two things heard of it; null before the second
 * @param expires when it is too silent or too old to be believed (rule T7)
 * @param framed the addresses that the subscriber has by it; private, never published
 * @param bearer NSAPI or EPS bearer identity, or null
 * @param stop its end that waits (rule T15); null for none
 * @param evidence of what was last heard of it
 */
public record Account(
    Nas nas,
    String id,
    @Nullable AccessType access,
    @Nullable String apn,
    boolean data,
    @Nullable Roaming roaming,
    Instant began,
    Instant order,
    @Nullable Duration interval,
    Instant expires,
    FramedAddress framed,
    @Nullable Integer bearer,
    @Nullable HeldStop stop,
    Evidence evidence) {
  /** The same with an end that waits, or none. */
  public Account ending(@Nullable HeldStop waits) {
    return with(expires, waits);
  }

  /** The same, looked at again at another time. */
  public Account until(Instant time) {
    return with(time, stop);
  }

  private Account with(Instant until, @Nullable HeldStop waits) {
    return new Account(
        nas, id, access, apn, data, roaming, began, order, interval, until, framed, bearer, waits,
        evidence);
  }

  /** When the last thing heard of it happened, an end that waits included. */
  public Instant lastOrder() {
    return stop == null ? order : stop.order();
  }

  /** Whether it goes by wireless LAN. */
  public boolean isWlan() {
    return access == AccessType.WLAN;
  }
}
