package org.pna.transport.sip;

import java.io.IOException;
import java.util.function.Consumer;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.DefaultConsumer;
import org.pna.model.RefusedException;
import org.pna.model.message.NetworkMessage;
import org.pna.model.message.ims.ImsEntrance.End;

/**
 * Gives messages to the route. What was answered and then refused is reported (rule T1); when it
 * stops, it waits a little for what is in the route.
 */
final class PiConsumer extends DefaultConsumer {
  private static final long PATIENCE_MILLIS = 2_000;

  private final SipComponent component;
  private final PiMeters meters;
  private int inRoute;

  PiConsumer(PiEndpoint endpoint, SipComponent component, Processor processor) {
    super(endpoint, processor);
    this.component = component;
    this.meters = component.meters();
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    if (!component.started(this)) {
      throw new IOException(getEndpoint() + " has a consumer already");
    }
    meters.show("pna.pi.pending", this::inRoute);
  }

  @Override
  protected void doStop() throws Exception {
    component.stopped(this);
    awaitNone();
    meters.close();
    super.doStop();
  }

  private synchronized void awaitNone() throws InterruptedException {
    long end = System.nanoTime() + PATIENCE_MILLIS * 1_000_000;
    for (long left = PATIENCE_MILLIS;
        inRoute > 0 && left > 0;
        left = (end - System.nanoTime()) / 1_000_000) {
      wait(left);
    }
    if (inRoute > 0) {
      meters.warn("stopped with " + inRoute + " messages in the route");
    }
  }

  private synchronized int inRoute() {
    return inRoute;
  }

  private synchronized void count(int one) {
    inRoute += one;
    if (inRoute == 0) {
      notifyAll();
    }
  }

  void enter(NetworkMessage message, Consumer<End> end) {
    Exchange exchange = createExchange(false);
    exchange.getIn().setBody(message);
    count(1);
    AsyncCallback completion =
        doneSync -> {
          End result = result(message, exchange);
          releaseExchange(exchange, false);
          end.accept(result);
          count(-1);
        };
    try {
      getAsyncProcessor().process(exchange, completion);
    } catch (RuntimeException e) {
      exchange.setException(e);
      completion.done(true);
    }
  }

  private End result(NetworkMessage message, Exchange exchange) {
    Exception exception = exchange.getException();
    RefusedException refused = exchange.getException(RefusedException.class);
    if (exception == null) {
      meters.entered("accepted");
      return End.ACCEPTED;
    }
    if (refused != null && refused.reason() == RefusedException.Reason.UNKNOWN_SUBSCRIBER) {
      meters.entered("unknown-subscriber");
      return End.UNKNOWN_SUBSCRIBER;
    }
    if (refused == null) {
      meters.failed("route", exception);
    }
    meters.entered("refused");
    component.refused(message, refused == null ? "failed" : "refused");
    return End.REFUSED;
  }
}
