package org.pna.routes;

import java.util.List;
import org.apache.camel.builder.RouteBuilder;
import org.pna.adapter.pl.PlAdapter;
import org.pna.model.Adapter;
import org.pna.transport.mlp.MlpListener;
import org.pna.transport.mlp.MlpReceiver;

/** The route of what location servers tell, asked or not. */
public final class PlRoute {
  /** Where it enters. */
  public static final String ENDPOINT = "direct:pl";

  static final List<Adapter<?>> ADAPTERS = List.of(new PlAdapter());

  private PlRoute() {}

  /**
   * The route from {@link #ENDPOINT}.
   *
   * @param steps what all routes share
   */
  public static PresenceRoute from(Steps steps) {
    return new PresenceRoute(ENDPOINT, ADAPTERS, steps);
  }

  /**
   * The route of what location servers post to us; it needs an {@link MlpListener} in its context.
   *
   * @param path of the URL, {@code /mlp}
   * @param receiver whose taker leads to {@link #ENDPOINT}
   */
  public static RouteBuilder posted(String path, MlpReceiver receiver) {
    return new RouteBuilder() {
      @Override
      public void configure() {
        from(MlpListener.endpoint(path)).routeId(path).process(receiver);
      }
    };
  }
}
