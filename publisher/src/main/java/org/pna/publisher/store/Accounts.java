package org.pna.publisher.store;

import java.util.List;
import org.pna.publisher.store.DomainFacts.Attached;
import org.pna.publisher.store.DomainFacts.Means;

/**
 * What the accounting of gateways says of one IMSI.
 *
 * @param open sessions that go on, the last begun last
 * @param ended the last ones that are over
 * @param data whether it is reachable for data by a mobile network; UNKNOWN: nothing is said
 * @param wlan whether it is attached to a wireless LAN
 * @param wlanData the same as {@code data} by wireless LAN
 */
public record Accounts(
    List<Account> open, List<EndedAccount> ended, Means data, Attached wlan, Means wlanData) {
  /** Nothing heard of any. */
  public static final Accounts NONE =
      new Accounts(List.of(), List.of(), Means.UNKNOWN, Attached.UNKNOWN, Means.UNKNOWN);

  public Accounts {
    open = List.copyOf(open);
    ended = List.copyOf(ended);
  }

  /** The same with other sessions that are over. */
  public Accounts with(List<EndedAccount> others) {
    return new Accounts(open, others, data, wlan, wlanData);
  }
}
