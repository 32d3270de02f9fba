package org.pna.simulator;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pna.model.Domain;
import org.pna.model.MalformedMessageException;
import org.pna.model.Place;
import org.pna.model.SubscriberId;
import org.pna.model.message.Fingerprint;
import org.pna.model.message.Origin;
import org.pna.model.message.map.Csi;
import org.pna.model.message.map.InterrogationResult;
import org.pna.model.message.map.SccpAddress;
import org.pna.model.message.map.SubscriptionResult;
import org.pna.transport.ss7.codec.InterrogationCodec;
import org.pna.transport.ss7.codec.ModificationCodec;
import org.pna.transport.ss7.codec.SubscriptionCodec;
import org.pna.transport.ss7.codec.TcapWriter;

/** What an HLR does with a request, and the component that says so. */
final class HlrService {
  private static final int UNKNOWN_SUBSCRIBER = 1;
  private static final int DATA_MISSING = 35;
  private static final int UNEXPECTED_DATA_VALUE = 36;
  private static final int INFORMATION_NOT_AVAILABLE = 62;
  private static final int INVOKE_PROBLEM = 1;
  private static final int UNRECOGNIZED_OPERATION = 1;
  private static final int MISTYPED_PARAMETER = 2;

  private static final Origin NOWHERE = new Origin(Instant.EPOCH, new Place.Dialogue("", ""));
  private static final Fingerprint NONE = new Fingerprint(0, 0);
  private static final SccpAddress NOBODY = new SccpAddress(null, -1, 0);

  private final HlrSubscribers subscribers;
  private final HlrCounts counts;
  private volatile HlrQuestion.Listener listener = question -> {};

  HlrService(HlrSubscribers subscribers, HlrCounts counts) {
    this.subscribers = subscribers;
    this.counts = counts;
  }

  /** Whom to tell of each question about a known subscriber, before it is answered. */
  void listener(HlrQuestion.Listener one) {
    listener = one;
  }

  /** Whether a dialogue's context carries an operation. */
  static boolean carries(String context, int operation) {
    return switch (operation) {
      case InterrogationCodec.OPERATION -> context.equals(InterrogationCodec.CONTEXT);
      case SubscriptionCodec.OPERATION, ModificationCodec.OPERATION ->
          context.equals(SubscriptionCodec.CONTEXT);
      default -> false;
    };
  }

  /**
   * Does what a request asks.
   *
   * @param invokeId of its invoke
   * @param data the message in which its argument lies
   * @return the component that answers it
   */
  byte[] answer(int invokeId, int operation, byte[] data, int offset, int length) {
    try {
      return switch (operation) {
        case InterrogationCodec.OPERATION ->
            interrogated(invokeId, InterrogationCodec.request(data, offset, length));
        case SubscriptionCodec.OPERATION ->
            subscribed(invokeId, SubscriptionCodec.request(data, offset, length));
        case ModificationCodec.OPERATION ->
            modified(invokeId, ModificationCodec.request(data, offset, length));
        default -> TcapWriter.reject(invokeId, INVOKE_PROBLEM, UNRECOGNIZED_OPERATION);
      };
    } catch (MalformedMessageException e) {
      return switch (e.kind()) {
        case MISTYPED -> TcapWriter.reject(invokeId, INVOKE_PROBLEM, MISTYPED_PARAMETER);
        case DATA_MISSING -> TcapWriter.error(invokeId, DATA_MISSING);
        case UNEXPECTED_VALUE -> TcapWriter.error(invokeId, UNEXPECTED_DATA_VALUE);
      };
    }
  }

