package org.pna.transport.trace;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One direction of an association: the TSNs seen, and the fragments of user messages that are not
 * complete yet. {@link #overBounds} says when the oldest message must go.
 */
final class SctpDirection implements WaitingTable.Entry {
  static final int MAX_FRAGMENTS = 1_024;
  static final int MAX_OCTETS = 512 << 10;

  private final SeenTsns seen = new SeenTsns();
  private final Map<Integer, SctpFragment> fragments = new LinkedHashMap<>();
  private int octets;

  /** Whether the chunk was not seen before. */
  boolean isNew(int tsn, byte[] chunk, int from, int to) {
    return seen.add(tsn, chunk, from, to);
  }

  /**
   * Adds a fragment.
   *
   * @return the user message's fragments in their order if it is complete now, else none; TSNs are
   *     followed one by one, so that it does not matter where they wrap round
   */
  List<SctpFragment> add(SctpFragment fragment) {
    SctpFragment replaced = fragments.put(fragment.tsn(), fragment);
    octets += fragment.kept() - (replaced == null ? 0 : replaced.kept());
    SctpFragment first = fragment;
    while (!first.begins()) {
      SctpFragment before = fragments.get(first.tsn() - 1);
      if (before == null || before.ends() || !before.sameMessage(first)) {
        return List.of();
      }
      first = before;
    }
    var message = new ArrayList<SctpFragment>();
    message.add(first);
    SctpFragment last = first;
    while (!last.ends()) {
      SctpFragment after = fragments.get(last.tsn() + 1);
      if (after == null || after.begins() || !after.sameMessage(last)) {
        return List.of();
      }
      message.add(after);
      last = after;
    }
    remove(message);
    return message;
  }

  boolean overBounds() {
    return fragments.size() > MAX_FRAGMENTS || octets > MAX_OCTETS;
  }

  /** Takes out what there is of the user message that has waited longest; nothing if none waits. */
  List<SctpFragment> removeOldest() {
    var message = new ArrayList<SctpFragment>();
    for (SctpFragment fragment : fragments.values()) {
      if (message.isEmpty() || fragment.sameMessage(message.get(0))) {
        message.add(fragment);
      }
    }
    remove(message);
    return message;
  }

  private void remove(Collection<SctpFragment> message) {
    for (SctpFragment fragment : message) {
      fragments.remove(fragment.tsn());
      octets -= fragment.kept();
    }
  }

  @Override
  public int octets() {
    return octets;
  }
}
