package org.pna.transport.trace;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pna.model.message.map.SccpAddress;
import org.pna.transport.ss7.codec.MapOperation;

/**
 * The dialogues of a trace, found by a transaction id and the node that gave it.
 *
 * <p>A node goes by its global title; by its point code where one of two messages gives no title.
 * Both names are kept of the called node of the Begin and of the node that answers, since titles
 * are translated on their way. Dialogues age by the trace's clock, CAP's (calls) more slowly than
 * MAP's.
 *
 * <p>Bounds: open dialogues, where the one that has been silent longest goes; {@value #SAME_ID}
 * nodes with the same transaction id, where the oldest goes; the last {@value #ENDED} ended
 * dialogues, which are remembered so that what comes after an end is not taken for a message of a
 * dialogue that never began.
 */
final class DialogueTable {
  private static final int ENDED = 1000;
  private static final int SAME_ID = 256;

  /** Names that one dialogue may have: more is no honest network. */
  private static final int HALVES = 8;

  private static final long MAP_IDLE_MILLIS = 60_000;
  private static final long CAP_IDLE_MILLIS = 12 * 3_600_000L;

  /** A transaction id of a node, in the list of its dialogue and in that of equal ids. */
  static final class Half {
    final long transactionId;
    final SccpAddress node;
    final RecordedDialogue dialogue;
    final @Nullable Half nextOfDialogue;
    @Nullable Half nextOfId;

    Half(long transactionId, SccpAddress node, RecordedDialogue dialogue) {
      this.transactionId = transactionId;
      this.node = node;
      this.dialogue = dialogue;
      this.nextOfDialogue = dialogue.halves;
    }
  }

  private final int bound;
  private final Map<Long, Half> byId = new HashMap<>();
  private final DialogueQueue map = new DialogueQueue();
  private final DialogueQueue cap = new DialogueQueue();
  private final ArrayDeque<RecordedDialogue> ended = new ArrayDeque<>();
  private long clock = Long.MIN_VALUE;
  private long aged;

  /**
   * @param bound most open dialogues
   */
  DialogueTable(int bound) {
    this.bound = bound;
  }

  /** Open dialogues that left by age or at a bound. */
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

  private void expire(DialogueQueue queue, long idle) {
    RecordedDialogue oldest = queue.oldest();
    while (oldest != null && clock - oldest.heardAt > idle) {
      age(oldest);
      oldest = queue.oldest();
    }
  }

  private void age(RecordedDialogue dialogue) {
    drop(dialogue);
    aged++;
  }

  /** Adds a dialogue that begins now. */
  void open(RecordedDialogue dialogue, SccpAddress initiator) {
    if (size() >= bound) {
      RecordedDialogue call = cap.oldest();
      RecordedDialogue other = map.oldest();
      if (call != null && (other == null || call.heardAt < other.heardAt)) {
        age(call);
      } else if (other != null) {
        age(other);
      }
    }
    dialogue.heardAt = clock;
    queue(dialogue).add(dialogue);
    addHalf(dialogue, dialogue.initiatorId, initiator);
  }

  /** Notes that an open dialogue is alive. */
  void touch(RecordedDialogue dialogue) {
    DialogueQueue queue = queue(dialogue);
    queue.remove(dialogue);
    queue.add(dialogue);
    dialogue.heardAt = clock;
  }

  /** Notes the transaction id under which a Continue's sender wants to be answered. */
  void carryOn(RecordedDialogue dialogue, long transactionId, SccpAddress sender) {
    touch(dialogue);
    addHalf(dialogue, transactionId, sender);
    if (transactionId != dialogue.initiatorId) {
      addHalf(dialogue, transactionId, dialogue.responder);
    }
  }

  private void addHalf(RecordedDialogue dialogue, long transactionId, SccpAddress node) {
    int count = 0;
    for (Half half = dialogue.halves; half != null; half = half.nextOfDialogue) {
      if (++count == HALVES || (half.transactionId == transactionId && half.node.equals(node))) {
        return;
      }
    }
    Half half = new Half(transactionId, node, dialogue);
    dialogue.halves = half;
    half.nextOfId = byId.put(transactionId, half);
    if (half.nextOfId != null) {
      limit(half);
    }
  }

  /** Lets the oldest dialogue of too long a list of equal transaction ids go. */
  private void limit(Half first) {
    int count = 1;
    Half last = first;
    for (Half half = first.nextOfId; half != null; half = half.nextOfId) {
      last = half;
      count++;
    }
    if (count > SAME_ID && last.dialogue != first.dialogue) {
      if (last.dialogue.ended) {
        forget(last.dialogue);
      } else {
        age(last.dialogue);
      }
    }
  }

  /**
   * The dialogue in which a node goes by a transaction id, among them the last ended ones.
   *
   * @param node the transaction id's owner, as a message names it
   */
  @Nullable RecordedDialogue find(long transactionId, SccpAddress node) {
    String title = node.globalTitle();
    RecordedDialogue byPointCode = null;
    for (Half half = byId.get(transactionId); half != null; half = half.nextOfId) {
      String other = half.node.globalTitle();
      if (title != null && other != null) {
        if (title.equals(other)) {
          return half.dialogue;
        }
      } else if (byPointCode == null && half.node.pointCode() == node.pointCode()) {
        byPointCode = half.dialogue;
      }
    }
    return byPointCode;
  }

  /** Ends an open dialogue. */
  void end(RecordedDialogue dialogue) {
    queue(dialogue).remove(dialogue);
    dialogue.ended = true;
    ended.add(dialogue);
    if (ended.size() > ENDED) {
      forget(ended.remove());
    }
  }

  /** Takes a dialogue out, open or ended. */
  void drop(RecordedDialogue dialogue) {
    if (!dialogue.ended) {
      queue(dialogue).remove(dialogue);
    }
    forget(dialogue);
  }

  private void forget(RecordedDialogue dialogue) {
    for (Half half = dialogue.halves; half != null; half = half.nextOfDialogue) {
      unlink(half);
    }
    dialogue.halves = null;
  }

  private void unlink(Half half) {
    Half first = byId.get(half.transactionId);
    if (first == half) {
      if (half.nextOfId == null) {
        byId.remove(half.transactionId);
      } else {
        byId.put(half.transactionId, half.nextOfId);
      }
      return;
    }
    for (Half before = first; before != null; before = before.nextOfId) {
      if (before.nextOfId == half) {
        before.nextOfId = half.nextOfId;
        return;
      }
    }
  }

  private DialogueQueue queue(RecordedDialogue dialogue) {
    return MapOperation.isCap(dialogue.applicationContext) ? cap : map;
  }
}
