package org.pna.simulator;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * An Ethernet frame with one IPv4 packet with one SCTP DATA chunk that holds one M3UA message.
 *
 * <p>The octets are reused: set the sequence numbers, patch the message, seal, write.
 */
final class SctpFrame {
  private static final int IP = 14;
  private static final int SCTP = IP + 20;
  private static final int CHUNK = SCTP + 12;
  private static final int M3UA = CHUNK + 16;
  private static final int M3UA_PORT = 2905;
  private static final int PAYLOAD_M3UA = 3;

  private final byte[] octets;
  private final ByteBuffer view;
  private final CRC32C checksum = new CRC32C();

  /**
   * A frame.
   *
   * @param from last octet of the sender's address in 10.1.0.0/24
   * @param to last octet of the receiver's
   * @param m3ua the message; its length is a multiple of four by RFC 4666
   */
  SctpFrame(int from, int to, byte[] m3ua) {
    octets = new byte[M3UA + m3ua.length];
    view = ByteBuffer.wrap(octets);
    view.put(new byte[] {2, 0, 0, 0, 0, (byte) to, 2, 0, 0, 0, 0, (byte) from, 0x08, 0x00});
    view.putShort((short) 0x4500).putShort((short) (octets.length - IP)).putShort((short) 0);
    view.putShort((short) 0x4000).putShort((short) (64 << 8 | 132)).putShort((short) 0);
    view.put(new byte[] {10, 1, 0, (byte) from, 10, 1, 0, (byte) to});
    view.putShort((short) M3UA_PORT)
        .putShort((short) M3UA_PORT)
        .putInt(0x50a10000 | from << 8 | to)
        .putInt(0);
    view.putShort((short) 0x0003).putShort((short) (16 + m3ua.length)).putInt(0);
    view.putShort((short) 0).putShort((short) 0).putInt(PAYLOAD_M3UA).put(m3ua);
  }

  /** Where the M3UA message begins in {@link #octets}. */
  static int messageOffset() {
    return M3UA;
  }

  /** The frame's own octets, to be patched in place. */
  byte[] octets() {
    return octets;
  }

  /**
   * Sets what differs from frame to frame and both checksums.
   *
   * @param sequence of the DATA chunks of this sender in this association, from 0
   */
  void seal(int sequence) {
    view.putShort(IP + 4, (short) sequence).putShort(IP + 10, (short) 0);
    view.putInt(CHUNK + 4, 1_000 + sequence).putShort(CHUNK + 10, (short) sequence);
    int sum = 0;
    for (int i = IP; i < SCTP; i += 2) {
      sum += view.getShort(i) & 0xffff;
    }
    sum = (sum & 0xffff) + (sum >>> 16);
    view.putShort(IP + 10, (short) ~((sum & 0xffff) + (sum >>> 16)));
    view.putInt(SCTP + 8, 0);
    checksum.reset();
    checksum.update(octets, SCTP, octets.length - SCTP);
    view.putInt(SCTP + 8, Integer.reverseBytes((int) checksum.getValue()));
  }
}
