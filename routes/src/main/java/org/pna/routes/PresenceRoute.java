package org.pna.routes;

import java.util.List;
import java.util.function.Consumer;
import org.apache.camel.builder.RouteBuilder;
import org.pna.model.Adapter;
import org.pna.model.message.NetworkMessage;

/**
 * The way of a message from a transport to Pen. The order of the steps stands in {@link #configure}
 * and nowhere else.
 */
public final class PresenceRoute extends RouteBuilder {
  private final String from;
  private final List<Adapter<?>> adapters;
  private final Consumer<NetworkMessage> listener;
  private final Steps steps;

  /**
   * @param from the transport's endpoint, such as {@code map:msc1}
   * @param adapters asked in this order who understands a message's type and hears it
   * @param steps what all routes share
   */
  public PresenceRoute(String from, List<Adapter<?>> adapters, Steps steps) {
    this(from, adapters, message -> {}, steps);
  }

  /**
   * @param from the transport's endpoint, such as {@code map:msc1}
   * @param adapters asked in this order who understands a message's type and hears it
   * @param listener told of each message that was not heard before, on the presentity's lane and
   *     before it takes effect; not to block
   * @param steps what all routes share
   */
  public PresenceRoute(
      String from, List<Adapter<?>> adapters, Consumer<NetworkMessage> listener, Steps steps) {
    this.from = from;
    this.adapters = List.copyOf(adapters);
    this.listener = listener;
    this.steps = steps;
  }

  @Override
  public void configure() {
    errorHandler(noErrorHandler()); // a failure is the transport's to answer, and never retried
    from(from)
        .routeId(from)
        .process(steps.restart()) // is it of a whole gateway?
        .process(new AdaptStep(adapters)) // what does it say?
        .process(steps.identify()) // whose presentity is it?
        .process(steps.note()) // at which gateway is he?
        .process(steps.lane()) // from here on alone with the presentity
        .process(steps.repeat()) // was it heard before?
        .process(new ListenStep(listener)) // who else has to know?
        .process(steps.normalise()) // what is true now?
        .process(steps.publish()); // Pen has it safe: the network may be answered
  }
}
