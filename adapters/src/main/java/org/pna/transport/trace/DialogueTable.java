package org.pna.transport.trace;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pna.model.message.map.SccpAddress;
import org.pna.transport.ss7.codec.MapOperation;

/**
 * The dialogues of a trace, found by a transaction id and the node that gave it.
 *
 * <p>A node goes by its global title; by its point code where one of two messages gives no title.
 * Both names are kept of the called node of the Begin and of the node that answers, since titles
 * are translated on their way. Dialogues age by the trace's clock, CAP's (calls) more slowly than
 * MAP's. At the bound the one that has been silent longest goes.
 *
 * <p>The last {@value #ENDED} ended dialogues are remembered, so that what comes after an end is
 * not taken for a message of a dialogue that never began.
 */
final class DialogueTable {
  private static final int ENDED = 1000;

  /** Names that one dialogue may have: more is no honest network. */
  private static final int HALVES = 8;

  private static final long MAP_IDLE_MILLIS = 60_000;
  private static final long CAP_IDLE_MILLIS = 12 * 3_600_000L;

  /** A transaction id of a node; the node by title, or with none by point code (-1: unknown). */
  record Half(long transactionId, @Nullable String title, int pointCode) {}

  private final int bound;
  private final Map<Half, RecordedDialogue> halves = new HashMap<>();
  private final Set<RecordedDialogue> map = new LinkedHashSet<>();
  private final Set<RecordedDialogue> cap = new LinkedHashSet<>();
  private final ArrayDeque<RecordedDialogue> ended = new ArrayDeque<>();
  private long clock = Long.MIN_VALUE;
  private long aged;

  /**
   * @param bound most open dialogues
   */
  DialogueTable(int bound) {
    this.bound = bound;
  }

  /** Open dialogues that left by age or at the bound. */
  long aged() {
    return aged;
  }

  /** Dialogues that are open. */
  int size() {
    return map.size() + cap.size();
  }

  /** Moves the clock, which never goes back, and lets go of what has been silent too long. */
  void advance(long millis) {
    if (millis > clock) {
      clock = millis;
      expire(map, MAP_IDLE_MILLIS);
      expire(cap, CAP_IDLE_MILLIS);
    }
  }

  private void expire(Set<RecordedDialogue> order, long idle) {
    while (!order.isEmpty()) {
      RecordedDialogue oldest = order.iterator().next();
      if (clock - oldest.activeAt() <= idle) {
        return;
      }
      drop(oldest);
      aged++;
    }
  }

  /** Adds a dialogue that begins now. */
  void open(RecordedDialogue dialogue, SccpAddress initiator) {
    if (size() >= bound) {
      drop(oldest());
      aged++;
    }
    touch(dialogue);
    owns(dialogue, dialogue.initiatorId(), initiator);
  }

  /** Notes the transaction id under which a Continue's sender wants to be answered. */
  void carryOn(RecordedDialogue dialogue, long transactionId, SccpAddress sender) {
    owns(dialogue, transactionId, sender);
    if (transactionId != dialogue.initiatorId()) {
      owns(dialogue, transactionId, dialogue.responder());
    }
    touch(dialogue);
  }

  private RecordedDialogue oldest() {
    Iterator<RecordedDialogue> calls = cap.iterator();
    Iterator<RecordedDialogue> others = map.iterator();
    if (!calls.hasNext()) {
      return others.next();
    }
    RecordedDialogue call = calls.next();
    if (!others.hasNext()) {
      return call;
    }
    RecordedDialogue other = others.next();
    return call.activeAt() < other.activeAt() ? call : other;
  }

  private void owns(RecordedDialogue dialogue, long transactionId, SccpAddress node) {
    dialogue.addParty(node);
    if (node.globalTitle() != null) {
      put(dialogue, new Half(transactionId, node.globalTitle(), -1));
    }
    if (node.globalTitle() == null || node.pointCode() >= 0) {
      put(dialogue, new Half(transactionId, null, node.pointCode()));
    }
  }

  private void put(RecordedDialogue dialogue, Half half) {
    List<Half> known = dialogue.halves();
    if (!known.contains(half)) {
      if (known.size() == HALVES) {
        return;
      }
      known.add(half);
    }
    halves.put(half, dialogue);
  }

  /**
   * The dialogue in which a node goes by a transaction id, among them the last ended ones.
   *
   * @param node the transaction id's owner, as a message names it
   */
  @Nullable RecordedDialogue find(long transactionId, SccpAddress node) {
    if (node.globalTitle() != null) {
      RecordedDialogue found = halves.get(new Half(transactionId, node.globalTitle(), -1));
      if (found != null || node.pointCode() < 0) {
        return found;
      }
    }
    RecordedDialogue found = halves.get(new Half(transactionId, null, node.pointCode()));
    return found != null && found.knows(node) ? found : null;
  }

  /** Notes that an open dialogue is alive. */
  void touch(RecordedDialogue dialogue) {
    Set<RecordedDialogue> order = order(dialogue);
    order.remove(dialogue);
    order.add(dialogue);
    dialogue.active(clock);
  }

  /** Ends an open dialogue. */
  void end(RecordedDialogue dialogue) {
    order(dialogue).remove(dialogue);
    dialogue.end();
    ended.add(dialogue);
    if (ended.size() > ENDED) {
      forget(ended.remove());
    }
  }

  /** Takes a dialogue out, open or ended. */
  void drop(RecordedDialogue dialogue) {
    if (!dialogue.isEnded()) {
      order(dialogue).remove(dialogue);
    }
    forget(dialogue);
  }

  private void forget(RecordedDialogue dialogue) {
    for (Half half : dialogue.halves()) {
      halves.remove(half, dialogue);
    }
  }

  private Set<RecordedDialogue> order(RecordedDialogue dialogue) {
    return MapOperation.isCap(dialogue.applicationContext()) ? cap : map;
  }
}
