package org.pna.transport.diameter;

import java.time.Instant;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
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
import org.pna.model.message.sh.PushNotification;
import org.pna.transport.diameter.codec.Answers;
import org.pna.transport.diameter.codec.DiameterMessage;
import org.pna.transport.diameter.codec.PushNotifications;
import org.pna.transport.diameter.codec.ResultCode;

/**
 * Gives the notifications of a node to its route. At most {@link DiameterNode.Bounds#notifications}
 * exchanges are in the route at a time, also of those whose deadline has passed; what comes beyond
 * is answered with 3004.
 */
final class DiameterConsumer extends DefaultConsumer
    implements Suspendable, DiameterStack.Receiver {
  private final DiameterComponent component;
  private final DiameterStack stack;
  private final DiameterNode node;
  private final DiameterMeters meters;
  private final Refusals refusals;
  private final Semaphore room;
  private boolean acquired;

  DiameterConsumer(DiameterEndpoint endpoint, Processor processor) {
    super(endpoint, processor);
    this.component = endpoint.owner();
    this.stack = endpoint.stack();
    this.node = stack.node();
    this.meters = stack.meters();
    this.refusals = component.refusals(stack);
    this.room = new Semaphore(node.bounds().notifications());
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    if (!stack.receiver(this)) {
      throw new DiameterStartException("node " + node.name() + " has a consumer already");
    }
    try {
      component.acquire(stack);
    } catch (DiameterStartException e) {
      stack.receiver(null);
      throw e;
    }
    acquired = true;
  }

  @Override
  protected void doStop() throws Exception {
    if (acquired) {
      acquired = false;
      component.release(stack);
      stack.receiver(null);
    }
    super.doStop();
  }

  @Override
  public void received(Notification notification) {
    DiameterMessage request = notification.request();
    Origin origin = origin(request);
    PushNotification event;
    try {
      event = PushNotifications.decode(request, origin);
    } catch (MalformedMessageException e) {
      meters.malformed(e.kind().name(), e.where());
      undecodable(notification, origin, Refusals.MALFORMED);
      malformed(notification, e);
      return;
    } catch (RuntimeException e) {
      meters.failed("decoder", e);
      undecodable(notification, origin, Refusals.FAILED);
      if (notification.claim()) {
        notification.answer(ResultCode.UNABLE_TO_COMPLY, null);
      }
      return;
    }
    try {
      process(notification, event);
    } catch (RuntimeException e) {
      meters.failed("route", e);
      refuse(notification, event, Refusals.FAILED);
    }
  }

  @Override
  public void undecodable(Notification notification) {
    undecodable(notification, origin(notification.request()), Refusals.MALFORMED);
    if (notification.claim()) {
      notification.answer(ResultCode.INVALID_AVP_LENGTH, null);
    }
  }

  private Origin origin(DiameterMessage request) {
    Instant now = component.clock().instant();
    String dialogue = Integer.toHexString(request.header().endToEnd());
    return new Origin(
        now, new Place.Dialogue(node.name(), dialogue), now.plus(node.timers().answerDeadline()));
  }

  private void undecodable(Notification notification, Origin origin, String reason) {
    DiameterMessage request = notification.request();
    String server;
    try {
      server = request.originHost();
    } catch (MalformedMessageException e) {
      server = "-";
    }
    refusals.refused(origin, PushNotifications.names(request), server, reason);
  }

  private static void malformed(Notification notification, MalformedMessageException fault) {
    if (notification.claim()) {
      notification.answer(
          fault.kind() == MalformedMessageException.Kind.DATA_MISSING
              ? ResultCode.MISSING_AVP
              : ResultCode.INVALID_AVP_VALUE,
          Answers.failed(notification.request(), fault));
    }
  }

  /** Answers 3004, unless it was answered; whoever is to know of it does so before the server. */
  private void refuse(Notification notification, PushNotification event, String reason) {
    if (notification.claim()) {
      refusals.refused(event, reason);
      notification.answer(ResultCode.TOO_BUSY, null);
    }
  }

  private void process(Notification notification, PushNotification event) {
    ScheduledExecutorService timer = stack.timer();
    if (!isStarted() || timer == null) {
      refuse(notification, event, Refusals.STOPPING);
      return;
    }
    if (!room.tryAcquire()) {
      refuse(notification, event, Refusals.NO_ROOM);
      return;
    }
    ScheduledFuture<?> deadline;
    try {
      deadline =
          timer.schedule(
              () -> refuse(notification, event, Refusals.LATE),
              node.timers().answerDeadline().toMillis(),
              TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      room.release();
      throw e;
    }
    Exchange exchange = createExchange(false);
    exchange.getIn().setBody(event);
    AsyncCallback completion =
        doneSync -> {
          deadline.cancel(false);
          complete(notification, event, exchange);
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

  private void complete(Notification notification, PushNotification event, Exchange exchange) {
    Exception exception = exchange.getException();
    RefusedException refused = exchange.getException(RefusedException.class);
    MalformedMessageException malformed = exchange.getException(MalformedMessageException.class);
    if (notification.isClaimed()) {
      meters.unsent("deadline-passed");
    } else if (exception == null && isLate(event)) {
      refuse(notification, event, Refusals.LATE); // the thread of the deadlines may be late, too
    } else if (exception == null) {
      if (notification.claim()) {
        notification.answer(ResultCode.SUCCESS, null);
      }
    } else if (refused != null && refused.reason() == RefusedException.Reason.OVERLOADED) {
      refuse(notification, event, Refusals.OVERLOADED);
    } else if (refused != null) {
      if (notification.claim()) {
        notification.answerExperimental(
            refused.reason() == RefusedException.Reason.EVENT_NOT_SUPPORTED
                ? ResultCode.USER_DATA_NOT_RECOGNIZED
                : ResultCode.USER_UNKNOWN);
      }
    } else if (malformed != null) {
      malformed(notification, malformed);
    } else {
      meters.failed("route", exception);
      refuse(notification, event, Refusals.FAILED);
    }
  }

  private boolean isLate(PushNotification event) {
    Instant answerBy = event.origin().answerBy();
    return answerBy != null && !component.clock().instant().isBefore(answerBy);
  }
}
