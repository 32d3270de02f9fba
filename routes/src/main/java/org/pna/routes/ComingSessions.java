package org.pna.routes;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pna.model.message.accounting.AccountingRequest;
import org.pna.model.message.accounting.Nas;

/**
 * The accounting that is on its way through the route, from before the lane until it is safe or
 * refused: as many as the transports let in. Safe for use by many threads.
 */
final class ComingSessions {
  private record Coming(AccountingRequest request, SessionIndex.Found whose) {}

  private final Map<String, List<Coming>> bySession = new HashMap<>();

  /** A request comes. */
  synchronized void add(AccountingRequest request, SessionIndex.Found whose) {
    bySession
        .computeIfAbsent(request.sessionId(), none -> new ArrayList<>(1))
        .add(new Coming(request, whose));
  }

  /** What became of it is safe, or it was refused. */
  @SuppressWarnings("ReferenceEquality") // an equal one may be on its way as well
  synchronized void remove(AccountingRequest request) {
    List<Coming> those = bySession.get(request.sessionId());
    if (those != null && those.removeIf(one -> one.request() == request) && those.isEmpty()) {
      bySession.remove(request.sessionId());
    }
  }

  /** Whose session a request is of; null if none of it comes. */
  synchronized SessionIndex.@Nullable Found of(AccountingRequest request) {
    for (Coming one : bySession.getOrDefault(request.sessionId(), List.of())) {
      if (one.request().nas().isSameAs(request.nas())) {
        return one.whose();
      }
    }
    return null;
  }

  /** Adds those of whom something comes from a gateway. */
  synchronized void at(Nas nas, Set<String> presentities) {
    for (List<Coming> those : bySession.values()) {
      for (Coming one : those) {
        if (one.request().nas().isSameAs(nas)) {
          presentities.add(one.whose().presentity());
        }
      }
    }
  }
}
