package org.pna.app.status;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.pna.ph.CsiState;

/**
 * How it fares with one home location register.
 *
 * @param name the operator's
 * @param interrogations a second that it is given now
 * @param modifications a second that it is given now; null for one that is reached by Sh
 * @param questions that wait for it, or for its answer
 * @param closed whether it does not let us ask
 * @param csis how many are in each state
 */
public record HlrState(
    String name,
    int interrogations,
    @Nullable Integer modifications,
    int questions,
    boolean closed,
    Map<CsiState, Integer> csis) {
  public HlrState {
    csis = Collections.unmodifiableMap(new TreeMap<>(csis));
  }
}
