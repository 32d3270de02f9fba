package org.pna.app.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An IP address and a port as an operator writes them: {@code 127.0.0.1:2905}, {@code [::1]:5060}.
 * Names are not taken: the gateway must start without a name server.
 *
 * @param address IPv4 or IPv6, without brackets
 * @param port 0 to 65535
 */
public record Endpoint(String address, int port) {
  private static final Pattern FORM =
      Pattern.compile("(?:\\[([0-9A-Fa-f:.]{2,45})]|([0-9.]{7,15})):([0-9]{1,5})");
  private static final Pattern IPV4 =
      Pattern.compile("(?:(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])(?:\\.(?!$)|$)){4}");

  /** What is written; nothing when it is no address with a port. */
  static Optional<Endpoint> parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      return Optional.empty();
    }
    int port = Integer.parseInt(form.group(3));
    String ipv6 = form.group(1);
    String address = ipv6 == null ? form.group(2) : ipv6;
    boolean isAddress =
        ipv6 == null ? IPV4.matcher(address).matches() : ipv6.contains(":") && resolves(ipv6);
    return isAddress && port <= 65_535
        ? Optional.of(new Endpoint(address, port))
        : Optional.empty();
  }

  /** An address alone, without brackets, at port 0; nothing when it is none. */
  static Optional<Endpoint> address(String text) {
    return parse(text.contains(":") ? "[" + text + "]:0" : text + ":0");
  }

  /** Only for literals: they are never looked up. */
  private static boolean resolves(String literal) {
    try {
      InetAddress.getByName(literal);
      return true;
    } catch (UnknownHostException notAnAddress) {
      return false;
    }
  }

  boolean isIpv6() {
    return address.contains(":");
  }

  boolean isLoopback() {
    return inetAddress().isLoopbackAddress();
  }

  /** Whether a peer here cannot be mistaken for one there; port 0 stands for any port. */
  boolean isToldFrom(Endpoint other) {
    return !inetAddress().equals(other.inetAddress())
        || (port != 0 && other.port != 0 && port != other.port);
  }

  /** The address in one form, so that {@code ::1} and {@code 0:0:0:0:0:0:0:1} are equal. */
  InetAddress inetAddress() {
    try {
      return InetAddress.getByName(address);
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException("was parsed before", impossible);
    }
  }
}
