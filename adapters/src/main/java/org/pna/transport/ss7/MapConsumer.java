package org.pna.transport.ss7;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Suspendable;
import org.apache.camel.support.DefaultConsumer;
import org.pna.model.MalformedMessageException;
import org.pna.model.Place;
import org.pna.model.RefusedException;
import org.pna.model.message.Origin;
import org.pna.model.message.map.NoteMmEvent;
import org.pna.model.message.map.SccpAddress;
import org.pna.transport.ss7.codec.Fingerprints;
import org.pna.transport.ss7.codec.NoteMmEventCodec;

/**
 * Gives the events of a link to its route. At most {@link Ss7Link#maxDialogues} exchanges are in
 * the route at a time, also of dialogues whose deadline has passed; what comes beyond is aborted.
 */
final class MapConsumer extends DefaultConsumer implements Suspendable {
  private final MapComponent component;
  private final Ss7Link link;
  private final MapMeters meters;
  private final Semaphore room;
  private final Ss7Stack stack;

  MapConsumer(MapEndpoint endpoint, MapComponent component, Processor processor) {
    super(endpoint, processor);
    this.component = component;
    this.link = endpoint.link();
    this.meters = component.meters(link);
    this.room = new Semaphore(link.maxDialogues());
    this.stack = new Ss7Stack(link, meters, component.network(link, meters), this::accept);
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    component.start(link, stack);
  }

  @Override
  protected void doStop() throws Exception {
    component.stop(link, stack);
    super.doStop();
  }

  private void accept(NoteMmInvocation invocation) {
    try {
      process(invocation, decode(invocation));
    } catch (MalformedMessageException e) {
      meters.malformed(e.kind().name(), e.where());
      invocation.answer(Answer.to(e));
    } catch (RuntimeException e) {
      meters.failed("route", e);
      invocation.answer(Answer.ABORT);
    }
  }

  private NoteMmEvent decode(NoteMmInvocation invocation) throws MalformedMessageException {
    byte[] argument = invocation.argument();
    SccpAddress calling = invocation.calling();
    Place place = new Place.Dialogue(link.name(), Long.toString(invocation.dialogueId()));
    return NoteMmEventCodec.decode(
        argument,
        new Origin(component.clock().instant(), place),
        Fingerprints.of(
            calling,
            invocation.originatingId(),
            invocation.invokeId(),
            argument,
            0,
            argument.length),
        calling);
  }

  private void process(NoteMmInvocation invocation, NoteMmEvent event) {
    if (!isStarted() || !room.tryAcquire()) {
      invocation.answer(Answer.ABORT);
      return;
    }
    ScheduledFuture<?> deadline;
    try {
      deadline =
          component
              .deadlines()
              .schedule(
                  () -> invocation.answer(Answer.ABORT),
                  link.answerDeadline().toMillis(),
                  TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException | IllegalStateException e) {
      room.release();
      throw e;
    }
    Exchange exchange = createExchange(false);
    exchange.getIn().setBody(event);
    AsyncCallback completion =
        doneSync -> {
          deadline.cancel(false);
          if (!invocation.answer(answer(exchange))) {
            meters.unsent("deadline-passed");
          }
          releaseExchange(exchange, false);
          room.release();
        };
    try {
      getAsyncProcessor().process(exchange, completion);
    } catch (RuntimeException e) {
      exchange.setException(e);
      completion.done(true);
    }
  }

  private Answer answer(Exchange exchange) {
    Exception exception = exchange.getException();
    if (exception == null) {
      return Answer.RESULT;
    }
    RefusedException refused = exchange.getException(RefusedException.class);
    if (refused != null) {
      return Answer.to(refused);
    }
    MalformedMessageException malformed = exchange.getException(MalformedMessageException.class);
    if (malformed != null) {
      return Answer.to(malformed);
    }
    meters.failed("route", exception);
    return Answer.ABORT;
  }
}
