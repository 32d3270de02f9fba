package org.pna.model.message.accounting;

import org.jspecify.annotations.Nullable;

/**
 * The network access server that a request speaks for: a GGSN or PGW (Pk), a PDG (Pp), a 3GPP AAA
 * server (Pr).
 *
 * @param address NAS-IP-Address, else NAS-IPv6-Address, as RFC 5952 writes it; null when not told
 * @param identifier NAS-Identifier; null when not told
 * @param sentFrom address that the request came from: the NAS itself or a proxy
 */
public record Nas(@Nullable String address, @Nullable String identifier, String sentFrom) {

  /** What it is called by: its address, else its identifier, else where it sends from. */
  public String name() {
    if (address != null) {
      return address;
    }
    return identifier == null ? sentFrom : identifier;
  }

  /**
   * Whether both mean the same NAS: no name that both tell differs, and one is equal; if they tell
   * none in common, whether they send from the same address.
   */
  public boolean isSameAs(Nas other) {
    if (differ(address, other.address) || differ(identifier, other.identifier)) {
      return false;
    }
    return (address != null && address.equals(other.address))
        || (identifier != null && identifier.equals(other.identifier))
        || sentFrom.equals(other.sentFrom);
  }

  private static boolean differ(@Nullable String one, @Nullable String other) {
    return one != null && other != null && !one.equals(other);
  }
}
