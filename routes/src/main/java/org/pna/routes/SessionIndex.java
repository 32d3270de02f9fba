package org.pna.routes;

import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.pna.model.Imsi;
import org.pna.model.Msisdn;
import org.pna.model.SubscriberId;
import org.pna.model.message.accounting.AccountingRequest;
import org.pna.model.message.accounting.FramedAddress;
import org.pna.model.message.accounting.Nas;
import org.pna.model.message.accounting.NasEvent;
import org.pna.publisher.store.Account;
import org.pna.publisher.store.Accounts;
import org.pna.publisher.store.Due;
import org.pna.publisher.store.EndedAccount;
import org.pna.publisher.store.PresenceStore;
import org.pna.publisher.store.SimFacts;

/**
 * From a gateway, a session's name and a remote IP address to the presentities. It follows the
 * facts that are safe and holds no truth of its own: who finds a presentity here looks into its
 * facts. What is on its way to a lane is noted apart, so that the end of an older session does not
 * take it along.
 *
 * <p>A session with one address takes some 100 octets: 50 for its gateway, twice 24 for its name
 * and its address; one that ended, as long as its facts are kept, 24 for its address.
 */
public final class SessionIndex {
  /** Who is at which gateway; beyond it a restart looks at all who have a session anywhere. */
  static final int MAX_PRESENTITIES = 4_000_000;

  /** Names of sessions and addresses; beyond it those that come later are not found. */
  static final int MAX_HINTS = 16_000_000;

  private static final int PAGE = 10_000;
  private static final int TABLES = 64;

  /**
   * Whose session it is.
   *
   * @param names of its SIM: IMSI and MSISDN, as far as they are known
   */
  record Found(String presentity, List<SubscriberId> names) {}

  private final PresenceStore store;
  private final int maxPresentities;
  private final Map<Nas, Set<String>> byNas = new HashMap<>();
  private final ComingSessions coming = new ComingSessions();
  private final PresentityHints[] hints = new PresentityHints[TABLES];
  private final AtomicInteger noted = new AtomicInteger();
  private int presentities;
  private boolean overflowed;

  /**
   * @param store whose facts it follows
   */
  public SessionIndex(PresenceStore store) {
    this(store, MAX_PRESENTITIES);
  }

  SessionIndex(PresenceStore store, int maxPresentities) {
    this.store = store;
    this.maxPresentities = maxPresentities;
    Arrays.setAll(hints, i -> new PresentityHints());
  }

  /** Notes what the store has, once before the first event. */
  public void restore() {
    forEach((presentity, sims) -> changed(presentity, List.of(), sims));
  }

  /** What is on its way to the lanes. */
  ComingSessions coming() {
    return coming;
  }

  /** A presentity's facts have changed, and that is safe. In the order of the changes. */
  void changed(String presentity, List<SimFacts> before, List<SimFacts> after) {
    if (isSame(before, after)) {
      return;
    }
    note(SessionIndex::session, sessions(before), sessions(after), presentity);
    note(SessionIndex::address, addresses(before), addresses(after), presentity);
    Set<Nas> was = gateways(before);
    Set<Nas> is = gateways(after);
    if (!was.equals(is)) {
      moved(presentity, was, is);
    }
  }

  private static boolean isSame(List<SimFacts> before, List<SimFacts> after) {
    if (before.size() != after.size()) {
      return false;
    }
    for (int i = 0; i < before.size(); i++) {
      Accounts was = before.get(i).accounts();
      Accounts is = after.get(i).accounts();
      if (!is.ended().equals(was.ended()) || !isSameNames(was.open(), is.open())) {
        return false;
      }
    }
    return true;
  }

  private static boolean isSameNames(List<Account> before, List<Account> after) {
    if (before.size() != after.size()) {
      return false;
    }
    for (int i = 0; i < before.size(); i++) {
      Account was = before.get(i);
      Account is = after.get(i);
      boolean same =
          was.id().equals(is.id())
              && was.nas().equals(is.nas())
              && was.framed().equals(is.framed());
      if (!same) {
        return false;
      }
    }
    return true;
  }

  private void note(
      ToLongFunction<String> hash, Set<String> had, Set<String> has, String presentity) {
    for (String name : has) {
      if (!had.contains(name) && noted.get() < MAX_HINTS) {
        long key = hash.applyAsLong(name);
        if (Boolean.TRUE.equals(hints(key).add(key, presentity))) {
          noted.incrementAndGet();
        }
      }
    }
    for (String name : had) {
      if (!has.contains(name)) {
        long key = hash.applyAsLong(name);
        if (hints(key).remove(key, presentity)) {
          noted.decrementAndGet();
        }
      }
    }
  }

  private PresentityHints hints(long key) {
    return hints[(int) (key >>> 58)];
  }

  private synchronized void moved(String presentity, Set<Nas> was, Set<Nas> is) {
    for (Nas nas : is) {
      Set<String> there = byNas.computeIfAbsent(nas, none -> new HashSet<>());
      if (presentities >= maxPresentities && !there.contains(presentity)) {
        overflowed = true;
      } else if (there.add(presentity)) {
        presentities++;
      }
    }
    for (Nas nas : was) {
      Set<String> there = byNas.get(nas);
      if (!is.contains(nas) && there != null && there.remove(presentity)) {
        presentities--;
        if (there.isEmpty()) {
          byNas.remove(nas);
        }
      }
    }
  }

