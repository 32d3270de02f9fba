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
import org.pna.model.Imsi;
import org.pna.model.MalformedMessageException;
import org.pna.model.Place;
import org.pna.model.RefusedException;
import org.pna.model.SubscriberId;
import org.pna.model.message.NetworkMessage;
import org.pna.model.message.Origin;
import org.pna.model.message.map.NoteMmEvent;
import org.pna.model.message.map.SccpAddress;
import org.pna.transport.ss7.codec.Fingerprints;

/**
 * Gives what the network tells over a link to its route. At most {@link Ss7Link#maxDialogues}
 * exchanges are in the route at a time, also of dialogues whose deadline has passed; what comes
 * beyond is aborted. An event that was accepted in time is not refused, even if its dialogue has
 * ended meanwhile and the answer cannot be sent.
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
    this.subsystem =
        new MapSubsystem(
            node, meters, this::accept, refusals, component.clock(), component::deadlines);
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

  private void accept(Notification notification) {
    Instant now = component.clock().instant();
    Place place = new Place.Dialogue(link.name(), Long.toString(notification.dialogueId()));
    Origin origin = new Origin(now, place, now.plus(link.answerDeadline()));
    if (!link.allow().admits(notification.calling())) {
      turnAway(notification, "calling-gt");
      return;
    }
    NetworkMessage message;
    try {
      message = decode(notification, origin);
    } catch (MalformedMessageException e) {
      meters.malformed(e.kind().name(), e.where());
      undecodable(notification, origin, Answer.to(e), Refusals.MALFORMED);
      return;
    } catch (RuntimeException e) {
      meters.failed("decoder", e);
      undecodable(notification, origin, Answer.ABORT, Refusals.FAILED);
      return;
    }
    String list = leftOutBy(message);
    if (list != null) {
      turnAway(notification, list);
      return;
    }
    try {
      process(notification, message);
    } catch (RuntimeException e) {
      meters.failed("route", e);
      refuse(notification, message, Refusals.FAILED);
    }
  }

  /** The allow-list that leaves a message out; null when it is allowed. */
  private @Nullable String leftOutBy(NetworkMessage message) {
    for (SubscriberId name : message.subscriber()) {
      if (name instanceof Imsi imsi && !link.allow().admits(imsi)) {
        return "imsi";
      }
    }
    return message instanceof NoteMmEvent event && !link.allow().admits(event.serviceKey())
        ? "service-key"
        : null;
  }

  /** Whom the allow-list leaves out learns no more than who asks for a stranger. */
  private void turnAway(Notification notification, String list) {
    meters.notAllowed(list);
    if (notification.claim()) {
      notification.answer(Answer.UNKNOWN_SUBSCRIBER);
    }
  }

  private static NetworkMessage decode(Notification notification, Origin origin)
      throws MalformedMessageException {
    byte[] argument = notification.argument();
    SccpAddress calling = notification.calling();
    return notification
        .operation()
        .decode(
            argument,
            0,
            argument.length,
            origin,
            Fingerprints.of(
                calling,
                notification.originatingId(),
                notification.invokeId(),
                argument,
                0,
                argument.length),
            calling);
  }

  private void undecodable(Notification notification, Origin origin, Answer answer, String reason) {
    if (notification.claim()) {
      refusals.undecodable(notification, origin, reason);
      notification.answer(answer);
    }
  }

  /** Aborts, unless it was answered; whoever is to know of it does so before the network. */
  private void refuse(Notification notification, NetworkMessage message, String reason) {
    if (notification.claim()) {
      refusals.refused(message, reason);
      notification.answer(Answer.ABORT);
    }
  }

  private void process(Notification notification, NetworkMessage message) {
    if (!isStarted()) {
      refuse(notification, message, Refusals.STOPPING);
      return;
    }
    if (!room.tryAcquire()) {
      refuse(notification, message, Refusals.NO_ROOM);
      return;
    }
    Deadlines.Pending deadline;
    try {
      deadline =
          component
              .deadlines()
              .in(link.answerDeadline(), () -> refuse(notification, message, Refusals.LATE));
    } catch (RejectedExecutionException | IllegalStateException e) {
      room.release();
      throw e;
    }
    Exchange exchange = createExchange(false);
    exchange.getIn().setBody(message);
    AsyncCallback completion =
        doneSync -> {
          deadline.cancel();
          complete(notification, message, exchange);
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

  private void complete(Notification notification, NetworkMessage message, Exchange exchange) {
    Answer answer = answer(exchange);
    if (!notification.claim()) {
      meters.unsent("deadline-passed");
      return;
    }
    String refusal = refusal(answer, message, exchange);
    if (refusal != null) {
      refusals.refused(message, refusal);
    }
    notification.answer(refusal == null ? answer : Answer.ABORT);
  }

  private @Nullable String refusal(Answer answer, NetworkMessage message, Exchange exchange) {
    if (answer != Answer.RESULT && answer != Answer.ABORT) {
      return null;
    }
    Instant answerBy = message.origin().answerBy();
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
