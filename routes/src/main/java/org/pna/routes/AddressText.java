package org.pna.routes;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.pna.model.IpText;

/** IP addresses as an operator writes them, in the form in which sessions have them. */
final class AddressText {
  private static final Pattern IPV4 =
      Pattern.compile("(25[0-5]|2[0-4]\\d|1?\\d?\\d)(\\.(25[0-5]|2[0-4]\\d|1?\\d?\\d)){3}");
  private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:]*:[0-9A-Fa-f:.]*");
  private static final int LENGTH = 128;

  private AddressText() {}

  /** The address of a text; null if it is none. */
  static @Nullable InetAddress parse(String text) {
    if (!IPV4.matcher(text).matches() && !IPV6.matcher(text).matches()) {
      return null; // a name must not be looked up
    }
    try {
      return InetAddress.getByName(text);
    } catch (UnknownHostException e) {
      return null;
    }
  }

  /** An address and, of version 6, all prefixes in which it lies: {@code 2001:db8:1::/64}. */
  static List<String> names(InetAddress address) {
    List<String> names = new ArrayList<>();
    names.add(IpText.of(address));
    byte[] octets = address.getAddress();
    for (int length = LENGTH; octets.length * 8 == LENGTH && length >= 0; length--) {
      if (length < LENGTH) {
        octets[length / 8] &= (byte) ~(0x80 >> length % 8);
      }
      names.add(IpText.ipv6(octets, 0, octets.length) + '/' + length);
    }
    return names;
  }
}
