package org.pna.transport.trace;

import org.jspecify.annotations.Nullable;
import org.pna.model.message.map.SccpAddress;

/** A dialogue as a trace shows it, from its Begin; a link of a {@link DialogueQueue}. */
final class RecordedDialogue {
  final @Nullable String applicationContext;
  final DialogueUser user;
  final long initiatorId;
  final SccpAddress responder;
  final int checksum;

  /** The transaction ids that it goes by. */
  DialogueTable.@Nullable Half halves;

  /** The trace's clock when it was last heard of, in milliseconds. */
  long heardAt;

  boolean ended;
  @Nullable RecordedDialogue older;
  @Nullable RecordedDialogue newer;

  /**
   * @param applicationContext of the Begin, dotted
   * @param user understands its messages
   * @param initiatorId transaction id of the Begin
   * @param responder called address of the Begin
   * @param checksum of the Begin's octets
   */
  RecordedDialogue(
      @Nullable String applicationContext,
      DialogueUser user,
      long initiatorId,
      SccpAddress responder,
      int checksum) {
    this.applicationContext = applicationContext;
    this.user = user;
    this.initiatorId = initiatorId;
    this.responder = responder;
    this.checksum = checksum;
  }
}
