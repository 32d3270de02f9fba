package org.pna.transport.sip;

import java.io.IOException;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Gives TLS connections over counted sockets, whose peers have to show a certificate. What the
 * stack wants of suites and protocols is not done: it would allow suites without a certificate.
 */
final class TlsServerSocket extends SSLServerSocket {
  /** Those that {@link #accept} enables. */
  static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

  private final Connections connections;
  private final SSLSocketFactory factory;

  TlsServerSocket(Connections connections, SSLSocketFactory factory) throws IOException {
    this.connections = connections;
    this.factory = factory;
  }

  @Override
  public SSLSocket accept() throws IOException {
    while (true) {
      WatchedSocket plain = new WatchedSocket(connections);
      implAccept(plain);
      if (connections.admit(plain)) {
        plain.tune();
        SSLSocket secured = (SSLSocket) factory.createSocket(plain, null, true);
        secured.setUseClientMode(false);
        secured.setEnabledProtocols(PROTOCOLS);
        secured.setNeedClientAuth(true);
        return secured;
      }
      plain.closeQuietly();
    }
  }

  @Override
  public String[] getEnabledCipherSuites() {
    return factory.getDefaultCipherSuites();
  }

  @Override
  public void setEnabledCipherSuites(String[] suites) {}

  @Override
  public String[] getSupportedCipherSuites() {
    return factory.getSupportedCipherSuites();
  }

  @Override
  public String[] getSupportedProtocols() {
    return PROTOCOLS.clone();
  }

  @Override
  public String[] getEnabledProtocols() {
    return PROTOCOLS.clone();
  }

  @Override
  public void setEnabledProtocols(String[] protocols) {}

  @Override
  public void setNeedClientAuth(boolean need) {}

  @Override
  public boolean getNeedClientAuth() {
    return true;
  }

  @Override
  public void setWantClientAuth(boolean want) {}

  @Override
  public boolean getWantClientAuth() {
    return false;
  }

  @Override
  public void setUseClientMode(boolean mode) {}

  @Override
  public boolean getUseClientMode() {
    return false;
  }

  @Override
  public void setEnableSessionCreation(boolean flag) {}

  @Override
  public boolean getEnableSessionCreation() {
    return true;
  }
}
