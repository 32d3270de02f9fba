package org.pna.routes;

import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.jspecify.annotations.Nullable;
import org.pna.model.Adapter;
import org.pna.model.message.NetworkMessage;
import org.pna.model.message.accounting.AccountingRequest;

/**
 * The way of a message from a transport to Pen. The order of the steps stands in {@link #configure}
 * and nowhere else.
 */
public final class PresenceRoute extends RouteBuilder {
  private final String from;
  private final List<Adapter<?>> adapters;
  private final @Nullable Consumer<NetworkMessage> listener;
  private final Steps steps;

  /**
   * @param from the transport's endpoint, such as {@code map:msc1}
   * @param adapters asked in this order who understands a message's type and hears it
   * @param steps what all routes share
   */
  public PresenceRoute(String from, List<Adapter<?>> adapters, Steps steps) {
    this(from, adapters, null, steps);
  }

  /**
   * @param from the transport's endpoint, such as {@code map:msc1}
   * @param adapters asked in this order who understands a message's type and hears it; what
   *     concerns gateways is only done where one of them hears accounting
   * @param listener told of each message that was not heard before, on the presentity's lane and
   *     before it takes effect; not to block; null: nobody
   * @param steps what all routes share
   */
  public PresenceRoute(
      String from,
      List<Adapter<?>> adapters,
      @Nullable Consumer<NetworkMessage> listener,
      Steps steps) {
    this.from = from;
    this.adapters = List.copyOf(adapters);
    this.listener = listener;
    this.steps = steps;
  }

  @Override
  public void configure() {
    errorHandler(noErrorHandler()); // a failure is the transport's to answer, and never retried
    boolean gateways =
        adapters.stream().anyMatch(one -> one.messageType() == AccountingRequest.class);
    List<Processor> inOrder =
        Stream.of(
                gateways ? steps.restart() : null, // is it of a whole gateway?
                steps.adapt(adapters), // what does it say?
                steps.identify(), // whose presentity is it?
                gateways ? steps.note() : null, // at which gateway is he?
                steps.lane(), // from here on alone with the presentity
                gateways ? steps.accounting() : null, // is his accounting wanted?
                steps.repeat(), // was it heard before?
                listener == null ? null : new ListenStep(listener), // who else has to know?
                steps.normalise(), // what is true now?
                steps.publish()) // Pen has it safe: the network may be answered
            .filter(Objects::nonNull)
            .toList();
    from(from).routeId(from).process(new StepsInOrder(inOrder));
  }
}
