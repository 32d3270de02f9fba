package org.pna.normalise;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.pna.model.AccessType;
import org.pna.model.AccountedSession;
import org.pna.model.Evidence;
import org.pna.model.ReportingNode;
import org.pna.model.message.accounting.AccountingMessage;
import org.pna.model.message.accounting.AccountingStatus;
import org.pna.model.message.accounting.FramedAddress;
import org.pna.model.message.accounting.Nas;
import org.pna.model.message.accounting.NasEvent;
import org.pna.publisher.pidf.Network.Roaming;
import org.pna.publisher.store.Account;
import org.pna.publisher.store.Accounts;
import org.pna.publisher.store.DomainFacts.Attached;
import org.pna.publisher.store.DomainFacts.Means;
import org.pna.publisher.store.EndedAccount;
import org.pna.publisher.store.HeldStop;

/**
 * The sessions of a SIM that gateways account for. As long as there is one for data the means is
 * open; when the last is known to have ended it is closed, when nobody knows it is removed.
 */
final class GatewaySessions {
  /** Sessions of one SIM; beyond it the one that was not heard of for longest was missed. */
  static final int MAX = 16;

  /** Ended sessions remembered; beyond it the first goes. */
  static final int MAX_ENDED = 8;

  /** How long they are. */
  static final Duration ENDED_MEMORY = Duration.ofHours(24);

  /** No gateway sends interim updates more often (RFC 2869 clause 5.16): else it is a change. */
  private static final Duration SHORTEST_INTERVAL = Duration.ofSeconds(60);

  /** Rule T7. */
  private static final int INTERVALS = 3;

  /** What is late by a part of the interval was missed, or will not come any more. */
  private static final int LATE_PARTS = 10;

  private static final ReportingNode NO_NODE = new ReportingNode(null, null);

  private final List<Account> open;
  private final List<EndedAccount> ended;
  private Means data;
  private Attached wlan;
  private Means wlanData;
  private @Nullable AccessType left;

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

  /** The network that what was told of a session has it leave for another; null: none. */
  @Nullable AccessType left() {
    return left;
  }

  /** Whether one goes on in the packet-switched domain. */
  boolean isInPs() {
    return isOpen(account -> account.access() == AccessType.PS);
  }

  /** Whether something newer of the same session or bearer was heard before (rule T3). */
  boolean isLate(AccountedSession said) {
    Account before = find(said.nas(), said.id());
    boolean goesOn = said.state() != AccountedSession.State.ENDED;
    return (before == null ? isOver(said) : isLate(said, before))
        || (goesOn && sameBearer(said).anyMatch(one -> one.order().isAfter(said.order())));
  }

  /** Applies what is told of one, and is not late. */
  void told(AccountedSession said, Evidence evidence, Terms terms) {
    Account before = find(said.nas(), said.id());
    if (said.state() == AccountedSession.State.ENDED) {
      ends(said, before, evidence);
    } else {
      sameBearer(said).toList().forEach(gone -> ends(gone, said.order()));
      goesOn(said, before, evidence, terms);
    }
  }

  /** Others that had the bearer which this one has now: their Stop was missed. */
  private Stream<Account> sameBearer(AccountedSession said) {
    return open.stream()
        .filter(other -> said.bearer() != null && said.bearer().equals(other.bearer()))
        .filter(other -> said.access() != AccessType.WLAN && !other.isWlan())
        .filter(other -> isSame(other.apn(), said.apn()))
        .filter(other -> !other.id().equals(said.id()) || !other.nas().isSameAs(said.nas()));
  }

  /** What comes late of a session does not call back an end that waits. */
  private static boolean isLate(AccountedSession said, Account before) {
    HeldStop stop = before.stop();
    return (stop == null || said.state() == AccountedSession.State.ENDED)
        ? said.order().isBefore(before.lastOrder())
        : !said.order().isAfter(stop.order());
  }

