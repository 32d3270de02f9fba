package org.pna.routes;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.pna.model.Domain;
import org.pna.model.Imsi;
import org.pna.model.Msisdn;
import org.pna.model.Nai;
import org.pna.model.PublicIdentity;
import org.pna.model.Refusal;
import org.pna.model.RefusalListener;
import org.pna.model.ReportingNode;
import org.pna.model.SubscriberId;
import org.pna.publisher.store.PresenceStore;
import org.pna.publisher.store.TableName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Of whom something was missed (rule T1): refused is not forgotten. Each waits for something newer
 * to be accepted, or for the network to be asked.
 *
 * <p>At the bound of subscribers the whole node that reported is suspect, and those of its
 * subscribers that are listed go to make room; at the bound of nodes all nodes are. Kept in memory
 * whatever the disk does, and written to the store as soon as that takes it. Safe for use by many
 * threads.
 */
public final class Suspects implements RefusalListener, AcceptanceListener {
  private static final Logger LOG = LoggerFactory.getLogger(Suspects.class);

  private final int bound;
  private final Identities identities;
  private final PresenceStore store;
  private final SuspectTable table;
  private final MeterRegistry meters;
  private final ConcurrentMap<String, Doubt> doubts = new ConcurrentHashMap<>();
  private final AtomicInteger listed = new AtomicInteger();
  private final SuspectNodes nodes;
  private final Map<String, Counter> refused = new ConcurrentHashMap<>();
  private final AtomicBoolean isCrowded = new AtomicBoolean();

  /** What is suspect of one subscriber; either or both. */
  private record Doubt(@Nullable Suspect cs, @Nullable Suspect ps) {
    static final Doubt NONE = new Doubt(null, null);

    @Nullable Suspect of(Domain domain) {
      return domain == Domain.CS ? cs : ps;
    }

    Doubt with(Domain domain, @Nullable Suspect suspect) {
      return domain == Domain.CS ? new Doubt(suspect, ps) : new Doubt(cs, suspect);
    }

    @Nullable Doubt orNull() {
      return cs == null && ps == null ? null : this;
    }
  }

  /**
   * @param bound of subscribers and domains listed, at least 1
   * @param identities whose presentity each is; who is foreign is not suspect
   * @param store keeps them
   * @param meters gets the gauges {@code pna.suspects.subscribers}, {@code .nodes} and {@code
   *     .unsaved}, and the counter {@code pna.refused} by reason
   * @param overflow run once when all nodes become suspect, on any thread, not to block
   */
  public Suspects(
      int bound,
      Identities identities,
      PresenceStore store,
      MeterRegistry meters,
      Runnable overflow) {
    this.bound = bound;
    this.identities = identities;
    this.store = store;
    this.table = new SuspectTable(store.table(TableName.SUSPECTS));
    this.meters = meters;
    this.nodes = new SuspectNodes(table, overflow);
    meters.gauge("pna.suspects.subscribers", this, Suspects::subscribers);
    meters.gauge("pna.suspects.nodes", this, Suspects::nodes);
    meters.gauge("pna.suspects.unsaved", table, SuspectTable::unsaved);
  }

  /** Takes up what the store holds; before anything is refused. */
  public void restore() {
    int unreadable =
        SuspectFormat.scan(
            store,
            suspect -> {
              if (!list(suspect, false)) {
                doubtNode(suspect);
                table.later(SuspectFormat.key(suspect.name(), suspect.domain()));
              }
            },
            nodes::restore);
    if (unreadable > 0) {
      LOG.warn("{} suspects in the store cannot be read and are forgotten", unreadable);
    }
  }

  /** Writes what the disk did not take, and makes room; to be called about every second. */
  public void save() {
    table.retry(this::rewrite);
    if (isCrowded.get() && table.isSettled()) {
      isCrowded.set(false);
      forEach(
          suspect -> {
            if (nodes.isSuspect(suspect.node())) {
              clear(suspect.name(), suspect.domain(), listed -> true);
            }
          });
    }
  }

  /** Within the map's lock, as everywhere: so the writes of a key keep the order of its changes. */
  private void rewrite(String key) {
    SuspectFormat.Key parts = SuspectFormat.Key.of(key);
    Domain domain = parts.domain();
    if (domain == null) {
      nodes.rewrite(parts.name());
      return;
    }
    doubts.compute(
        parts.name(),
        (name, doubt) -> {
          Suspect suspect = doubt == null ? null : doubt.of(domain);
          table.put(key, suspect == null ? null : SuspectFormat.value(suspect));
          return doubt;
        });
  }

  @Override
  public void refused(Refusal refusal) {
    refused
        .computeIfAbsent(
            refusal.reason(), reason -> meters.counter("pna.refused", "reason", reason))
        .increment();
    List<SubscriberId> names = refusal.subscriber();
    if (names.isEmpty()) {
      nodes.doubt(refusal.node(), refusal.origin().time(), refusal.reason());
      return;
    }
    Identification identification = identities.identify(names);
    if (identification instanceof Identification.Foreign) {
      return;
    }
    String presentity =
        identification instanceof Identification.Known known ? known.presentity() : null;
    String name = name(names);
    for (Domain domain : Domain.values()) {
      if (refusal.domain() == null || refusal.domain() == domain) {
        doubt(
            new Suspect(
                name,
                domain,
                presentity,
                refusal.node(),
                refusal.origin().time(),
                refusal.reason()));
      }
    }
  }

