package org.pna.transport.radius;

import java.io.IOException;
import java.util.concurrent.ScheduledFuture;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Suspendable;
import org.apache.camel.support.DefaultConsumer;
import org.jspecify.annotations.Nullable;
import org.pna.model.MalformedMessageException;
import org.pna.model.RefusedException;

/**
 * Gives the requests of a link to its route, and answers those that it completes. When it stops,
 * what was accepted is still answered, within the answer deadline.
 */
final class RadiusConsumer extends DefaultConsumer implements Suspendable {
  private final RadiusComponent component;
  private final RadiusLink link;
  private final RadiusMeters meters;
  private final AccountingReceiver receiver;
  private @Nullable AccountingServer server;
  private @Nullable ScheduledFuture<?> deadlines;

  RadiusConsumer(RadiusEndpoint endpoint, RadiusComponent component, Processor processor) {
    super(endpoint, processor);
    this.component = component;
    this.link = endpoint.link();
    this.meters = component.meters(link);
    this.receiver =
        new AccountingReceiver(
            link, meters, component.refusals(meters), component.clock(), this::process);
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    AccountingServer socket = new AccountingServer(link, receiver, meters);
    try {
      component.listening(link, socket.port());
      deadlines = component.regularly(receiver::leaveTheLate);
      receiver.accept(true);
      socket.start();
      server = socket;
    } catch (IOException | RuntimeException e) {
      socket.close();
      throw e;
    }
    meters.show("pna.radius.pending", () -> receiver.pending().size());
    meters.show("pna.radius.answers", () -> receiver.answers().size());
  }

  @Override
  protected void doSuspend() throws Exception {
    receiver.accept(false);
    super.doSuspend();
  }

  @Override
  protected void doResume() throws Exception {
    super.doResume();
    receiver.accept(true);
  }

  @Override
  protected void doStop() throws Exception {
    receiver.accept(false);
    if (server != null) {
      if (!receiver.pending().awaitNone(link.answerDeadline())) {
        meters.warn("stopped with " + receiver.pending().size() + " requests in the route");
      }
      server.close();
      server = null;
      component.silent(link);
    }
    if (deadlines != null) {
      deadlines.cancel(false);
      deadlines = null;
    }
    meters.close();
    super.doStop();
  }

  private void process(PendingRequest request) {
    Exchange exchange = createExchange(false);
    exchange.getIn().setBody(request.message());
    AsyncCallback completion =
        doneSync -> {
          complete(request, exchange);
          releaseExchange(exchange, false);
        };
    try {
      getAsyncProcessor().process(exchange, completion);
    } catch (RuntimeException e) {
      exchange.setException(e);
      completion.done(true);
    }
  }

  private void complete(PendingRequest request, Exchange exchange) {
    Exception exception = exchange.getException();
    RefusedException refused = exchange.getException(RefusedException.class);
    if (exception == null) {
      receiver.answer(request, AccountingReceiver.ANSWERED);
    } else if (refused != null) {
      switch (refused.reason()) {
        case UNKNOWN_SUBSCRIBER -> receiver.answer(request, "unknown-subscriber");
        // the NAS could try for ever, and would think us out of order
        case EVENT_NOT_SUPPORTED -> receiver.answer(request, "not-supported");
        default -> receiver.refuse(request, Refusals.REFUSED);
      }
    } else if (exchange.getException(MalformedMessageException.class) != null) {
      receiver.refuse(request, Refusals.MALFORMED);
    } else {
      meters.failed("route", exception);
      receiver.refuse(request, Refusals.FAILED);
    }
  }
}
