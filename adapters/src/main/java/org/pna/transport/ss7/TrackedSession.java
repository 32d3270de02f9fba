package org.pna.transport.ss7;

/**
 * A relationship with a gprsSSF over as many dialogues as it likes, one at a time (rule S3); our
 * reference number names it.
 */
final class TrackedSession extends Tracked {
  /** What stands for a number that is not known. */
  static final long NONE = -1;

  private static final int LOWEST_INVOKE_ID = 11;
  private static final int HIGHEST_INVOKE_ID = 110;

  /** The gprsSSF's reference number, or {@link #NONE}. */
  final long peerReference;

  /** Our transaction id of the open dialogue, or {@link #NONE}; guarded by this. */
  long transaction;

  /** The peer's, or {@link #NONE} while it has not answered; guarded by this. */
  long peerTransaction;

  /** Whether the SGSN lets us begin a dialogue, as far as is known; guarded by this. */
  boolean callable = true;

  /** The last invoke id used; guarded by this. Those of the first answer are below. */
  private int invokeId = LOWEST_INVOKE_ID - 1;

  TrackedSession(
      int id,
      CapContext context,
      long begun,
      byte[] address,
      int origin,
      byte[] argument,
      long peerReference,
      long transaction,
      long peerTransaction) {
    super(id, context, begun, address, origin, argument);
    this.peerReference = peerReference;
    this.transaction = transaction;
    this.peerTransaction = peerTransaction;
  }

  /** An invoke id that was not used for long. */
  synchronized int nextInvokeId() {
    invokeId = invokeId == HIGHEST_INVOKE_ID ? LOWEST_INVOKE_ID : invokeId + 1;
    return invokeId;
  }
}
