package org.pna.app;

import java.util.Locale;
import java.util.function.Consumer;
import org.apache.camel.AsyncProducer;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.support.service.ServiceHelper;
import org.jspecify.annotations.Nullable;
import org.pna.model.RefusedException;
import org.pna.model.message.NetworkMessage;
import org.pna.ph.Entrance;
import org.pna.routes.Passage;

/** The entrance of a route. */
final class CamelEntrance implements Entrance {
  private static final End CLOSED = new End(false, null, false, "closed");

  private final String endpoint;
  private volatile @Nullable AsyncProducer producer;

  /**
   * @param endpoint of the route
   */
  CamelEntrance(String endpoint) {
    this.endpoint = endpoint;
  }

  /** Opens it; until then nothing is taken. */
  void connect(CamelContext camel) {
    producer = producer(camel, endpoint);
  }

  /** Closes it. */
  void disconnect() {
    AsyncProducer made = producer;
    producer = null;
    ServiceHelper.stopService(made);
  }

  /**
   * A producer that is started.
   *
   * @throws IllegalStateException if there is no such endpoint
   */
  static AsyncProducer producer(CamelContext camel, String uri) {
    try {
      AsyncProducer made = camel.getEndpoint(uri).createAsyncProducer();
      ServiceHelper.startService(made);
      return made;
    } catch (Exception e) {
      throw new IllegalStateException("nothing can be sent to " + uri, e);
    }
  }

  @Override
  public void enter(NetworkMessage message, Consumer<End> end) {
    AsyncProducer open = producer;
    if (open == null) {
      end.accept(CLOSED);
      return;
    }
    Exchange exchange = open.getEndpoint().createExchange();
    exchange.getMessage().setBody(message);
    open.process(exchange, doneSync -> end.accept(end(exchange)));
  }

  private static End end(Exchange exchange) {
    Passage passage = exchange.getMessage().getBody() instanceof Passage found ? found : null;
    String presentity = passage == null ? null : passage.presentity();
    Exception failure = exchange.getException();
    if (failure instanceof RefusedException refused) {
      boolean again = refused.reason() == RefusedException.Reason.OVERLOADED;
      String why = refused.reason().name().toLowerCase(Locale.ROOT).replace('_', '-');
      return new End(!again, presentity, false, why);
    }
    if (failure != null || passage == null) {
      return new End(false, presentity, false, "failed");
    }
    return new End(true, presentity, passage.published(), passage.ignored());
  }
}
