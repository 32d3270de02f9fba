package org.pna.transport.radius;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/**
 * What a retransmission has in common with the first (RFC 2866 clause 2, RFC 5080 clause 2.2.2):
 * the sender's address and port, the identifier, and the authenticator, which is a digest of the
 * whole packet.
 *
 * @param sender address and port
 * @param identifier 0 to 255
 * @param high first half of the authenticator
 * @param low second half of it
 */
record RequestKey(InetSocketAddress sender, int identifier, long high, long low) {
  static RequestKey of(InetSocketAddress sender, int identifier, byte[] authenticator) {
    ByteBuffer bits = ByteBuffer.wrap(authenticator);
    return new RequestKey(sender, identifier, bits.getLong(), bits.getLong());
  }

  /** Some bits of the digest: nobody gets in whose authenticator is none. */
  @Override
  public int hashCode() {
    return (int) low;
  }
}
