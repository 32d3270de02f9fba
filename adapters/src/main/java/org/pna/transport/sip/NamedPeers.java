package org.pna.transport.sip;

import java.net.InetAddress;
import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Takes a peer whose certificate is good and has the name that its address is to have, as DNS name
 * or as {@code sip:} URI (RFC 5922 clause 7.1).
 */
final class NamedPeers extends X509ExtendedTrustManager {
  private static final int DNS_NAME = 2; // RFC 5280 clause 4.2.1.6
  private static final int URI = 6;

  private final X509ExtendedTrustManager chains;
  private final Function<InetAddress, @Nullable String> names;

  NamedPeers(X509ExtendedTrustManager chains, Function<InetAddress, @Nullable String> names) {
    this.chains = chains;
    this.names = names;
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    chains.checkClientTrusted(chain, type);
    checkName(chain[0], socket.getInetAddress());
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    chains.checkServerTrusted(chain, type);
    checkName(chain[0], socket.getInetAddress());
  }

  private void checkName(X509Certificate peer, InetAddress address) throws CertificateException {
    String name = names.apply(address);
    Collection<List<?>> all = peer.getSubjectAlternativeNames();
    if (name == null || all == null || all.stream().noneMatch(one -> isName(one, name))) {
      throw new CertificateException("the certificate has not the name of its address");
    }
  }

  private static boolean isName(List<?> one, String name) {
    int kind = (Integer) one.get(0);
    return (kind == DNS_NAME && name.equalsIgnoreCase((String) one.get(1)))
        || (kind == URI && ("sip:" + name).equalsIgnoreCase((String) one.get(1)));
  }

  private static CertificateException noAddress() {
    return new CertificateException("without a socket there is no address to know a peer by");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    throw noAddress();
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    throw noAddress();
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
    throw noAddress();
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
    throw noAddress();
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return chains.getAcceptedIssuers();
  }
}
