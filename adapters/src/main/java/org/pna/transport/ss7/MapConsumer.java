package org.pna.transport.ss7;

import java.time.Instant;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Suspendable;
import org.apache.camel.support.DefaultConsumer;
import org.jspecify.annotations.Nullable;
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
 * An event that was accepted in time is not refused, even if its dialogue has ended meanwhile and
 * the answer cannot be sent.
 */
final class MapConsumer extends DefaultConsumer implements Suspendable {
  private final MapComponent component;
  private final Ss7Node node;
  private final Ss7Link link;
  private final MapMeters meters;
  private final Semaphore room;
  private final Refusals refusals;
  private final MapSubsystem subsystem;

  MapConsumer(MapEndpoint endpoint, MapComponent component, Processor processor) {
    super(endpoint, processor);
    this.component = component;
    this.node = endpoint.node();
    this.link = node.link();
    this.meters = component.meters(link);
    this.room = new Semaphore(link.maxDialogues());
    this.refusals = component.refusals(link, meters);
    this.subsystem = new MapSubsystem(node, meters, this::accept, refusals);
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    component.start(node, subsystem);
  }

  @Override
  protected void doStop() throws Exception {
    component.stop(node, subsystem);
    super.doStop();
  }

  private void accept(NoteMmInvocation invocation) {
    Instant now = component.clock().instant();
    Place place = new Place.Dialogue(link.name(), Long.toString(invocation.dialogueId()));
    Origin origin = new Origin(now, place, now.plus(link.answerDeadline()));
    if (!link.allow().admits(invocation.calling())) {
      turnAway(invocation, "calling-gt");
      return;
    }
    NoteMmEvent event;
    try {
      event = decode(invocation, origin);
    } catch (MalformedMessageException e) {
      meters.malformed(e.kind().name(), e.where());
      undecodable(invocation, origin, Answer.to(e), Refusals.MALFORMED);
      return;
    } catch (RuntimeException e) {
      meters.failed("decoder", e);
      undecodable(invocation, origin, Answer.ABORT, Refusals.FAILED);
      return;
    }
    if (!link.allow().admits(event.imsi()) || !link.allow().admits(event.serviceKey())) {
      turnAway(invocation, link.allow().admits(event.imsi()) ? "service-key" : "imsi");
      return;
    }
    try {
      process(invocation, event);
    } catch (RuntimeException e) {
      meters.failed("route", e);
      refuse(invocation, event, Refusals.FAILED);
    }
  }

  /** Whom the allow-list leaves out learns no more than who asks for a stranger. */
  private void turnAway(NoteMmInvocation invocation, String list) {
    meters.notAllowed(list);
    if (invocation.claim()) {
      invocation.answer(Answer.UNKNOWN_SUBSCRIBER);
    }
  }

  private static NoteMmEvent decode(NoteMmInvocation invocation, Origin origin)
      throws MalformedMessageException {
    byte[] argument = invocation.argument();
    SccpAddress calling = invocation.calling();
    return NoteMmEventCodec.decode(
        argument,
        origin,
        Fingerprints.of(
            calling,
            invocation.originatingId(),
            invocation.invokeId(),
            argument,
            0,
            argument.length),
        calling);
  }

  private void undecodable(
      NoteMmInvocation invocation, Origin origin, Answer answer, String reason) {
    if (invocation.claim()) {
      refusals.undecodable(invocation.argument(), origin, invocation.calling(), reason);
      invocation.answer(answer);
    }
  }

  /** Aborts, unless it was answered; whoever is to know of it does so before the network. */
  private void refuse(NoteMmInvocation invocation, NoteMmEvent event, String reason) {
    if (invocation.claim()) {
      refusals.refused(event, reason);
      invocation.answer(Answer.ABORT);
    }
  }

  private void process(NoteMmInvocation invocation, NoteMmEvent event) {
    if (!isStarted()) {
      refuse(invocation, event, Refusals.STOPPING);
      return;
    }
    if (!room.tryAcquire()) {
      refuse(invocation, event, Refusals.NO_ROOM);
      return;
    }
    Deadlines.Pending deadline;
    try {
      deadline =
          component
              .deadlines()
              .in(link.answerDeadline(), () -> refuse(invocation, event, Refusals.LATE));
    } catch (RejectedExecutionException | IllegalStateException e) {
      room.release();
      throw e;
    }
    Exchange exchange = createExchange(false);
    exchange.getIn().setBody(event);
    AsyncCallback completion =
        doneSync -> {
          deadline.cancel();
          complete(invocation, event, exchange);
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

  private void complete(NoteMmInvocation invocation, NoteMmEvent event, Exchange exchange) {
    Answer answer = answer(exchange);
    if (!invocation.claim()) {
      meters.unsent("deadline-passed");
      return;
    }
    String refusal = refusal(answer, event, exchange);
    if (refusal != null) {
      refusals.refused(event, refusal);
    }
    invocation.answer(refusal == null ? answer : Answer.ABORT);
  }

  private @Nullable String refusal(Answer answer, NoteMmEvent event, Exchange exchange) {
    if (answer != Answer.RESULT && answer != Answer.ABORT) {
      return null;
    }
    Instant answerBy = event.origin().answerBy();
    if (answerBy != null && !component.clock().instant().isBefore(answerBy)) {
      return Refusals.LATE; // the thread of the deadlines may be late, too
    }
    if (answer == Answer.RESULT) {
      return null;
    }
    return exchange.getException(RefusedException.class) == null
        ? Refusals.FAILED
        : Refusals.OVERLOADED;
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
