package org.pna.pi;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.pna.model.sip.SipUri;
import org.pna.pi.RegSubscription.State;

/** Adds up how subscriptions stand, for each S-CSCF. */
final class ScscfStandings {
  /** S-CSCFs; the last ones by their names are left out beyond it. */
  private static final int MOST = 1_000;

  /** A subscription that failed so often in a row did so over a minute and more. */
  private static final int AGAIN_AND_AGAIN = 4;

  private int open;
  private int pending;
  private int failed;
  private int off;
  private int failedAgain;

  private ScscfStandings() {}

  /** By their names. */
  static List<ScscfStanding> of(Collection<RegSubscription> subscriptions) {
    Map<String, ScscfStandings> all = new TreeMap<>();
    for (RegSubscription one : subscriptions) {
      all.computeIfAbsent(name(one.scscf.uri()), name -> new ScscfStandings()).count(one);
    }
    return all.entrySet().stream()
        .limit(MOST)
        .map(entry -> entry.getValue().standing(entry.getKey()))
        .toList();
  }

  /** Without a user part and parameters, which may name a subscriber. */
  private static String name(String uri) {
    return SipUri.parse(uri)
        .map(parsed -> parsed.host() + (parsed.port() < 0 ? "" : ":" + parsed.port()))
        .orElse("?");
  }

  private void count(RegSubscription one) {
    if (one.state == State.LIVE || (one.state == State.ASKING && one.expires != null)) {
      open++;
    } else if (one.state == State.OFF || one.state == State.ENDING) {
      off++;
    } else {
      pending++;
      failed += one.failures > 0 ? 1 : 0;
      failedAgain += one.failures >= AGAIN_AND_AGAIN ? 1 : 0;
    }
  }

  private ScscfStanding standing(String name) {
    return new ScscfStanding(name, open, pending, failed, off, open == 0 && failedAgain > 0);
  }
}
