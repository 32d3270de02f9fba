package org.pna.transport.ss7;

/** A call in its one dialogue, whose transaction id of ours names it. */
final class TrackedCall extends Tracked {
  /** The peer's transaction id, as {@link CapMessage#peer} has it. */
  final long peerTransaction;

  TrackedCall(
      int id,
      CapContext context,
      long begun,
      byte[] address,
      int origin,
      byte[] argument,
      long peerTransaction) {
    super(id, context, begun, address, origin, argument);
    this.peerTransaction = peerTransaction;
  }
}
