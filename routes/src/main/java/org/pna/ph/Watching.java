package org.pna.ph;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who is watched, and since when. For one thread. */
final class Watching {
  private final Map<String, Instant> since = new HashMap<>();
  private boolean begun;

  /**
   * What is new.
   *
   * @param begun watched now and not before; none the first time, when it cannot be told
   * @param ended watched before and no more
   */
  record Change(List<String> begun, List<String> ended) {}

  /** Takes note of all that are watched now. */
  Change now(Set<String> watched, Instant now) {
    List<String> ended = new ArrayList<>();
    since.keySet().removeIf(one -> !watched.contains(one) && ended.add(one));
    List<String> fresh = new ArrayList<>();
    for (String one : watched) {
      if (since.putIfAbsent(one, now) == null && begun) {
        fresh.add(one);
      }
    }
    begun = true;
    return new Change(fresh, ended);
  }

  /** Since when; null if nobody watches. */
  @Nullable Instant since(String presentity) {
    return since.get(presentity);
  }

  Collection<String> all() {
    return since.keySet();
  }
}
