package org.pna.transport.trace;

import java.util.zip.CRC32C;

/**
 * Which DATA chunks of one direction were seen before. A retransmission has the same TSN and the
 * same octets; an equal TSN alone may be of another association. The last {@link #MAX} TSNs are
 * remembered, and wrapping round makes no difference.
 */
final class SeenTsns {
  static final int MAX = 4_096;

  private final CRC32C crc = new CRC32C();
  // TSN in the high half, checksum with its lowest bit set in the low half: never 0.
  private long[] seen = new long[16];
  private int kept;

  /** Whether this chunk is new, which it is no longer the next time. */
  boolean add(int tsn, byte[] octets, int from, int to) {
    crc.reset();
    crc.update(octets, from, to - from);
    long mark = ((long) tsn << 32) | crc.getValue() | 1;
    int slot = tsn & (seen.length - 1);
    if (seen[slot] == mark) {
      return false;
    }
    if (kept >= seen.length && seen.length < MAX) {
      grow();
      slot = tsn & (seen.length - 1);
    }
    kept++;
    seen[slot] = mark;
    return true;
  }

  private void grow() {
    long[] old = seen;
    seen = new long[4 * old.length];
    for (long mark : old) {
      if (mark != 0) {
        seen[(int) (mark >>> 32) & (seen.length - 1)] = mark;
      }
    }
  }
}
