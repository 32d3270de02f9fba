package org.pna.routes;

import java.util.function.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.pna.model.message.NetworkMessage;

/** Tells somebody of a message that was not heard before. On the lane. */
final class ListenStep implements Processor {
  private final Consumer<NetworkMessage> listener;

  ListenStep(Consumer<NetworkMessage> listener) {
    this.listener = listener;
  }

  @Override
  public void process(Exchange exchange) {
    Passage passage = exchange.getMessage().getBody(Passage.class);
    if (passage.ignored() == null) {
      listener.accept(passage.message());
    }
  }
}