  private void goesOn(
      AccountedSession said, @Nullable Account before, Evidence evidence, Terms terms) {
    Duration interval = null;
    Instant began = said.began();
    AccessType access = said.access();
    Roaming roaming = terms.home().roaming(said.serving(), NO_NODE);
    FramedAddress framed = said.framed();
    Integer bearer = said.bearer();
    if (before != null) {
      open.remove(before);
      left = access != before.access() ? before.access() : null;
      interval = longer(before.interval(), before.evidence().time(), evidence.time());
      began = before.began();
      framed = framed.or(before.framed());
      bearer = bearer == null ? before.bearer() : bearer;
      roaming = roaming == null && before.access() == access ? before.roaming() : roaming;
    }
    Duration life = terms.lifetimes().session();
    if (interval != null) {
      life = terms.asks() ? late(interval) : interval.multipliedBy(INTERVALS);
    }
    open.add(
        new Account(
            before == null ? known(said.nas()) : before.nas(),
            said.id(),
            access,
            said.apn(),
            said.data(),
            roaming,
            began,
            said.order(),
            interval,
            evidence.time().plus(life),
            framed,
            bearer,
            null,
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
    if (before == null) {
      isEnded(new EndedAccount(said.nas(), said.id(), said.began(), said.order(), said.framed()));
    }
    for (Account account : endedBy(said, before)) {
      ends(account, said.order());
    }
    settle(Means.CLOSED, wlanGone(evidence));
  }

  private void ends(Account account, Instant order) {
    open.remove(account);
    isEnded(
        new EndedAccount(account.nas(), account.id(), account.began(), order, account.framed()));
  }

  /**
   * The session that ends and, if it is its PDP session's last context, what is still held of the
   * others: those of the same access point and address.
   */
  private List<Account> endedBy(AccountedSession said, @Nullable Account before) {
    FramedAddress framed = before == null ? said.framed() : said.framed().or(before.framed());
    boolean others = said.last() && !framed.equals(FramedAddress.NONE);
    String apn = said.apn() == null && before != null ? before.apn() : said.apn();
    List<Account> ending = new ArrayList<>(1);
    for (Account account : open) {
      if (account.equals(before)
          || (others
              && account.nas().isSameAs(said.nas())
              && isSame(account.apn(), apn)
              && account.framed().equals(framed)
              && !account.began().isAfter(said.order()))) {
        ending.add(account);
      }
    }
    return ending;
  }

  /**
   * None of those for data goes on in a network that was heard of last before a moment.
   *
   * @return false if there is none
   */
  boolean none(AccessType access, Instant time) {
    List<Account> gone =
        open.stream()
            .filter(account -> account.data() && account.access() == access)
            .filter(account -> account.evidence().time().isBefore(time))
            .toList();
    gone.forEach(account -> ends(account, account.order()));
    settle(Means.CLOSED, Attached.UNKNOWN);
    return !gone.isEmpty();
  }

  private static boolean isSame(@Nullable String apn, @Nullable String other) {
    return apn == null ? other == null : apn.equalsIgnoreCase(other);
  }

  /** The same end later (rule T15): until then the sessions go on. */
  void holds(AccountedSession said, Evidence evidence, Instant until) {
    List<Account> ending = endedBy(said, find(said.nas(), said.id()));
    HeldStop stop = new HeldStop(until, said.order(), evidence);
    open.replaceAll(account -> ending.contains(account) ? account.ending(stop) : account);
  }

  /** Until when the end of a session waits; null if it does not. */
  @Nullable Instant heldUntil(AccountedSession said) {
    Account account = find(said.nas(), said.id());
    return account == null || account.stop() == null ? null : account.stop().until();
  }

  /** One whose end has waited, or null. */
  @Nullable Account held(Instant now) {
    for (Account account : open) {
      if (account.stop() != null && !account.stop().until().isAfter(now)) {
        return account;
      }
    }
    return null;
  }

  /** What has waited ends, or waits longer. */
  void releases(Account account, HeldStop stop, @Nullable Instant longer) {
    if (longer != null) {
      HeldStop later = new HeldStop(longer, stop.order(), stop.evidence());
      open.set(open.indexOf(account), account.ending(later));
      return;
    }
    ends(account, stop.order());
    settle(Means.CLOSED, wlanGone(stop.evidence()));
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
            .filter(account -> isEarlier(account.began(), order, event))
            .toList();
    for (Account account : gone) {
      ends(account, order);
    }
    boolean byAaa = event.source().equals(AccountingMessage.PR);
    settle(Means.CLOSED, byAaa ? Attached.NO : Attached.UNKNOWN);
    return !gone.isEmpty();
  }

  /**
   * Clocks of gateways tell seconds: what began in that of its end is over, of its begin is not.
   */
  private static boolean isEarlier(Instant began, Instant order, NasEvent event) {
    boolean ends = event.statusType() == AccountingStatus.ACCOUNTING_OFF.value();
    return ends ? !began.isAfter(order) : began.isBefore(order);
  }

  /** One that is too old to be believed, or null. */
  @Nullable Account expired(Instant now) {
    for (Account account : open) {
      if (account.stop() == null && !account.expires().isAfter(now)) {
        return account;
      }
    }
    return null;
  }

  private static Duration late(Duration interval) {
    return interval.plus(interval.dividedBy(LATE_PARTS));
  }

  /**
   * Believes one that has become silent until its lifetime is over (rule T7).
   *
   * @return false if that is so now
   */
  boolean goesOnInSilence(Account silent) {
    Duration interval = silent.interval();
    Instant heard = silent.evidence().time();
    if (interval == null || !silent.expires().equals(heard.plus(late(interval)))) {
      return false;
    }
    Instant until = heard.plus(interval.multipliedBy(INTERVALS));
    open.set(open.indexOf(silent), silent.until(until));
    return true;
  }

  /** One is too old to be believed. */
  void giveUp(Account account) {
    ends(account, account.order());
    settle(Means.UNKNOWN, Attached.UNKNOWN);
  }

  /**
   * Forgets those that ended too long ago.
   *
   * @return false if there is none
   */
  boolean forgetEnded(Instant now) {
    return ended.removeIf(one -> !one.order().plus(ENDED_MEMORY).isAfter(now));
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
    for (Account account : open) {
      if (which.test(account)) {
        return true;
      }
    }
    return false;
  }

  /** The same, if one of the others has it: it is kept once. */
  private Nas known(Nas nas) {
    for (EndedAccount one : ended) {
      if (one.nas().equals(nas)) {
        return one.nas();
      }
    }
    return nas;
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
