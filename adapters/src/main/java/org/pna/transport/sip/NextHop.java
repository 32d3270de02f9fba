package org.pna.transport.sip;

import gov.nist.javax.sip.stack.HopImpl;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javax.sip.address.Hop;
import org.jspecify.annotations.Nullable;
import org.pna.model.sip.SipNameAddress;
import org.pna.model.sip.SipRequest;
import org.pna.model.sip.SipTransport;
import org.pna.model.sip.SipUri;

/**
 * Where a request goes next: the first Route if that is a loose router, else the Request-URI (RFC
 * 3261 clause 8.1.2). Names are looked up as addresses only (no SRV, no NAPTR).
 *
 * @param host name or numeric address, without brackets
 * @param port 1 to 65535
 * @param transport as the URI says; null if it says nothing
 */
record NextHop(String host, int port, @Nullable SipTransport transport) {
  private static final Set<String> TRANSPORTS = Set.of("", "udp", "tcp", "tls");
  private static final int DEFAULT_PORT = 5060;
  private static final int TLS_PORT = 5061;

  /** The hop, or empty if there is none that this endpoint can speak to. */
  static Optional<NextHop> of(SipRequest request) {
    Optional<SipUri> route =
        request.headers().list("Route").stream()
            .findFirst()
            .flatMap(SipNameAddress::parse)
            .flatMap(address -> SipUri.parse(address.uri()))
            .filter(uri -> uri.parameters().containsKey("lr"));
    return route.or(() -> SipUri.parse(request.uri())).flatMap(NextHop::of);
  }

  private static Optional<NextHop> of(SipUri uri) {
    String transport = uri.parameters().getOrDefault("transport", "").toLowerCase(Locale.ROOT);
    if (!uri.scheme().equals("sip") || !TRANSPORTS.contains(transport)) {
      return Optional.empty();
    }
    String host = uri.parameters().getOrDefault("maddr", uri.host());
    return Optional.of(
        new NextHop(
            host.startsWith("[") ? host.substring(1, host.length() - 1) : host,
            uri.port() >= 0 ? uri.port() : transport.equals("tls") ? TLS_PORT : DEFAULT_PORT,
            transport.isEmpty() ? null : SipTransport.valueOf(transport.toUpperCase(Locale.ROOT))));
  }

  /** Whether no name has to be looked up. */
  boolean isNumeric() {
    return host.indexOf(':') >= 0 || host.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}");
  }

  /** The same in the stack's terms. */
  static Hop hop(String numericHost, int port, SipTransport transport) {
    return new HopImpl(numericHost, port, transport.name());
  }
}
