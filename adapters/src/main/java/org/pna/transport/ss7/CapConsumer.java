package org.pna.transport.ss7;

import java.util.concurrent.Semaphore;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Suspendable;
import org.apache.camel.support.DefaultConsumer;
import org.jspecify.annotations.Nullable;
import org.pna.model.Domain;
import org.pna.model.Refusal;
import org.pna.model.RefusedException;
import org.pna.model.ReportingNode;
import org.pna.model.message.NetworkMessage;
import org.pna.model.message.cap.CallEvent;
import org.pna.model.message.cap.GprsEvent;

/**
 * Gives what CAP tells on a link to its route. At most {@link CapSettings#maxDialogues} exchanges
 * are in the route at a time; what comes beyond, or fails there, makes what is held of its
 * subscriber suspect.
 */
final class CapConsumer extends DefaultConsumer implements Suspendable, CapUser {
  private final CapEndpoint endpoint;
  private final CapComponent component;
  private final CapMeters meters;
  private final Semaphore room;

  CapConsumer(CapEndpoint endpoint, CapComponent component, Processor processor) {
    super(endpoint, processor);
    this.endpoint = endpoint;
    this.component = component;
    this.meters = component.meters(endpoint.node().link());
    this.room = new Semaphore(endpoint.settings().maxDialogues());
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    component.start(endpoint, meters, this);
  }

  @Override
  protected void doStop() throws Exception {
    component.stop(endpoint);
    super.doStop();
  }

  @Override
  public @Nullable String obstacle() {
    if (!isStarted()) {
      return Refusals.STOPPING;
    }
    return room.availablePermits() == 0 ? Refusals.NO_ROOM : null;
  }

  @Override
  public void accept(NetworkMessage event, Runnable stranger, BooleanConsumer over) {
    if (!isStarted()) {
      missed(event, Refusals.STOPPING);
      over.accept(false);
      return;
    }
    if (!room.tryAcquire()) {
      missed(event, Refusals.NO_ROOM);
      over.accept(false);
      return;
    }
    Exchange exchange = createExchange(false);
    exchange.getIn().setBody(event);
    AsyncCallback completion =
        doneSync -> {
          boolean done = complete(event, exchange, stranger);
          releaseExchange(exchange, false);
          room.release();
          over.accept(done);
        };
    try {
      getAsyncProcessor().process(exchange, completion);
    } catch (RuntimeException e) {
      exchange.setException(e);
      completion.done(true);
    }
  }

  /** False if the event was refused for now only. */
  private boolean complete(NetworkMessage event, Exchange exchange, Runnable stranger) {
    Exception exception = exchange.getException();
    if (exception == null) {
      return true;
    }
    RefusedException refused = exchange.getException(RefusedException.class);
    if (refused == null) {
      meters.failed("route", exception);
      missed(event, Refusals.FAILED);
      return true;
    }
    switch (refused.reason()) {
      case UNKNOWN_SUBSCRIBER, SENDER_NOT_ALLOWED -> {
        meters.refused("stranger");
        stranger.run();
      }
      case EVENT_NOT_SUPPORTED -> meters.refused("event-not-supported");
      case OVERLOADED -> {
        missed(event, Refusals.OVERLOADED);
        return false;
      }
    }
    return true;
  }

  @Override
  public void missed(NetworkMessage about, String reason) {
    meters.refused(reason);
    try {
      component
          .refusals()
          .refused(
              new Refusal(about.origin(), about.subscriber(), node(about), domain(about), reason));
    } catch (RuntimeException e) {
      meters.failed("refusals", e);
    }
  }

  private static @Nullable Domain domain(NetworkMessage about) {
    return about instanceof GprsEvent ? Domain.PS : Domain.CS;
  }

  private static ReportingNode node(NetworkMessage about) {
    if (about instanceof CallEvent call) {
      return new ReportingNode(call.setup().vlrNumber(), call.calling().node());
    }
    return about instanceof GprsEvent session
        ? new ReportingNode(session.setup().sgsnNumber(), session.calling().node())
        : new ReportingNode(null, null);
  }
}