  /** Who may have a session that a gateway's event ends. */
  Set<String> of(NasEvent event) {
    Set<String> found = new LinkedHashSet<>();
    coming.at(event.nas(), found);
    boolean all;
    synchronized (this) {
      byNas.forEach(
          (nas, there) -> {
            if (event.nas().isSameAs(nas)) {
              found.addAll(there);
            }
          });
      all = overflowed;
    }
    if (all) {
      forEach((presentity, sims) -> found.add(presentity));
    }
    return found;
  }

  /** Whose session a request is of that goes on; null if nobody's. */
  @Nullable Found find(AccountingRequest request) {
    Found comes = coming.of(request);
    if (comes != null) {
      return comes;
    }
    long key = session(request.sessionId());
    for (String presentity : hints(key).of(key)) {
      for (SimFacts sim : store.committed(presentity).sims()) {
        for (Account account : sim.accounts().open()) {
          if (account.id().equals(request.sessionId()) && account.nas().isSameAs(request.nas())) {
            return new Found(presentity, names(sim));
          }
        }
      }
    }
    return null;
  }

  private static List<SubscriberId> names(SimFacts sim) {
    List<SubscriberId> names = new ArrayList<>(2);
    if (!sim.imsi().isEmpty()) {
      names.add(new Imsi(sim.imsi()));
    }
    if (sim.msisdn() != null) {
      names.add(new Msisdn(sim.msisdn()));
    }
    return List.copyOf(names);
  }

  /**
   * Who had an IP address at a moment, the last to get it first. Several may be told: networks of
   * their own may give one address to several.
   *
   * @param text an address of version 4 or 6
   * @return null if it is no address
   */
  public @Nullable List<AddressHolder> whose(String text, Instant at) {
    InetAddress address = AddressText.parse(text);
    if (address == null) {
      return null;
    }
    Set<AddressHolder> found = new LinkedHashSet<>();
    for (String name : AddressText.names(address)) {
      long key = address(name);
      for (String presentity : hints(key).of(key)) {
        for (SimFacts sim : store.committed(presentity).sims()) {
          holders(presentity, sim, name, found);
        }
      }
    }
    List<AddressHolder> then = new ArrayList<>();
    for (AddressHolder holder : found) {
      Instant until = holder.until();
      if (!holder.since().isAfter(at) && (until == null || until.isAfter(at))) {
        then.add(holder);
      }
    }
    then.sort(Comparator.comparing(AddressHolder::since).reversed());
    return then;
  }

  private static void holders(
      String presentity, SimFacts sim, String name, Set<AddressHolder> found) {
    for (Account account : sim.accounts().open()) {
      if (has(account.framed(), name)) {
        found.add(new AddressHolder(presentity, account.began(), null));
      }
    }
    for (EndedAccount ended : sim.accounts().ended()) {
      if (has(ended.framed(), name)) {
        found.add(new AddressHolder(presentity, ended.began(), ended.order()));
      }
    }
  }

  private static boolean has(FramedAddress framed, String name) {
    return name.equals(framed.ipv4())
        || name.equals(framed.ipv6())
        || name.equals(framed.ipv6Prefix());
  }

  private static Set<String> sessions(List<SimFacts> sims) {
    Set<String> ids = new HashSet<>();
    for (SimFacts sim : sims) {
      for (Account account : sim.accounts().open()) {
        ids.add(account.id());
      }
    }
    return ids;
  }

  private static Set<String> addresses(List<SimFacts> sims) {
    Set<String> addresses = new HashSet<>();
    for (SimFacts sim : sims) {
      for (Account account : sim.accounts().open()) {
        add(addresses, account.framed());
      }
      for (EndedAccount ended : sim.accounts().ended()) {
        add(addresses, ended.framed());
      }
    }
    return addresses;
  }

  private static void add(Set<String> addresses, FramedAddress framed) {
    add(addresses, framed.ipv4());
    add(addresses, framed.ipv6());
    add(addresses, framed.ipv6Prefix());
  }

  private static void add(Set<String> addresses, @Nullable String address) {
    if (address != null) {
      addresses.add(address);
    }
  }

  private static long session(String id) {
    return PresentityHints.hash('s', id);
  }

  private static long address(String name) {
    return PresentityHints.hash('a', name);
  }

  private static Set<Nas> gateways(List<SimFacts> sims) {
    Set<Nas> gateways = new HashSet<>();
    for (SimFacts sim : sims) {
      sim.accounts().open().forEach(account -> gateways.add(account.nas()));
    }
    return gateways;
  }

  /** Whoever has a session, or had one lately, is looked at again some day. */
  private void forEach(BiConsumer<String, List<SimFacts>> visitor) {
    Instant from = Instant.EPOCH;
    int size = PAGE;
    List<Due> page = store.due(from, Instant.MAX, size);
    while (!page.isEmpty()) {
      for (Due due : page) {
        List<SimFacts> sims = store.committed(due.presentity()).sims();
        if (sims.stream().anyMatch(SessionIndex::isAccounted)) {
          visitor.accept(due.presentity(), sims);
        }
      }
      Instant last = page.get(page.size() - 1).at();
      boolean allAtOnce = last.equals(from);
      if (page.size() < size) {
        return;
      }
      size = allAtOnce ? 2 * size : PAGE;
      from = last;
      page = store.due(from, Instant.MAX, size);
    }
  }

  private static boolean isAccounted(SimFacts sim) {
    return !sim.accounts().open().isEmpty() || !sim.accounts().ended().isEmpty();
  }
}
