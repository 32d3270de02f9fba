package org.pna.transport.mlp;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpConnection;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Connections to our HTTP server: no more than a bound, beyond which a further one is closed; and
 * none that keeps a request unfinished, or says nothing, for longer than a while. So whoever opens
 * many, or sends slowly, takes no sockets from the rest of the gateway. Safe for many threads.
 */
final class MlpConnections implements Handler<HttpConnection> {
  private final int most;
  private final long patienceNanos;
  private final Map<HttpConnection, Long> since = new ConcurrentHashMap<>();

  /**
   * @param most connections at a time
   * @param patience for a request to be whole and answered, and for the next one to begin
   */
  MlpConnections(int most, Duration patience) {
    this.most = most;
    this.patienceNanos = patience.toNanos();
  }

  @Override
  public void handle(HttpConnection opened) {
    if (since.size() >= most) {
      opened.close();
      return;
    }
    since.put(opened, System.nanoTime());
    opened.closeHandler(closed -> since.remove(opened));
  }

  /** The head of a request came: the rest of it has its own time, and so has what follows it. */
  void request(RoutingContext context) {
    HttpConnection on = context.request().connection();
    begin(on);
    context.addEndHandler(ended -> begin(on));
    context.next();
  }

  private void begin(HttpConnection connection) {
    since.computeIfPresent(connection, (same, before) -> System.nanoTime());
  }

  /** Closes those that take too long; to be called several times in the time that they have. */
  void look() {
    long now = System.nanoTime();
    since.forEach(
        (connection, begun) -> {
          if (now - begun > patienceNanos) {
            connection.close();
          }
        });
  }
}
