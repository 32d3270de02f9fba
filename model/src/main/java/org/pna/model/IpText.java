package org.pna.model;

import java.net.Inet4Address;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/** IP addresses in text, those of version 6 as RFC 5952 clause 4 asks. */
public final class IpText {
  private static final int GROUPS = 8;

  private IpText() {}

  /** An address without its zone. */
  public static String of(InetAddress address) {
    byte[] octets = address.getAddress();
    return address instanceof Inet4Address
        ? address.getHostAddress()
        : ipv6(octets, 0, octets.length);
  }

  /**
   * An IPv6 prefix such as {@code 2001:db8:1::/64}.
   *
   * @param data as RFC 3162 clause 2.3 writes it: a spare octet, the length in bits, and as many
   *     octets of the prefix as it takes, or more
   * @return null if it is none
   */
  public static @Nullable String prefix(byte[] data) {
    if (data.length < 2 || data.length > 18) {
      return null;
    }
    int bits = data[1] & 0xff;
    return bits > 128 || (bits + 7) / 8 > data.length - 2
        ? null
        : ipv6(data, 2, data.length - 2) + '/' + bits;
  }

  /**
   * An IPv6 address: no leading zeros, and the longest run of zero groups, of two at least, gone.
   *
   * @param data octets
   * @param offset where the address begins
   * @param length octets that are there, up to 16; the rest are zero
   */
  public static String ipv6(byte[] data, int offset, int length) {
    int[] groups = new int[GROUPS];
    for (int i = 0; i < length; i++) {
      groups[i / 2] |= (data[offset + i] & 0xff) << (i % 2 == 0 ? 8 : 0);
    }
    int gap = -1;
    int gapLength = 1;
    int run = 0;
    for (int i = 0; i < GROUPS; i++) {
      run = groups[i] == 0 ? run + 1 : 0;
      if (run > gapLength) {
        gapLength = run;
        gap = i - run + 1;
      }
    }
    StringBuilder text = new StringBuilder(39);
    for (int i = 0; i < GROUPS; i++) {
      if (i == gap) {
        text.append("::");
        i += gapLength - 1;
      } else {
        if (!text.isEmpty() && text.charAt(text.length() - 1) != ':') {
          text.append(':');
        }
        text.append(Integer.toHexString(groups[i]));
      }
    }
    return text.toString();
  }
}
