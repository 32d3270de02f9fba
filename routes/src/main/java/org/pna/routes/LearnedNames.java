package org.pna.routes;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.pna.model.Imsi;
import org.pna.model.Msisdn;
import org.pna.model.Nai;
import org.pna.model.PublicIdentity;
import org.pna.model.SubscriberId;
import org.pna.publisher.store.PresenceStore;
import org.pna.publisher.store.TableName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Names that the home subscriber servers and the S-CSCFs tell beside one that the directory knows.
 * On disk; one that is not told again within 30 days lapses. Any thread.
 *
 * <p>At the bound no further name is learned, which is counted as {@code pna.identities.unlearned};
 * those known go on.
 */
public final class LearnedNames {
  /** Names, at some 300 octets each. */
  static final int MAX = 1_000_000;

  /** How long a name is believed that nobody tells again. */
  static final Duration VALID = Duration.ofDays(30);

  /** A name told again is written no more often than so. */
  private static final Duration RENEWAL = Duration.ofDays(1);

  private static final Logger LOG = LoggerFactory.getLogger(LearnedNames.class);
  private static final int LONGEST = 2_000;

  private final PresenceStore store;
  private final int most;
  private final SuspectTable table;
  private final Counter crowded;
  private final ConcurrentMap<SubscriberId, LearnedName> names = new ConcurrentHashMap<>();
  private final AtomicInteger size = new AtomicInteger();

  /**
   * @param store keeps them
   * @param meters gets the gauge {@code pna.identities.learned}
   */
  public LearnedNames(PresenceStore store, MeterRegistry meters) {
    this(store, meters, MAX);
  }

  LearnedNames(PresenceStore store, MeterRegistry meters, int most) {
    this.store = store;
    this.most = most;
    table = new SuspectTable(store.table(TableName.LEARNED_NAMES));
    crowded = meters.counter("pna.identities.unlearned");
    meters.gauge("pna.identities.learned", size);
  }

  /** Takes up what the store holds; before the first message. */
  public void restore() {
    int[] unreadable = new int[1];
    store.scan(
        TableName.LEARNED_NAMES,
        "",
        (key, value) -> {
          LearnedName learned = LearnedName.read(value);
          SubscriberId name = name(key);
          if (learned == null || name == null) {
            unreadable[0]++;
          } else if (size.get() < most && names.put(name, learned) == null) {
            size.incrementAndGet();
          }
        });
    if (unreadable[0] > 0) {
      LOG.warn("{} learned names in the store cannot be read, and are learned anew", unreadable[0]);
    }
  }

  /**
   * Whose a name is.
   *
   * @param name in the form that is compared
   * @return null if it was not told, or has lapsed at that time
   */
  @Nullable LearnedName of(SubscriberId name, Instant at) {
    LearnedName learned = names.get(name);
    return learned == null || !learned.until().isAfter(at) ? null : learned;
  }

  /**
   * A supplier tells a name.
   *
   * @param name in the form that is compared
   * @return whose it was told to be before; null: the same one's, or nobody's
   */
  @Nullable String told(SubscriberId name, String presentity, String source, Instant at) {
    LearnedName known = names.get(name);
    boolean isFresh =
        known != null
            && known.presentity().equals(presentity)
            && known.until().isAfter(at.plus(VALID).minus(RENEWAL));
    if (isFresh || key(name).length() > LONGEST) {
      return null; // the usual case, without a lock
    }
    @Nullable String[] other = new String[1];
    names.compute(
        name,
        (same, before) -> {
          if (before == null && !takeRoom()) {
            crowded.increment();
            return null;
          }
          LearnedName after = after(before, presentity, source, at);
          if (before != null && after.isDisputed() && !before.isDisputed()) {
            other[0] = before.presentity();
          } else if (before != null && before.isDisputed() && after.isDisputed()) {
            other[0] = "";
          }
          table.put(key(name), after.bytes());
          return after;
        });
    return other[0];
  }

  private static LearnedName after(
      @Nullable LearnedName before, String presentity, String source, Instant at) {
    Instant until = at.plus(VALID);
    if (before == null || !before.until().isAfter(at)) {
      return new LearnedName(presentity, source, at, until);
    }
    if (before.isDisputed()) {
      return before;
    }
    return before.presentity().equals(presentity)
        ? new LearnedName(presentity, before.source(), before.since(), until)
        : new LearnedName("", source, at, until);
  }

  private boolean takeRoom() {
    if (size.incrementAndGet() <= most) {
      return true;
    }
    size.decrementAndGet();
    return false;
  }

  /**
   * Forgets what the directory says itself, and the names of presentities that it no longer names.
   *
   * @return the names forgotten, and whose they were
   */
  Map<SubscriberId, String> retain(DirectoryTable rows) {
    Map<SubscriberId, String> forgotten = new HashMap<>();
    names.forEach(
        (name, learned) -> {
          boolean isGone = !learned.isDisputed() && !rows.has(learned.presentity());
          if (isGone || rows.presentity(name) != null) {
            forgotten.put(name, learned.presentity());
            remove(name);
          }
        });
    return forgotten;
  }

  /** Forgets those that have lapsed. */
  public void lapse(Instant now) {
    names.forEach(
        (name, learned) -> {
          if (!learned.until().isAfter(now)) {
            remove(name);
          }
        });
  }

  private void remove(SubscriberId name) {
    names.computeIfPresent(
        name,
        (same, learned) -> {
          size.decrementAndGet();
          table.put(key(name), null);
          return null;
        });
  }

  /** Writes what the disk did not take; to be called about every second. */
  public void save() {
    table.retry(
        key -> {
          SubscriberId name = name(key);
          if (name != null) {
            names.compute(
                name,
                (same, learned) -> {
                  table.put(key, learned == null ? null : learned.bytes());
                  return learned;
                });
          }
        });
  }

  /** Shows all, in no order. */
  public void forEach(BiConsumer<SubscriberId, LearnedName> visitor) {
    names.forEach(visitor);
  }

  private static String key(SubscriberId name) {
    if (name instanceof Imsi imsi) {
      return 'i' + imsi.digits();
    } else if (name instanceof Msisdn msisdn) {
      return 'm' + msisdn.digits();
    } else if (name instanceof Nai nai) {
      return 'n' + nai.value();
    }
    return 'u' + ((PublicIdentity) name).uri();
  }

  private static @Nullable SubscriberId name(String key) {
    String value = key.isEmpty() ? "" : key.substring(1);
    return switch (key.isEmpty() ? ' ' : key.charAt(0)) {
      case 'i' -> new Imsi(value);
      case 'm' -> new Msisdn(value);
      case 'n' -> new Nai(value);
      case 'u' -> new PublicIdentity(value);
      default -> null;
    };
  }
}
