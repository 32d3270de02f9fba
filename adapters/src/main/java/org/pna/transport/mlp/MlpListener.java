package org.pna.transport.mlp;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.impl.VertxInternal;
import io.vertx.core.impl.VertxWrapper;
import java.time.Duration;
import org.apache.camel.CamelContext;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServerConfiguration;
import org.jspecify.annotations.Nullable;
import org.pna.transport.mlp.codec.MlpResults;

/**
 * The HTTP server that location servers post their reports to. It has no more than {@value
 * #MOST_CONNECTIONS} connections at a time; one that is idle, or whose request is not whole, for 30
 * s is closed.
 */
public final class MlpListener {
  static final int MOST_CONNECTIONS = 256;

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int LOOKS = 6;

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
    this(camel, host, port, tls, MOST_CONNECTIONS, PATIENCE);
  }

  MlpListener(
      CamelContext camel, String host, int port, @Nullable MlpTls tls, int most, Duration patience)
      throws Exception {
    VertxPlatformHttpServerConfiguration configuration = new VertxPlatformHttpServerConfiguration();
    configuration.setBindHost(host);
    configuration.setBindPort(port);
    configuration.setMaxBodySize((long) MlpResults.MOST_OCTETS);
    configuration.getBodyHandler().setHandleFileUploads(false);
    if (tls != null) {
      configuration.setSslContextParameters(tls.parameters());
    }
    server = new BoundedServer(configuration, most, patience);
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

  private static final class BoundedServer extends VertxPlatformHttpServer {
    private final MlpConnections connections;
    private final Duration patience;

    BoundedServer(VertxPlatformHttpServerConfiguration configuration, int most, Duration patience) {
      super(configuration);
      this.connections = new MlpConnections(most, patience);
      this.patience = patience;
    }

    /** Camel offers no way to the server between its making and its listening. */
    @Override
    protected Vertx createVertxInstance() {
      return new VertxWrapper((VertxInternal) super.createVertxInstance()) {
        @Override
        public HttpServer createHttpServer(HttpServerOptions options) {
          return super.createHttpServer(options).connectionHandler(connections);
        }
      };
    }

    @Override
    protected void initializeServer() {
      super.initializeServer();
      VertxPlatformHttpRouter.lookup(
              getCamelContext(),
              VertxPlatformHttpRouter.getRouterNameFromPort(getConfigurationPort()))
          .route()
          .order(-1)
          .handler(connections::request);
      long period = patience.dividedBy(LOOKS).toMillis();
      long unused = getVertx().setPeriodic(period, timer -> connections.look());
    }
  }
}