  private byte[] interrogated(int invokeId, InterrogationCodec.Request request) {
    HlrSubscriber subscriber = subscribers.get(request.subscriber());
    if (subscriber == null) {
      return TcapWriter.error(invokeId, UNKNOWN_SUBSCRIBER);
    }
    boolean isPs = request.domain() == Domain.PS;
    boolean withPlace = request.location();
    listener.asked(
        new HlrQuestion.State(
            subscriber.who(),
            isPs ? Domain.PS : Domain.CS,
            isPs ? subscriber.psState() : subscriber.state()));
    return TcapWriter.result(
        invokeId,
        InterrogationCodec.OPERATION,
        InterrogationCodec.encodeResult(
            new InterrogationResult(
                NOWHERE,
                NONE,
                NOBODY,
                List.of(request.subscriber()),
                Instant.EPOCH,
                request.domain(),
                request.state() && !isPs ? subscriber.state() : null,
                request.state() && isPs ? subscriber.psState() : null,
                withPlace && !isPs ? subscriber.location(Domain.CS) : null,
                withPlace && !isPs ? subscriber.vlr() : null,
                withPlace && isPs ? subscriber.location(Domain.PS) : null,
                withPlace && isPs ? subscriber.sgsn() : null)));
  }

  private byte[] subscribed(int invokeId, SubscriptionCodec.Request request) {
    HlrSubscriber subscriber = subscribers.get(request.subscriber());
    if (subscriber == null) {
      return TcapWriter.error(invokeId, UNKNOWN_SUBSCRIBER);
    }
    listener.asked(
        new HlrQuestion.Subscription(
            subscriber.who(),
            isActive(subscriber.mobility()),
            isActive(subscriber.mobilityGprs())));
    Csi mobility = request.mobility() ? subscriber.mobility() : null;
    Csi mobilityGprs = request.mobilityGprs() ? subscriber.mobilityGprs() : null;
    return mobility == null && mobilityGprs == null
        ? TcapWriter.error(invokeId, INFORMATION_NOT_AVAILABLE)
        : TcapWriter.result(
            invokeId,
            SubscriptionCodec.OPERATION,
            SubscriptionCodec.encodeResult(
                result(request.subscriber(), false, mobility, mobilityGprs)));
  }

  private byte[] modified(int invokeId, ModificationCodec.Request request) {
    Csi.Kind kind = request.csi();
    HlrSubscriber before = subscribers.get(request.subscriber());
    if (before == null) {
      return TcapWriter.error(invokeId, UNKNOWN_SUBSCRIBER);
    }
    Csi csi = kind == null ? null : before.csi(kind);
    if (kind == null || csi == null) {
      return TcapWriter.error(invokeId, INFORMATION_NOT_AVAILABLE);
    }
    if (!csi.gsmScfAddress().equals(request.gsmScfAddress())) {
      counts.foreign();
    }
    Boolean activate = request.activate();
    HlrSubscriber after =
        activate == null
            ? before
            : subscribers.change(
                request.subscriber(), subscriber -> switched(subscriber, kind, activate));
    Csi now = after == null ? csi : after.csi(kind);
    listener.asked(new HlrQuestion.Modification(before.who(), kind, isActive(now)));
    boolean isMobility = kind == Csi.Kind.M_CSI;
    return TcapWriter.result(
        invokeId,
        ModificationCodec.OPERATION,
        ModificationCodec.encodeResult(
            result(request.subscriber(), true, isMobility ? now : null, isMobility ? null : now)));
  }

  private static boolean isActive(@Nullable Csi csi) {
    return csi != null && Boolean.TRUE.equals(csi.active());
  }

  private static HlrSubscriber switched(HlrSubscriber subscriber, Csi.Kind kind, boolean activate) {
    Csi csi = subscriber.csi(kind);
    return csi == null
        ? subscriber
        : subscriber.with(
            kind,
            new Csi(
                csi.triggers(),
                csi.serviceKey(),
                csi.gsmScfAddress(),
                csi.notificationToCse(),
                activate));
  }

  private static SubscriptionResult result(
      SubscriberId subscriber,
      boolean modification,
      @Nullable Csi mobility,
      @Nullable Csi mobilityGprs) {
    return new SubscriptionResult(
        NOWHERE,
        NONE,
        NOBODY,
        List.of(subscriber),
        Instant.EPOCH,
        modification,
        mobility,
        mobilityGprs);
  }
}
