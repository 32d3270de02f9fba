package org.pna.app;

import java.util.function.Consumer;
import org.apache.camel.AsyncProducer;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.support.service.ServiceHelper;
import org.jspecify.annotations.Nullable;
import org.pna.model.message.sh.HomeSubscriberServer;
import org.pna.model.message.sh.ShAnswer;
import org.pna.model.message.sh.ShRequest;

/** The way to the home subscriber servers over one of our nodes: {@code diameter:NODE}. */
final class CamelHomeSubscriberServer implements HomeSubscriberServer {
  private final String node;
  private volatile @Nullable AsyncProducer producer;

  CamelHomeSubscriberServer(String node) {
    this.node = node;
  }

  /**
   * Opens the way; until then nobody is reached.
   *
   * @throws IllegalStateException if there is no such node
   */
  void connect(CamelContext camel) {
    producer = CamelEntrance.producer(camel, "diameter:" + node);
  }

  /** Ends it; requests under way are answered as the node sees fit. */
  void disconnect() {
    AsyncProducer made = producer;
    producer = null;
    ServiceHelper.stopService(made);
  }

  @Override
  public void send(ShRequest request, Consumer<ShAnswer> answer) {
    AsyncProducer open = producer;
    if (open == null) {
      answer.accept(unreachable("not connected"));
      return;
    }
    Exchange exchange = open.getEndpoint().createExchange();
    exchange.getMessage().setBody(request);
    open.process(exchange, doneSync -> answer.accept(answer(exchange)));
  }

  private static ShAnswer answer(Exchange exchange) {
    Exception failure = exchange.getException();
    if (failure == null && exchange.getMessage().getBody() instanceof ShAnswer answer) {
      return answer;
    }
    return unreachable(failure == null ? "no answer" : failure.getClass().getSimpleName());
  }

  private static ShAnswer unreachable(String why) {
    return new ShAnswer.Failed(ShAnswer.Kind.UNREACHABLE, why);
  }
}
