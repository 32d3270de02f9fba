package org.pna.transport.trace;

import java.util.Arrays;
import java.util.BitSet;

/** A datagram in work: its payload of at most 65,535 octets, and which blocks of 8 have come. */
final class Datagram implements WaitingTable.Entry {
  private static final int BLOCK = 8;
  private static final int MAX_LENGTH = 65_535;

  private final int protocol;
  private final long begun;
  private final BitSet blocks = new BitSet();
  private byte[] payload = {};
  private int length = -1;
  private Arrival last;

  /**
   * @param at its first fragment to come
   */
  Datagram(int protocol, Arrival at) {
    this.protocol = protocol;
    this.begun = at.clock();
    this.last = at;
  }

  /**
   * Adds a fragment.
   *
   * @param offset a multiple of 8
   * @param ends whether the fragment holds the datagram's end
   */
  void add(Arrival at, byte[] octets, int from, int to, int offset, boolean ends) {
    int end = offset + to - from;
    if (end > MAX_LENGTH) {
      return;
    }
    last = at;
    if (ends && length < 0) {
      length = end;
    }
    if (end > payload.length) {
      payload = Arrays.copyOf(payload, Math.min(MAX_LENGTH, Math.max(end, 2 * payload.length)));
    }
    for (int at8 = offset; at8 < end; at8 += BLOCK) {
      int size = Math.min(BLOCK, end - at8);
      boolean whole = size == BLOCK || end == length;
      if (whole && !blocks.get(at8 / BLOCK)) {
        blocks.set(at8 / BLOCK);
        System.arraycopy(octets, from + at8 - offset, payload, at8, size);
      }
    }
  }

  boolean complete() {
    return length >= 0 && blocks.nextClearBit(0) * BLOCK >= length;
  }

  /** The payload's octets from the first on, as far as none is missing. */
  byte[] beginning() {
    return Arrays.copyOf(payload, Math.min(payload.length, blocks.nextClearBit(0) * BLOCK));
  }

  byte[] payload() {
    return payload;
  }

  int length() {
    return length;
  }

  int protocol() {
    return protocol;
  }

  /** The trace's clock when its first fragment came. */
  long begun() {
    return begun;
  }

  Arrival last() {
    return last;
  }

  @Override
  public int octets() {
    return payload.length + 128;
  }
}
