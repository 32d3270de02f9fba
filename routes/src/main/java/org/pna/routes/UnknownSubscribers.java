package org.pna.routes;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pna.model.Imsi;
import org.pna.model.Msisdn;
import org.pna.model.Nai;
import org.pna.model.PresenceReport;
import org.pna.model.PublicIdentity;
import org.pna.model.SubscriberId;

/**
 * Subscribers of whom something was heard that the directory does not name, for the operator alone:
 * the last ones, by the first name that they were given. Safe for use by many threads.
 */
public final class UnknownSubscribers {
  /** Subscribers; beyond it the one that was not heard of for longest goes. */
  static final int MAX = 100;

  /** The kind of name of somebody who was given none: that of his session stands for it. */
  static final String SESSION = "session";

  /**
   * One of them.
   *
   * @param kind {@code imsi}, {@code msisdn}, {@code nai}, {@code identity} or {@code session}
   * @param name as it was heard
   * @param quarantined whether it is one of ours
   * @param source the reference point that told of it last
   * @param count how often it was heard of
   * @param last when it was heard of last
   */
  public record Unknown(
      String kind, String name, boolean quarantined, String source, long count, Instant last) {
    @Override
    public String toString() {
      return "Unknown";
    }
  }

  private final Map<String, Unknown> byName = new LinkedHashMap<>();

  /**
   * One was heard of.
   *
   * @param session what its session is called, where it has no name
   */
  synchronized void heard(PresenceReport report, String session, boolean quarantined) {
    List<SubscriberId> names = report.subscriber();
    String kind = names.isEmpty() ? SESSION : kind(names.get(0));
    String name = names.isEmpty() ? session : name(names.get(0));
    Unknown before = byName.remove(kind + name);
    byName.put(
        kind + name,
        new Unknown(
            kind,
            name,
            quarantined,
            report.evidence().source().name(),
            before == null ? 1 : before.count() + 1,
            report.evidence().time()));
    if (byName.size() > MAX) {
      Iterator<Unknown> oldest = byName.values().iterator();
      oldest.next();
      oldest.remove();
    }
  }

  /** The last first. */
  public synchronized List<Unknown> last() {
    List<Unknown> all = new ArrayList<>(byName.values());
    Collections.reverse(all);
    return all;
  }

  /** What kind of name it is: {@code imsi} and so on. */
  public static String kind(SubscriberId id) {
    if (id instanceof Imsi) {
      return "imsi";
    } else if (id instanceof Msisdn) {
      return "msisdn";
    }
    return id instanceof Nai ? "nai" : "identity";
  }

  /** A name in text. */
  public static String name(SubscriberId id) {
    if (id instanceof Imsi imsi) {
      return imsi.digits();
    } else if (id instanceof Msisdn msisdn) {
      return msisdn.digits();
    } else if (id instanceof Nai nai) {
      return nai.value();
    }
    return ((PublicIdentity) id).uri();
  }
}
