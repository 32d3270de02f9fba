package org.pna.transport.mlp;

import java.nio.file.Path;
import org.apache.camel.support.jsse.ClientAuthentication;
import org.apache.camel.support.jsse.KeyManagersParameters;
import org.apache.camel.support.jsse.KeyStoreParameters;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.support.jsse.SSLContextServerParameters;
import org.apache.camel.support.jsse.TrustManagersParameters;
import org.jspecify.annotations.Nullable;

/**
 * With which key and whose certificates HTTPS is spoken. A server is taken whose certificate is
 * trusted and names its host. With a trust store, whoever posts to us must show a trusted
 * certificate too.
 *
 * @param key our own, for what is posted to us and for servers that want to know us; null: none
 * @param trust whose certificates are trusted; null: those that Java trusts
 */
public record MlpTls(@Nullable Store key, @Nullable Store trust) {
  /**
   * A PKCS #12 file.
   *
   * @param file readable
   * @param password of the file and of the keys in it
   */
  public record Store(Path file, String password) {
    /** Tells no password. */
    @Override
    public String toString() {
      return "Store[" + file + "]";
    }

    private KeyStoreParameters parameters() {
      KeyStoreParameters parameters = new KeyStoreParameters();
      parameters.setType("PKCS12");
      parameters.setResource("file:" + file);
      parameters.setPassword(password);
      return parameters;
    }
  }

  /** The same for Camel. */
  SSLContextParameters parameters() {
    SSLContextParameters parameters = new SSLContextParameters();
    if (key != null) {
      KeyManagersParameters keys = new KeyManagersParameters();
      keys.setKeyStore(key.parameters());
      keys.setKeyPassword(key.password());
      parameters.setKeyManagers(keys);
    }
    if (trust != null) {
      TrustManagersParameters trusted = new TrustManagersParameters();
      trusted.setKeyStore(trust.parameters());
      parameters.setTrustManagers(trusted);
      SSLContextServerParameters server = new SSLContextServerParameters();
      server.setClientAuthentication(ClientAuthentication.REQUIRE.name());
      parameters.setServerParameters(server);
    }
    return parameters;
  }
}