  /** The IMSI if there is one: facts are kept by it. */
  private static String name(List<SubscriberId> names) {
    for (SubscriberId name : names) {
      if (name instanceof Imsi imsi) {
        return imsi.digits();
      }
    }
    SubscriberId name = names.get(0);
    if (name instanceof Msisdn msisdn) {
      return "msisdn:" + msisdn.digits();
    }
    return name instanceof PublicIdentity identity
        ? "uri:" + identity.uri()
        : "nai:" + ((Nai) name).value();
  }

  private void doubt(Suspect suspect) {
    // Of a node that is suspect as a whole nobody is listed any more: they would only fill the
    // list.
    if (nodes.isSuspect(suspect.node())) {
      doubtNode(suspect);
    } else if (!list(suspect, true)) {
      isCrowded.set(true);
      doubtNode(suspect);
    }
  }

  /** Keeps the newest of a subscriber's domain; false if there is no room. */
  private boolean list(Suspect suspect, boolean isNew) {
    Domain domain = suspect.domain();
    String key = SuspectFormat.key(suspect.name(), domain);
    byte[] value = SuspectFormat.value(suspect);
    boolean[] isListed = {true};
    doubts.compute(
        suspect.name(),
        (name, before) -> {
          Doubt doubt = before == null ? Doubt.NONE : before;
          Suspect older = doubt.of(domain);
          if (older == null && !takeRoom()) {
            isListed[0] = false;
            return before;
          }
          if (older != null && older.since().isAfter(suspect.since())) {
            return before;
          }
          if (isNew) {
            table.put(key, value);
          }
          return doubt.with(domain, suspect);
        });
    return isListed[0];
  }

  private boolean takeRoom() {
    if (listed.incrementAndGet() <= bound) {
      return true;
    }
    listed.decrementAndGet();
    return false;
  }

  private void doubtNode(Suspect suspect) {
    nodes.doubt(suspect.node(), suspect.since(), suspect.reason());
  }

  @Override
  public void accepted(String imsi, @Nullable Domain domain, Instant time) {
    if (listed.get() == 0 || !doubts.containsKey(imsi)) {
      return;
    }
    for (Domain each : Domain.values()) {
      if (domain == null || domain == each) {
        clear(imsi, each, suspect -> suspect.since().isBefore(time));
      }
    }
  }

  private void clear(String name, Domain domain, Predicate<Suspect> which) {
    doubts.computeIfPresent(
        name,
        (key, doubt) -> {
          Suspect suspect = doubt.of(domain);
          if (suspect == null || !which.test(suspect)) {
            return doubt;
          }
          table.put(SuspectFormat.key(key, domain), null);
          listed.decrementAndGet();
          return doubt.with(domain, null).orNull();
        });
  }

  /**
   * Forgets those that became suspect before a moment: what was held of them then has expired since
   * (rule T7).
   */
  public void lapse(Instant before) {
    nodes.lapse(before);
    forEach(
        suspect -> {
          if (suspect.since().isBefore(before)) {
            clear(suspect.name(), suspect.domain(), listed -> listed.since().isBefore(before));
          }
        });
  }

  /** Takes a subscriber off the list, unless something newer was missed since it was shown. */
  public void settle(Suspect shown) {
    clear(shown.name(), shown.domain(), listed -> !listed.since().isAfter(shown.since()));
  }

  /**
   * Takes a node for sound again, unless something newer was missed since it was shown.
   *
   * @return whether it is
   */
  public boolean settle(SuspectNode shown) {
    return nodes.settle(shown);
  }

  /** How many are listed: each domain of a subscriber counts. */
  public int subscribers() {
    return listed.get();
  }

  /** How many changes the store does not know. */
  public int unsaved() {
    return table.unsaved();
  }

  /** Takes all nodes for suspect: what was missed before is not known. */
  public void doubtAll(Instant time) {
    nodes.doubt(new ReportingNode(null, null), time, "forgotten");
  }

  /** How many nodes are suspect as a whole; {@link SuspectNode#ALL} counts as one. */
  public int nodes() {
    return nodes.count();
  }

  /** Whether all nodes are suspect as a whole. */
  public boolean areAllNodes() {
    return nodes.isSuspect(new ReportingNode(null, null));
  }

  /** Shows those listed, in no order. */
  public void forEach(Consumer<Suspect> visitor) {
    doubts.forEach(
        (name, doubt) -> {
          for (Domain domain : Domain.values()) {
            Suspect suspect = doubt.of(domain);
            if (suspect != null) {
              visitor.accept(suspect);
            }
          }
        });
  }

  /** Shows the nodes that are suspect as a whole, in no order. */
  public void forEachNode(Consumer<SuspectNode> visitor) {
    nodes.forEach(visitor);
  }
}
