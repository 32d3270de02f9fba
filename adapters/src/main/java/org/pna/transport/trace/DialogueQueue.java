package org.pna.transport.trace;

import org.jspecify.annotations.Nullable;

/** Open dialogues, the one that has been silent longest first. */
final class DialogueQueue {
  private @Nullable RecordedDialogue oldest;
  private @Nullable RecordedDialogue newest;
  private int size;

  @Nullable RecordedDialogue oldest() {
    return oldest;
  }

  int size() {
    return size;
  }

  void add(RecordedDialogue dialogue) {
    RecordedDialogue last = newest;
    dialogue.older = last;
    dialogue.newer = null;
    if (last == null) {
      oldest = dialogue;
    } else {
      last.newer = dialogue;
    }
    newest = dialogue;
    size++;
  }

  void remove(RecordedDialogue dialogue) {
    RecordedDialogue before = dialogue.older;
    RecordedDialogue after = dialogue.newer;
    if (before == null) {
      oldest = after;
    } else {
      before.newer = after;
    }
    if (after == null) {
      newest = before;
    } else {
      after.older = before;
    }
    size--;
  }
}
