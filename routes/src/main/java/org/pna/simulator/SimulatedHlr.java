package org.pna.simulator;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.pna.model.Imsi;
import org.pna.model.MalformedMessageException;
import org.pna.model.Msisdn;
import org.pna.model.Place;
import org.pna.model.message.Fingerprint;
import org.pna.model.message.Origin;
import org.pna.model.message.map.SccpAddress;
import org.pna.model.message.map.SubscriberDataModified;
import org.pna.simulator.Answer.Outcome;
import org.pna.transport.ss7.codec.Component;
import org.pna.transport.ss7.codec.DialoguePdu;
import org.pna.transport.ss7.codec.SubscriberDataModifiedCodec;
import org.pna.transport.ss7.codec.Tcap;
import org.pna.transport.ss7.codec.TcapMessage;
import org.pna.transport.ss7.codec.TcapWriter;

/**
 * A home location register (TS 29.002 clauses 8.11.1 to 8.11.5): answers anyTimeInterrogation,
 * anyTimeSubscriptionInterrogation and anyTimeModification from its subscribers, and tells of
 * changes with noteSubscriberDataModified. It may be made to err, to lose answers and to be slow.
 */
public final class SimulatedHlr implements Closeable {
  private static final int SUBSYSTEM = 6;
  private static final int MAX_DELAYED = 100_000;
  private static final String ANOTHER_CONTEXT = "0.4.0.0.1.0.28.3";

  /** A SEQUENCE that says it is longer than it is. */
  private static final byte[] GARBAGE = {0x30, 2, 0x30, 9};

  private final M3uaLink link;
  private final Identity identity;
  private final SccpAddress self;
  private final HlrSubscribers subscribers = new HlrSubscribers();
  private final HlrCounts counts;
  private final HlrService service;
  private final Dialogues notes;
  private final ScheduledThreadPoolExecutor later;
  private volatile HlrReaction.Chooser reactions = operation -> HlrReaction.ANSWER;
  private volatile Duration delay = Duration.ZERO;

  /**
   * How it is addressed.
   *
   * @param globalTitle E.164 digits
   * @param pointCode signalling point code, from which its answers come
   */
  public record Identity(String globalTitle, int pointCode) {}

