package org.pna.transport.sip;

import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.function.Function;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** Our certificate, and whose are taken: on both sides of a connection, each with its own name. */
public final class SipTls {
  private final SSLContext context;

  /**
   * @param own our key with its certificates
   * @param password of the key
   * @param authorities who may have signed a peer's certificate
   * @param names which name the certificate of an address has to have; null: nobody there is a peer
   * @throws GeneralSecurityException if there is no key, or no authority
   */
  public SipTls(
      KeyStore own,
      char[] password,
      KeyStore authorities,
      Function<InetAddress, @Nullable String> names)
      throws GeneralSecurityException {
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(own, password);
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(authorities);
    X509ExtendedTrustManager chains = (X509ExtendedTrustManager) trust.getTrustManagers()[0];
    context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), new TrustManager[] {new NamedPeers(chains, names)}, null);
  }

  SSLContext context() {
    return context;
  }
}
