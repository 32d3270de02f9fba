package org.pna.routes;

import java.util.List;
import org.apache.camel.builder.RouteBuilder;
import org.pna.model.Adapter;
import org.pna.model.message.NetworkMessage;

/**
 * The way of a message from a transport to Pen. The order of the steps stands in {@link #configure}
 * and nowhere else.
 *
 * @param <M> the message that the transport hands over
 */
public final class PresenceRoute<M extends NetworkMessage> extends RouteBuilder {
  private final String from;
  private final List<Adapter<M>> adapters;
  private final Steps steps;

  /**
   * @param from the transport's endpoint, such as {@code map:msc1}
   * @param adapters asked in this order who hears a message
   * @param steps what all routes share
   */
  public PresenceRoute(String from, List<Adapter<M>> adapters, Steps steps) {
    this.from = from;
    this.adapters = List.copyOf(adapters);
    this.steps = steps;
  }

  @Override
  public void configure() {
    errorHandler(noErrorHandler()); // a failure is the transport's to answer, and never retried
    from(from)
        .routeId(from)
        .process(new AdaptStep<>(adapters)) // what does it say?
        .process(steps.identify()) // whose presentity is it?
        .process(steps.lane()) // from here on alone with the presentity
        .process(steps.repeat()) // was it heard before?
        .process(steps.normalise()) // what is true now?
        .process(steps.publish()); // Pen has it safe: the network may be answered
  }
}
