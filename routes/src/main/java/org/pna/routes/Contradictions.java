package org.pna.routes;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pna.model.SubscriberId;

/**
 * Names that were told to be one presentity's and are held to be another's, for the operator: the
 * last ones. Any thread.
 */
public final class Contradictions {
  /** Names; beyond it the one that was not told for longest goes. */
  static final int MAX = 100;

  /**
   * One of them.
   *
   * @param kind {@code imsi}, {@code msisdn}, {@code nai} or {@code identity}
   * @param name as it is compared
   * @param told whose a message says that it is
   * @param held whose it is by the directory, or was told to be before; empty: there were several
   * @param byFile whether the directory says so, which counts; else it names nobody
   * @param source the reference point that told of it last
   * @param count how often
   * @param last when last
   */
  public record Contradiction(
      String kind,
      String name,
      String told,
      String held,
      boolean byFile,
      String source,
      long count,
      Instant last) {
    @Override
    public String toString() {
      return "Contradiction";
    }
  }

  private final Counter counter;
  private final Map<SubscriberId, Contradiction> byName = new LinkedHashMap<>();

  /**
   * @param meters gets the counter {@code pna.identities.contradicted}
   */
  public Contradictions(MeterRegistry meters) {
    counter = meters.counter("pna.identities.contradicted");
  }

  /** A name was told to be somebody's who does not have it. */
  synchronized void heard(
      SubscriberId name, String told, String held, boolean byFile, String source, Instant at) {
    counter.increment();
    Contradiction before = byName.remove(name);
    long count = before == null ? 1 : before.count() + 1;
    byName.put(
        name,
        new Contradiction(
            UnknownSubscribers.kind(name),
            UnknownSubscribers.name(name),
            told,
            held,
            byFile,
            source,
            count,
            at));
    if (byName.size() > MAX) {
      Iterator<Contradiction> oldest = byName.values().iterator();
      oldest.next();
      oldest.remove();
    }
  }

  /** The last first. */
  public synchronized List<Contradiction> last() {
    List<Contradiction> all = new ArrayList<>(byName.values());
    Collections.reverse(all);
    return all;
  }

  /** When the last was heard; null: none was. */
  public synchronized @Nullable Instant lastAt() {
    Instant last = null;
    for (Contradiction one : byName.values()) {
      last = last == null || one.last().isAfter(last) ? one.last() : last;
    }
    return last;
  }
}
