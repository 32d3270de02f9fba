package org.pna.transport.ss7;

import org.jspecify.annotations.Nullable;
import org.restcomm.protocols.ss7.sccp.message.ParseException;

/**
 * A call or a GPRS relationship that is followed until it ends. Kept small, since hundreds of
 * thousands may be open: the argument that began it is kept as it came and read again when
 * something is told of it.
 */
abstract sealed class Tracked permits TrackedCall, TrackedSession {
  /** Names it to us and in the table: a transaction id of ours that no other has. */
  final int id;

  final CapContext context;

  /** When it began, seconds since 1970. */
  final long begun;

  /** The peer's SCCP address as it came. */
  final byte[] address;

  /** The MTP3 point code that the peer sent from. */
  final int origin;

  /** The argument of InitialDP or InitialDPGPRS. */
  final byte[] argument;

  /** When the peer was last heard, seconds since 1970; guarded by this. */
  long heard;

  /** Whether an ActivityTest waits for its answer; guarded by this. */
  boolean asked;

  /** Its place in {@link Supervision}, which guards it. */
  @Nullable Tracked next;

  @Nullable Tracked previous;
  int slot = -1;

  Tracked(int id, CapContext context, long begun, byte[] address, int origin, byte[] argument) {
    this.id = id;
    this.context = context;
    this.begun = begun;
    this.address = address;
    this.origin = origin;
    this.argument = argument;
    this.heard = begun;
  }

  /** The peer gave a sign of life. */
  synchronized void hear(long now) {
    heard = now;
    asked = false;
  }

  /**
   * The peer's address.
   *
   * @throws ParseException never, since it was parsed before
   */
  ReceivedAddress peer() throws ParseException {
    return new ReceivedAddress(address, origin);
  }
}