  /**
   * An HLR on an association, reached by its global title; it may share its point code with other
   * nodes.
   *
   * @param clock on which the requests are counted by second
   * @param patience how long it waits for the answer to a notification
   */
  public SimulatedHlr(M3uaLink link, Identity identity, InstantSource clock, Duration patience) {
    this.link = link;
    this.identity = identity;
    this.self = new SccpAddress(identity.globalTitle(), -1, SUBSYSTEM);
    this.counts = new HlrCounts(clock);
    this.service = new HlrService(subscribers, counts);
    this.notes = new Dialogues(patience);
    this.later =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "simulator-hlr");
              thread.setDaemon(true);
              return thread;
            });
    link.translate(identity.globalTitle(), this::received);
  }

  /** How it is addressed. */
  public Identity identity() {
    return identity;
  }

  /** Its subscribers, to be added, changed and looked at. */
  public HlrSubscribers subscribers() {
    return subscribers;
  }

  /** What it was asked. */
  public HlrCounts counts() {
    return counts;
  }

  /** Tells from now on of each question about a known subscriber, in place of anybody else. */
  public void listener(HlrQuestion.Listener listener) {
    service.listener(listener);
  }

  /** Takes requests from now on as the chooser says. */
  public void react(HlrReaction.Chooser chooser) {
    reactions = chooser;
  }

  /**
   * Answers from now on after this time, at most 100,000 answers at once; beyond that they are
   * lost.
   */
  public void delay(Duration time) {
    delay = time;
  }

  /**
   * Tells a gateway of a subscriber's CSI as they are.
   *
   * @return the answer; never completed exceptionally
   * @throws IllegalArgumentException if there is no such subscriber
   */
  public CompletableFuture<Answer> tell(Subscriber who, SimulatedNode.Gateway gateway) {
    HlrSubscriber subscriber = subscribers.get(new Imsi(who.imsi()));
    if (subscriber == null) {
      throw new IllegalArgumentException("no such subscriber");
    }
    int transaction = notes.nextTransaction();
    byte[] argument =
        SubscriberDataModifiedCodec.encode(
            new SubscriberDataModified(
                new Origin(Instant.EPOCH, new Place.Dialogue("", "")),
                new Fingerprint(0, 0),
                self,
                new Imsi(who.imsi()),
                new Msisdn(who.msisdn()),
                subscriber.mobility(),
                subscriber.mobilityGprs(),
                subscriber.mobility() == null,
                subscriber.mobilityGprs() == null));
    byte[] begin =
        TcapWriter.begin(
            Integer.toUnsignedLong(transaction),
            SubscriberDataModifiedCodec.CONTEXT,
            TcapWriter.invoke(1, SubscriberDataModifiedCodec.OPERATION, argument));
    CompletableFuture<Answer> answer = notes.begin(transaction);
    try {
      send(gateway.pointCode(), transaction, new Unitdata(gateway.address(), self, begin).bytes());
    } catch (IOException e) {
      notes.end(transaction, Answer.without(Outcome.UNDELIVERABLE));
    }
    return answer;
  }

  private void received(ProtocolData data) {
    Unitdata message = Unitdata.of(data.sccp);
    if (message == null) {
      return;
    }
    TcapMessage tcap;
    try {
      tcap = Tcap.decode(message.data);
    } catch (MalformedMessageException e) {
      return;
    }
    if (message.returnCause >= 0 || tcap.kind() != TcapMessage.Kind.BEGIN) {
      notes.received(message); // a request's dialogue is over for us with our answer
    } else {
      asked(data, message, tcap);
    }
  }

  private void asked(ProtocolData data, Unitdata message, TcapMessage begin) {
    DialoguePdu dialogue = begin.dialogue();
    String context = dialogue == null ? null : dialogue.applicationContext();
    Component invoke = begin.components().isEmpty() ? null : begin.components().get(0);
    if (context == null || invoke == null || !HlrService.carries(context, invoke.code())) {
      byte[] refusal = TcapWriter.contextNotSupported(begin.otid(), String.valueOf(context));
      answer(data, message, context == null ? TcapWriter.userAbort(begin.otid()) : refusal);
      return;
    }
    counts.asked(invoke.code());
    HlrReaction reaction = reactions.next(invoke.code());
    switch (reaction.kind()) {
      case IGNORE -> {}
      case RETURN -> back(data, reaction.code());
      case LOSE -> result(begin, invoke);
      case CONTINUE_FIRST -> {
        answer(data, message, TcapWriter.continuing(begin.otid(), begin.otid(), context));
        answer(data, message, TcapWriter.end(begin.otid(), null, result(begin, invoke)));
      }
      default -> answer(data, message, answer(reaction, context, begin, invoke));
    }
  }

  private byte[] answer(HlrReaction reaction, String context, TcapMessage begin, Component invoke) {
    long dtid = begin.otid();
    int id = invoke.invokeId();
    return switch (reaction.kind()) {
      case ERROR -> TcapWriter.end(dtid, context, TcapWriter.error(id, reaction.code()));
      case REJECT -> TcapWriter.end(dtid, context, TcapWriter.reject(id, 1, 1));
      case GARBLE -> TcapWriter.end(dtid, context, TcapWriter.result(id, invoke.code(), GARBAGE));
      case USER_ABORT -> TcapWriter.userAbort(dtid);
      case PROVIDER_ABORT -> TcapWriter.providerAbort(dtid, reaction.code());
      case REFUSE_CONTEXT -> TcapWriter.contextNotSupported(dtid, context);
      case OTHER_CONTEXT -> TcapWriter.end(dtid, ANOTHER_CONTEXT, result(begin, invoke));
      case ANSWER_IN_CONTINUE -> TcapWriter.continuing(dtid, dtid, context, result(begin, invoke));
      default -> TcapWriter.end(dtid, context, result(begin, invoke));
    };
  }

  private byte[] result(TcapMessage begin, Component invoke) {
    return service.answer(
        invoke.invokeId(),
        invoke.code(),
        begin.data(),
        invoke.parameterOffset(),
        invoke.parameterLength());
  }

  private void answer(ProtocolData request, Unitdata message, byte[] tcap) {
    byte[] sccp = new Unitdata(message.calling, self, tcap).bytes();
    deliver(request, sccp);
  }

  private void back(ProtocolData request, int cause) {
    deliver(request, Unitdata.returned(request.sccp, cause));
  }

  private void deliver(ProtocolData request, byte[] sccp) {
    Duration wait = delay;
    if (wait.isZero()) {
      sendQuietly(request, sccp);
    } else if (later.getQueue().size() < MAX_DELAYED) {
      ScheduledFuture<?> unused =
          later.schedule(() -> sendQuietly(request, sccp), wait.toNanos(), TimeUnit.NANOSECONDS);
    }
  }

  private void sendQuietly(ProtocolData request, byte[] sccp) {
    try {
      send(request.opc, request.sls, sccp);
    } catch (IOException e) {
      // The association has gone; whoever asked finds out by its own timer.
    }
  }

  private void send(int pointCode, int sls, byte[] sccp) throws IOException {
    link.send(
        new ProtocolData(
            identity.pointCode(), pointCode, link.networkIndicator(), sls & 0x0f, sccp),
        true);
  }

  @Override
  public void close() {
    later.shutdownNow();
  }
}
