package org.pna.app.config;

import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pna.model.sip.SipTransport;
import org.pna.pi.RegSettings;
import org.pna.transport.radius.IpNetwork;
import org.pna.transport.sip.SipListeningPoint;
import org.pna.transport.sip.SipTls;

/**
 * What the operator decides of reference point Pi.
 *
 * @param subscriptions our own URI, bounds and times
 * @param scscfs whose REGISTERs and NOTIFYs are taken, at least one
 * @param tls null: no TLS is spoken
 */
public record PiConfig(RegSettings subscriptions, List<Scscf> scscfs, @Nullable Tls tls) {
  public PiConfig {
    scscfs = List.copyOf(scscfs);
  }

  /**
   * S-CSCFs.
   *
   * @param from where they send from
   * @param tlsName name that the certificate of each is to have; null: they do not speak TLS
   */
  public record Scscf(IpNetwork from, @Nullable String tlsName) {}

  /**
   * How TLS is spoken.
   *
   * @param listen sockets for it
   * @param certificates ours, and whose are taken
   */
  public record Tls(List<SipListeningPoint> listen, SipTls certificates) {
    public Tls {
      listen = List.copyOf(listen);
    }
  }

  /** Whether who sends from an address by a transport is an S-CSCF of ours. */
  public boolean trusts(InetAddress address, SipTransport transport) {
    return scscfs.stream()
        .anyMatch(
            one ->
                one.from().contains(address)
                    && (one.tlsName() == null || transport == SipTransport.TLS));
  }

  /** The name that the certificate at an address has to have; null: none is taken. */
  static @Nullable String tlsName(List<Scscf> scscfs, InetAddress address) {
    return scscfs.stream()
        .filter(one -> one.tlsName() != null && one.from().contains(address))
        .map(Scscf::tlsName)
        .findFirst()
        .orElse(null);
  }
}
