package org.pna.transport.radius;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.pna.model.IpText;

/**
 * One address, or a block of them: {@code 10.1.2.3}, {@code 10.1.0.0/16}, {@code 2001:db8::/32}.
 */
public final class IpNetwork {
  /** What no host name looks like, so that no name is ever looked up. */
  private static final Pattern LITERAL = Pattern.compile("[0-9]+(\\.[0-9]+){3}|[0-9a-fA-F:.]*:.*");

  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,3}");

  private final InetAddress address;
  private final byte[] octets;
  private final int bits;

  private IpNetwork(InetAddress address, int bits) {
    this.address = address;
    this.octets = address.getAddress();
    this.bits = bits;
  }

  /**
   * Reads an address or a block in the notation of RFC 4632 clause 3.1.
   *
   * @throws IllegalArgumentException if it is neither, or has bits behind its prefix; the message
   *     says which
   */
  public static IpNetwork of(String text) {
    int slash = text.indexOf('/');
    InetAddress address = address(slash < 0 ? text : text.substring(0, slash));
    int all = 8 * address.getAddress().length;
    int bits = all;
    if (slash >= 0) {
      String prefix = text.substring(slash + 1);
      bits = NUMBER.matcher(prefix).matches() ? Integer.parseInt(prefix) : -1;
      if (bits < 0 || bits > all) {
        throw new IllegalArgumentException(text + ": the prefix is no number from 0 to " + all);
      }
    }
    IpNetwork network = new IpNetwork(address, bits);
    for (int i = bits; i < all; i++) {
      if ((network.octets[i / 8] & 0x80 >> i % 8) != 0) {
        throw new IllegalArgumentException(text + ": has bits behind its prefix of " + bits);
      }
    }
    return network;
  }

  /**
   * An address that is written as one.
   *
   * @throws IllegalArgumentException for anything else, a host name too
   */
  static InetAddress address(String text) {
    try {
      if (LITERAL.matcher(text).matches()) {
        return InetAddress.getByName(text);
      }
    } catch (UnknownHostException e) {
      // said below
    }
    throw new IllegalArgumentException(text + ": not an IP address");
  }

  /** How many leading bits an address must share with it: 32 or 128 for a single address. */
  int bits() {
    return bits;
  }

  /** Whether an address is it, or in it. */
  public boolean contains(InetAddress other) {
    return contains(other.getAddress());
  }

  boolean contains(byte[] other) {
    if (other.length != octets.length) {
      return false;
    }
    int whole = bits / 8;
    if (!Arrays.equals(other, 0, whole, octets, 0, whole)) {
      return false;
    }
    int rest = bits % 8;
    return rest == 0 || ((other[whole] ^ octets[whole]) & 0xff00 >> rest & 0xff) == 0;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof IpNetwork network
        && bits == network.bits
        && address.equals(network.address);
  }

  @Override
  public int hashCode() {
    return 31 * address.hashCode() + bits;
  }

  /** As an operator writes it. */
  @Override
  public String toString() {
    String text = IpText.of(address);
    return bits == 8 * octets.length ? text : text + '/' + bits;
  }
}
