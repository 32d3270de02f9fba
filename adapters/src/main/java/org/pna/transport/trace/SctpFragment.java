package org.pna.transport.trace;

/**
 * A DATA chunk that holds a part of a user message.
 *
 * @param flags of the chunk: B, E and U
 * @param stream stream identifier in the high half, stream sequence number in the low half
 * @param ppid payload protocol identifier
 */
@SuppressWarnings("ArrayRecordComponent")
record SctpFragment(Arrival at, int tsn, int flags, int stream, int ppid, byte[] payload) {
  private static final int OVERHEAD = 128;
  private static final int UNORDERED = 4;
  private static final int BEGINS = 2;
  private static final int ENDS = 1;

  /** Octets it takes in memory, about. */
  int kept() {
    return payload.length + OVERHEAD;
  }

  boolean begins() {
    return (flags & BEGINS) != 0;
  }

  boolean ends() {
    return (flags & ENDS) != 0;
  }

  /** Whether the other may be a part of the same user message. */
  boolean sameMessage(SctpFragment other) {
    return stream == other.stream && ((flags ^ other.flags) & UNORDERED) == 0;
  }
}
