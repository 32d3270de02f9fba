package org.pna.transport.trace;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pna.model.message.map.SccpAddress;

/** A dialogue as a trace shows it, from its Begin. */
final class RecordedDialogue {
  private static final int MAX_PARTIES = 4;

  private final @Nullable String applicationContext;
  private final long initiatorId;
  private final SccpAddress responder;
  private final int beginHash;
  private final List<SccpAddress> parties = new ArrayList<>(MAX_PARTIES);
  private final List<DialogueTable.Half> halves = new ArrayList<>(MAX_PARTIES);
  private long activeAt;
  private boolean ended;

  /**
   * @param applicationContext of the Begin, dotted
   * @param initiatorId transaction id of the Begin
   * @param responder called address of the Begin
   * @param beginHash hash of the Begin's octets
   */
  RecordedDialogue(
      @Nullable String applicationContext, long initiatorId, SccpAddress responder, int beginHash) {
    this.applicationContext = applicationContext;
    this.initiatorId = initiatorId;
    this.responder = responder;
    this.beginHash = beginHash;
  }

  @Nullable String applicationContext() {
    return applicationContext;
  }

  long initiatorId() {
    return initiatorId;
  }

  SccpAddress responder() {
    return responder;
  }

  int beginHash() {
    return beginHash;
  }

  /** Where the table finds it. */
  List<DialogueTable.Half> halves() {
    return halves;
  }

  /** Another address of one of its two nodes. */
  void addParty(SccpAddress address) {
    if (parties.size() < MAX_PARTIES && !parties.contains(address)) {
      parties.add(address);
    }
  }

  /** Whether an address is one of its nodes': by global title, else by point code. */
  boolean knows(SccpAddress address) {
    for (SccpAddress party : parties) {
      if (isSame(party, address)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isSame(SccpAddress party, SccpAddress address) {
    String title = party.globalTitle();
    if (title != null && address.globalTitle() != null) {
      return title.equals(address.globalTitle());
    }
    return party.pointCode() == address.pointCode();
  }

  /** Milliseconds on the trace's clock. */
  long activeAt() {
    return activeAt;
  }

  void active(long at) {
    activeAt = at;
  }

  boolean isEnded() {
    return ended;
  }

  void end() {
    ended = true;
  }
}
