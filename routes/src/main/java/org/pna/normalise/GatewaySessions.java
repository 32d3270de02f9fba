package org.pna.normalise;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.pna.model.AccessType;
import org.pna.model.AccountedSession;
import org.pna.model.Evidence;
import org.pna.model.ReportingNode;
import org.pna.model.message.accounting.AccountingMessage;
import org.pna.model.message.accounting.Nas;
import org.pna.model.message.accounting.NasEvent;
import org.pna.publisher.pidf.Network.Roaming;
import org.pna.publisher.store.Account;
import org.pna.publisher.store.Accounts;
import org.pna.publisher.store.DomainFacts.Attached;
import org.pna.publisher.store.DomainFacts.Means;
import org.pna.publisher.store.EndedAccount;

/**
 * The sessions of a SIM that gateways account for. As long as there is one for data the means is
 * open; when the last is known to have ended it is closed, when nobody knows it is removed.
 */
final class GatewaySessions {
  /** Sessions of one SIM; beyond it the one that was not heard of for longest was missed. */
  static final int MAX = 16;

  /** Ended sessions remembered; beyond it the first goes. */
  static final int MAX_ENDED = 8;

  /** No gateway sends interim updates more often (RFC 2869 clause 5.16): else it is a change. */
  private static final Duration SHORTEST_INTERVAL = Duration.ofSeconds(60);

  /** Rule T7. */
  private static final int INTERVALS = 3;

  private static final ReportingNode NO_NODE = new ReportingNode(null, null);

  private final List<Account> open;
  private final List<EndedAccount> ended;
  private Means data;
  private Attached wlan;
  private Means wlanData;

  GatewaySessions(Accounts held) {
    open = new ArrayList<>(held.open());
    ended = new ArrayList<>(held.ended());
    data = held.data();
    wlan = held.wlan();
    wlanData = held.wlanData();
  }

  Accounts toAccounts() {
    return new Accounts(open, ended, data, wlan, wlanData);
  }

  /** Whether one goes on in the packet-switched domain. */
  boolean isInPs() {
    return open.stream().anyMatch(account -> account.access() == AccessType.PS);
  }

  /**
   * Applies what is told of one.
   *
   * @return false if something newer of it was heard before (rule T3)
   */
  boolean told(AccountedSession said, Evidence evidence, Terms terms) {
    Account before = find(said.nas(), said.id());
    if (before == null ? isOver(said) : said.order().isBefore(before.order())) {
      return false;
    }
    if (said.state() == AccountedSession.State.ENDED) {
      ends(said, before, evidence);
    } else {
      goesOn(said, before, evidence, terms);
    }
    return true;
  }

  private void goesOn(
      AccountedSession said, @Nullable Account before, Evidence evidence, Terms terms) {
    Duration interval = null;
    Instant began = said.began();
    AccessType access = said.access();
    Roaming roaming = terms.home().roaming(said.serving(), NO_NODE);
    if (before != null) {
      open.remove(before);
      interval = longer(before.interval(), before.evidence().time(), evidence.time());
      began = before.began();
      roaming = roaming == null && before.access() == access ? before.roaming() : roaming;
    }
    Duration life = terms.lifetimes().session();
    if (interval != null) {
      life = interval.multipliedBy(INTERVALS);
    }
    open.add(
        new Account(
            said.nas(),
            said.id(),
            access,
            said.apn(),
            said.data(),
            roaming,
            began,
            said.order(),
            interval,
            evidence.time().plus(life),
            evidence));
    if (open.size() > MAX) {
      open.remove(0);
    }
    if (access == AccessType.WLAN) {
      wlan = Attached.YES;
    }
    settle(Means.CLOSED, wlanGone(evidence));
  }

  private void ends(AccountedSession said, @Nullable Account before, Evidence evidence) {
    open.remove(before);
    isEnded(new EndedAccount(said.nas(), said.id(), said.order()));
    settle(Means.CLOSED, wlanGone(evidence));
  }

  /** Who leaves a wireless LAN is told by the AAA server; a PDG knows of its tunnels only. */
  private static Attached wlanGone(Evidence evidence) {
    return evidence.source().equals(AccountingMessage.PR) ? Attached.NO : Attached.UNKNOWN;
  }

  /**
   * Rule T14: none goes on that began before its gateway did.
   *
   * @return false if there is none
   */
  boolean restarts(NasEvent event) {
    Instant order = event.times().order(event.origin().time());
    List<Account> gone =
        open.stream()
            .filter(account -> event.covers(account.nas(), account.apn()))
            .filter(account -> account.began().isBefore(order))
            .toList();
    for (Account account : gone) {
      open.remove(account);
      isEnded(new EndedAccount(account.nas(), account.id(), order));
    }
    boolean byAaa = event.source().equals(AccountingMessage.PR);
    settle(Means.CLOSED, byAaa ? Attached.NO : Attached.UNKNOWN);
    return !gone.isEmpty();
  }

  /** One that is too old to be believed, or null. */
  @Nullable Account expired(Instant now) {
    for (Account account : open) {
      if (!account.expires().isAfter(now)) {
        return account;
      }
    }
    return null;
  }

  /** One is too old to be believed. */
  void giveUp(Account account) {
    open.remove(account);
    settle(Means.UNKNOWN, Attached.UNKNOWN);
  }

  /** What the last session leaves behind. */
  private void settle(Means without, Attached withoutWlan) {
    boolean mobile = isOpen(account -> account.data() && !account.isWlan());
    data = mobile ? Means.OPEN : data == Means.OPEN ? without : data;
    boolean tunnel = isOpen(account -> account.data() && account.isWlan());
    wlanData = tunnel ? Means.OPEN : wlanData == Means.OPEN ? without : wlanData;
    if (wlan == Attached.YES && !isOpen(Account::isWlan)) {
      wlan = withoutWlan;
    }
  }

  private boolean isOpen(Predicate<Account> which) {
    return open.stream().anyMatch(which);
  }

  private @Nullable Account find(Nas nas, String id) {
    for (Account account : open) {
      if (account.id().equals(id) && account.nas().isSameAs(nas)) {
        return account;
      }
    }
    return null;
  }

  /** Whether it was over when this was told: what comes late does not begin it again. */
  private boolean isOver(AccountedSession said) {
    for (EndedAccount one : ended) {
      if (one.id().equals(said.id()) && one.nas().isSameAs(said.nas())) {
        return !said.order().isAfter(one.order());
      }
    }
    return false;
  }

  private void isEnded(EndedAccount one) {
    ended.removeIf(known -> known.id().equals(one.id()) && known.nas().isSameAs(one.nas()));
    ended.add(one);
    if (ended.size() > MAX_ENDED) {
      ended.remove(0);
    }
  }

  private static Duration longer(@Nullable Duration interval, Instant before, Instant now) {
    Duration last = Duration.between(before, now);
    Duration least = interval == null ? SHORTEST_INTERVAL : interval;
    return last.compareTo(least) > 0 ? last : least;
  }
}
