package org.pna.transport.diameter;

import java.time.Instant;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Suspendable;
import org.apache.camel.support.DefaultConsumer;
import org.jspecify.annotations.Nullable;
import org.pna.model.MalformedMessageException;
import org.pna.model.Place;
import org.pna.model.RefusedException;
import org.pna.model.message.NetworkMessage;
import org.pna.model.message.Origin;
import org.pna.model.message.accounting.AccountingRequest;
import org.pna.model.message.accounting.AccountingStatus;
import org.pna.model.message.accounting.NasEvent;
import org.pna.transport.diameter.codec.AvpCode;
import org.pna.transport.diameter.codec.DiameterHeader;
import org.pna.transport.diameter.codec.DiameterMessage;
import org.pna.transport.diameter.codec.PrProfile;
import org.pna.transport.diameter.codec.ResultCode;

/**
 * Gives the requests that peers send a node to its route. At most {@link
 * DiameterNode.Bounds#notifications} exchanges are in the route at a time, also of those whose
 * deadline has passed; what comes beyond is answered with 3004. When it stops, what was accepted is
 * still answered, within the answer deadline.
 */
final class DiameterConsumer extends DefaultConsumer
    implements Suspendable, DiameterStack.Receiver {
  private final DiameterComponent component;
  private final DiameterStack stack;
  private final DiameterNode node;
  private final DiameterMeters meters;
  private final Refusals refusals;
  private final Room room;
  private final Inbound sh = new ShInbound();
  private final @Nullable Inbound pr;
  private final OriginStates states;
  private final Restarts restarts;
  private boolean acquired;

  /** One request on its way. */
  private record Passage(InboundRequest request, NetworkMessage message, String server) {}

  DiameterConsumer(DiameterEndpoint endpoint, Processor processor) {
    super(endpoint, processor);
    this.component = endpoint.owner();
    this.stack = endpoint.stack();
    this.node = stack.node();
    this.meters = stack.meters();
    this.refusals = component.refusals(stack);
    this.room = new Room(node.bounds().notifications());
    PrProfile profile = node.pr();
    this.pr = profile == null ? null : new PrInbound(profile);
    this.states = new OriginStates(node.name(), stack.memory());
    this.restarts = new Restarts(node.name(), this::restart, stack::timer, this::keep);
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
      if (!room.awaitNone(node.timers().answerDeadline())) {
        meters.warn("stopped with " + room.taken() + " requests in the route");
      }
      component.release(stack);
      stack.receiver(null);
    }
    super.doStop();
  }

  private Inbound inbound(InboundRequest request) {
    Inbound other = pr;
    boolean isPr = request.message().header().application() == DiameterHeader.PR;
    return isPr && other != null ? other : sh;
  }

  @Override
  public void received(InboundRequest request) {
    Origin origin = origin(request.message());
    Inbound inbound = inbound(request);
    NetworkMessage event;
    try {
      event = inbound.decode(request, origin);
    } catch (MalformedMessageException e) {
      meters.malformed(e.kind().name(), String.valueOf(e.getMessage()));
      undecodable(request, origin, Refusals.MALFORMED);
      malformed(request, e);
      return;
    } catch (RuntimeException e) {
      meters.failed("decoder", e);
      undecodable(request, origin, Refusals.FAILED);
      if (request.claim()) {
        request.answer(ResultCode.UNABLE_TO_COMPLY, null);
      }
      return;
    }
    noteState(request, origin.time());
    if (event == null) {
      if (request.claim()) {
        request.answer(ResultCode.SUCCESS, null);
      }
      return;
    }
    Passage passage = new Passage(request, event, server(request.message()));
    try {
      process(passage);
    } catch (RuntimeException e) {
      meters.failed("route", e);
      refuse(passage, Refusals.FAILED);
    }
  }

  @Override
  public void undecodable(InboundRequest request) {
    undecodable(request, origin(request.message()), Refusals.MALFORMED);
    if (request.claim()) {
      request.answer(ResultCode.INVALID_AVP_LENGTH, null);
    }
  }

  @Override
  public void restarted(String host, long stateId) {
    if (pr != null) {
      restarts.restarted(host, stateId, component.clock().instant());
    } else {
      keep(host, stateId);
    }
  }

  private void keep(String host, long stateId) {
    stack.memory().keep(node.name(), host, stateId);
  }

  /** What the peer itself has lost it tells on the connection. */
  private void noteState(InboundRequest request, Instant now) {
    String server = server(request.message());
    if (inbound(request) != sh && !server.equalsIgnoreCase(request.peer())) {
      Long told = request.message().number(AvpCode.ORIGIN_STATE_ID);
      if (told != null && states.isRestart(server, told)) {
        restarts.restarted(server, told, now);
      }
    }
  }

  private Origin origin(DiameterMessage request) {
    Instant now = component.clock().instant();
    String dialogue = Integer.toHexString(request.header().endToEnd());
    return new Origin(
        now, new Place.Dialogue(node.name(), dialogue), now.plus(node.timers().answerDeadline()));
  }

  private void undecodable(InboundRequest request, Origin origin, String reason) {
    DiameterMessage message = request.message();
    refusals.refused(origin, inbound(request).names(message), server(message), reason);
  }

  private static String server(DiameterMessage request) {
    try {
      return request.originHost();
    } catch (MalformedMessageException e) {
      return "-";
    }
  }

  private void malformed(InboundRequest request, MalformedMessageException fault) {
    if (request.claim()) {
      request.answer(
          fault.kind() == MalformedMessageException.Kind.DATA_MISSING
              ? ResultCode.MISSING_AVP
              : ResultCode.INVALID_AVP_VALUE,
          inbound(request).failed(request.message(), fault));
    }
  }

  /** Answers 3004, unless it was answered; whoever is to know of it does so before the sender. */
  private void refuse(Passage passage, String reason) {
    if (passage.request().claim()) {
      refusals.refused(passage.message(), passage.server(), reason);
      passage.request().answer(ResultCode.TOO_BUSY, null);
    }
  }

  private static boolean isInterim(NetworkMessage message) {
    return message instanceof AccountingRequest request
        && request.status() == AccountingStatus.INTERIM_UPDATE;
  }

  private void process(Passage passage) {
    ScheduledExecutorService timer = stack.timer();
    if (!isStarted() || timer == null) {
      refuse(passage, Refusals.STOPPING);
      return;
    }
    if (!room.tryTake(isInterim(passage.message()))) {
      refuse(passage, Refusals.NO_ROOM);
      return;
    }
    ScheduledFuture<?> deadline;
    try {
      deadline =
          timer.schedule(
              () -> refuse(passage, Refusals.LATE),
              node.timers().answerDeadline().toMillis(),
              TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      room.giveBack();
      throw e;
    }
    route(
        passage.message(),
        exchange -> {
          deadline.cancel(false);
          complete(passage, exchange);
          room.giveBack();
        });
  }

  private void restart(NasEvent event, Restarts.Outcome outcome) {
    route(event, exchange -> outcome.done(exchange.getException() == null));
  }

  private void route(Object body, Consumer<Exchange> whenDone) {
    Exchange exchange = createExchange(false);
    exchange.getIn().setBody(body);
    AsyncCallback completion =
        doneSync -> {
          whenDone.accept(exchange);
          releaseExchange(exchange, false);
        };
    try {
      getAsyncProcessor().process(exchange, completion);
    } catch (RuntimeException e) {
      exchange.setException(e);
      completion.done(true);
    }
  }

  private void complete(Passage passage, Exchange exchange) {
    InboundRequest request = passage.request();
    Exception exception = exchange.getException();
    RefusedException refused = exchange.getException(RefusedException.class);
    MalformedMessageException malformed = exchange.getException(MalformedMessageException.class);
    if (request.isClaimed()) {
      meters.unsent("deadline-passed");
    } else if (exception == null && isLate(passage.message())) {
      refuse(passage, Refusals.LATE); // the thread of the deadlines may be late, too
    } else if (exception == null) {
      if (request.claim()) {
        request.answer(ResultCode.SUCCESS, null);
      }
    } else if (refused != null && refused.reason() == RefusedException.Reason.OVERLOADED) {
      refuse(passage, Refusals.OVERLOADED);
    } else if (refused != null) {
      if (request.claim()) {
        inbound(request).answer(request, refused.reason());
      }
    } else if (malformed != null) {
      malformed(request, malformed);
    } else {
      meters.failed("route", exception);
      refuse(passage, Refusals.FAILED);
    }
  }

  private boolean isLate(NetworkMessage event) {
    Instant answerBy = event.origin().answerBy();
    return answerBy != null && !component.clock().instant().isBefore(answerBy);
  }
}
