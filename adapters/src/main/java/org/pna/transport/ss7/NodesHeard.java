package org.pna.transport.ss7;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Which nodes were heard from which point code, so that the loss of a point code is known as the
 * loss of these nodes (rule T14). A node that speaks through a transfer point is heard from the
 * transfer point's code.
 *
 * <p>Safe for use by many threads. Beyond {@value #MAX_NODES} nodes of a link no further one is
 * told from others: from then on the loss of any point code casts doubt on all nodes.
 */
final class NodesHeard {
  static final int MAX_NODES = 10_000;

  /** Q.713 table 19, subsystem-allowed and subsystem-prohibited. */
  private static final int ALLOWED = 1;

  private static final int PROHIBITED = 2;

  private final Refusals refusals;
  private final Map<Integer, Set<String>> nodes = new ConcurrentHashMap<>();
  private final Set<Integer> lost = ConcurrentHashMap.newKeySet();
  private final AtomicInteger count = new AtomicInteger();

  NodesHeard(Refusals refusals) {
    this.refusals = refusals;
  }

  /** A node told something that we take. */
  void heard(ReceivedAddress calling) {
    String node = calling.toModel().node();
    if (node == null) {
      return;
    }
    Set<String> names =
        nodes.computeIfAbsent(calling.origin(), key -> ConcurrentHashMap.newKeySet());
    if (count.get() <= MAX_NODES && names.add(node)) {
      count.incrementAndGet();
    }
  }

  /** SCCP management of a peer (Q.713 clause 5): what it no longer serves, it no longer reports. */
  void management(byte[] message, SccpFrame.Field data) {
    int type = message[data.offset()];
    if (type == ALLOWED || type == PROHIBITED) {
      int low = message[data.offset() + 2] & 0xff;
      int high = message[data.offset() + 3] & 0x3f;
      tell(low | high << 8, "subsystem-" + (type == ALLOWED ? "allowed" : "prohibited"));
    }
  }

  /** Nothing can be sent to a point code: DUNA, or no association leads to it. */
  void inaccessible(int pointCode) {
    if (lost.add(pointCode)) {
      tell(pointCode, "inaccessible");
    }
  }

  /** Whether the network said that it is out of reach. */
  boolean isInaccessible(int pointCode) {
    return lost.contains(pointCode);
  }

  /** It is back; what it had to say meanwhile was missed. */
  void accessible(int pointCode) {
    if (lost.remove(pointCode)) {
      tell(pointCode, "was-inaccessible");
    }
  }

  /** A message came back from the network: its receiver is not there. */
  void returned(@Nullable String node) {
    if (node != null) {
      refusals.unavailable(node, "returned");
    }
  }

  private void tell(int pointCode, String reason) {
    Set<String> names = nodes.get(pointCode);
    if (names == null) {
      return; // nobody was heard from there
    }
    if (count.get() > MAX_NODES) {
      refusals.unavailable(null, reason);
    } else {
      names.forEach(node -> refusals.unavailable(node, reason));
    }
  }
}
