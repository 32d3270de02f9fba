package org.pna.transport.mlp;

import org.apache.camel.CamelContext;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServerConfiguration;
import org.jspecify.annotations.Nullable;
import org.pna.transport.mlp.codec.MlpResults;

/** The HTTP server that location servers post their reports to. */
public final class MlpListener {
  private final VertxPlatformHttpServer server;

  /**
   * Adds it to a context, with which it starts and stops; before the routes from {@link #endpoint}
   * are added.
   *
   * @param host address to bind
   * @param port 0 for any that is free
   * @param tls for HTTPS; null for HTTP
   * @throws Exception if the context has started, and it cannot be bound
   */
  public MlpListener(CamelContext camel, String host, int port, @Nullable MlpTls tls)
      throws Exception {
    VertxPlatformHttpServerConfiguration configuration = new VertxPlatformHttpServerConfiguration();
    configuration.setBindHost(host);
    configuration.setBindPort(port);
    configuration.setMaxBodySize((long) MlpResults.MOST_OCTETS);
    configuration.getBodyHandler().setHandleFileUploads(false);
    if (tls != null) {
      configuration.setSslContextParameters(tls.parameters());
    }
    server = new VertxPlatformHttpServer(configuration);
    camel.addService(server);
  }

  /** The port, once the context has started. */
  public int port() {
    return server.getServer().actualPort();
  }

  /** The Camel endpoint of what is posted to a path, {@code /mlp}. */
  public static String endpoint(String path) {
    return "platform-http:" + path + "?httpMethodRestrict=POST&matchOnUriPrefix=false";
  }
}
