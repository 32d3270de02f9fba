package org.pna.model.message.accounting;

import org.jspecify.annotations.Nullable;

/**
 * Addresses that the subscriber has in the packet data network while the session lasts: private,
 * never published. On Pp the remote address of the tunnel.
 *
 * @param ipv4 Framed-IP-Address (RFC 2865 clause 5.8), dotted
 * @param ipv6 Framed-IPv6-Address (RFC 6911 clause 3.1), as RFC 5952 writes it
 * @param ipv6Prefix the first Framed-IPv6-Prefix (RFC 3162 clause 2.3), {@code 2001:db8:1::/64}
 */
public record FramedAddress(
    @Nullable String ipv4, @Nullable String ipv6, @Nullable String ipv6Prefix) {
  /** None told. */
  public static final FramedAddress NONE = new FramedAddress(null, null, null);

  /** These, and of the other's those that these lack. */
  public FramedAddress or(FramedAddress other) {
    return new FramedAddress(
        ipv4 == null ? other.ipv4 : ipv4,
        ipv6 == null ? other.ipv6 : ipv6,
        ipv6Prefix == null ? other.ipv6Prefix : ipv6Prefix);
  }

  /** Says only whether there is one: it names the subscriber. */
  @Override
  public String toString() {
    return ipv4 == null && ipv6 == null && ipv6Prefix == null ? "none" : "FramedAddress";
  }
}
