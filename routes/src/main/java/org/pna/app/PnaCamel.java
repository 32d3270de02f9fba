package org.pna.app;

import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Component;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/** The Camel context as this gateway runs it: everything that costs and is not used is off. */
public final class PnaCamel {
  /** Longer than the longest deadline of an answer: whoever waits is answered. */
  private static final long SHUTDOWN_SECONDS = 65;

  private PnaCamel() {}

  /**
   * Starts routes over one component.
   *
   * @param routes to start
   * @param scheme of the component
   * @param component the transport
   * @throws IllegalStateException if Camel does not start
   */
  public static CamelContext start(
      List<? extends RouteBuilder> routes, String scheme, Component component) {
    return start(routes, Map.of(scheme, component));
  }

  /**
   * Starts routes over several components.
   *
   * @param routes to start, in this order
   * @param components the transports by their schemes
   * @throws IllegalStateException if Camel does not start
   */
  public static CamelContext start(
      List<? extends RouteBuilder> routes, Map<String, ? extends Component> components) {
    DefaultCamelContext camel = new DefaultCamelContext();
    camel.disableJMX();
    camel.setStreamCaching(false);
    camel.setMessageHistory(false);
    camel.setAllowUseOriginalMessage(false);
    camel.setLoadTypeConverters(false);
    camel.getShutdownStrategy().setTimeout(SHUTDOWN_SECONDS);
    components.forEach(camel::addComponent);
    try {
      for (RouteBuilder route : routes) {
        camel.addRoutes(route);
      }
      camel.start();
    } catch (Exception e) {
      camel.stop();
      Throwable cause =
          e instanceof RuntimeCamelException && e.getCause() != null ? e.getCause() : e;
      throw new IllegalStateException(String.valueOf(cause.getMessage()), e);
    }
    return camel;
  }
}
