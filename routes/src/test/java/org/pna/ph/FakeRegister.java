package org.pna.ph;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.pna.model.Domain;
import org.pna.model.Imsi;
import org.pna.model.Place;
import org.pna.model.SubscriberId;
import org.pna.model.message.Fingerprint;
import org.pna.model.message.Origin;
import org.pna.model.message.map.Csi;
import org.pna.model.message.map.HlrAnswer;
import org.pna.model.message.map.HlrRequest;
import org.pna.model.message.map.HomeLocationRegister;
import org.pna.model.message.map.InterrogationResult;
import org.pna.model.message.map.SccpAddress;
import org.pna.model.message.map.SubscriberState;
import org.pna.model.message.map.SubscriptionResult;

/**
 * A register on a manual clock. It answers after its latency, keeps M-CSI and MG-CSI, and remembers
 * when it was asked what.
 */
final class FakeRegister implements HomeLocationRegister {
  static final String TITLE = "15550000200";
  static final String OURS = "15550000100";
  static final Duration LATENCY = Duration.ofMillis(200);
  static final Duration TIMEOUT = Duration.ofSeconds(20);
  static final List<Integer> CS_CODES = List.of(0, 1, 2, 3, 4);
  static final List<Integer> PS_CODES = List.of(0x80, 0x81, 0x82, 0x83, 0x84, 0x85, 0x86);

  record Asked(Instant time, HlrRequest request) {}

  private record Due(Instant time, long number, Runnable run) {}

  private final HandClock clock;
  private final PriorityQueue<Due> due =
      new PriorityQueue<>(Comparator.comparing(Due::time).thenComparing(Due::number));
  private long number;

  final List<Asked> asked = new ArrayList<>();
  final Map<String, Csi> csis = new HashMap<>();
  final Map<String, SubscriberState> states = new HashMap<>();
  final Queue<HlrAnswer> next = new ArrayDeque<>();

  /** What goes wrong, by the request; null for nothing. */
  Function<HlrRequest, HlrAnswer> trouble = request -> null;

  /** So many requests fail on our own side. */
  int throwing;

  /** Leaves MG-CSI out when asked for both. */
  boolean tellsOfOneOnly;

  /** Acknowledges modifications without the CSI. */
  boolean silentAcknowledgements;

  FakeRegister(HandClock clock) {
    this.clock = clock;
  }

  static HlrAnswer error(int code) {
    return new HlrAnswer.Failed(HlrAnswer.Kind.ERROR, code, "error");
  }

  static HlrAnswer timeout() {
    return new HlrAnswer.Failed(HlrAnswer.Kind.TIMEOUT, null, "no answer");
  }

  static Csi csi(Csi.Kind kind, boolean active) {
    return new Csi(kind == Csi.Kind.M_CSI ? CS_CODES : PS_CODES, 100, OURS, true, active);
  }

  void provision(String imsi) {
    for (Csi.Kind kind : Csi.Kind.values()) {
      csis.put(imsi + kind, csi(kind, false));
    }
  }

  boolean isActive(String imsi, Csi.Kind kind) {
    Csi csi = csis.get(imsi + kind);
    return csi != null && csi.active();
  }

  @Override
  public synchronized void send(HlrRequest request, Consumer<HlrAnswer> answer) {
    if (throwing > 0) {
      throwing--;
      throw new IllegalStateException("on purpose");
    }
    asked.add(new Asked(clock.instant(), request));
    HlrAnswer fault = next.isEmpty() ? trouble.apply(request) : next.remove();
    boolean isLost =
        fault instanceof HlrAnswer.Failed failed && failed.kind() == HlrAnswer.Kind.TIMEOUT;
    Instant sent = clock.instant();
    HlrAnswer said = fault != null && !isLost ? fault : answer(request, sent);
    due.add(
        new Due(
            sent.plus(isLost ? TIMEOUT : LATENCY),
            number++,
            () -> answer.accept(isLost ? fault : said)));
  }

  /** Answers under way are lost. */
  synchronized void forget() {
    due.clear();
  }

  /** Hands over the answers that have come by now. */
  void advance() {
    for (Due first = next(); first != null; first = next()) {
      first.run().run();
    }
  }

  private synchronized Due next() {
    Due first = due.peek();
    return first == null || first.time().isAfter(clock.instant()) ? null : due.remove();
  }

  private HlrAnswer answer(HlrRequest request, Instant sent) {
    Origin origin = new Origin(sent.plus(LATENCY), new Place.Dialogue("hlr", "" + number));
    Fingerprint fingerprint = new Fingerprint(1, number);
    SccpAddress calling = new SccpAddress(TITLE, -1, 6);
    List<SubscriberId> subscriber = List.of(request.subscriber());
    String imsi = request.subscriber() instanceof Imsi one ? one.digits() : "";
    if (request instanceof HlrRequest.Interrogation ati) {
      SubscriberState state = states.getOrDefault(imsi, SubscriberState.ASSUMED_IDLE);
      boolean cs = ati.domain() == Domain.CS;
      return new HlrAnswer.Interrogated(
          new InterrogationResult(
              origin,
              fingerprint,
              calling,
              subscriber,
              sent,
              ati.domain(),
              cs ? state : null,
              cs ? null : SubscriberState.PS_ATTACHED_REACHABLE,
              null,
              "15550000001",
              null,
              "15550000002"));
    }
    if (request instanceof HlrRequest.Modification atm) {
      Csi csi = csis.get(imsi + atm.csi());
      if (csi == null) {
        return error(36);
      }
      Csi now =
          new Csi(csi.triggers(), csi.serviceKey(), csi.gsmScfAddress(), true, atm.activate());
      csis.put(imsi + atm.csi(), now);
      return new HlrAnswer.Subscribed(
          new SubscriptionResult(
              origin,
              fingerprint,
              calling,
              subscriber,
              sent,
              true,
              atm.csi() == Csi.Kind.M_CSI && !silentAcknowledgements ? now : null,
              atm.csi() == Csi.Kind.MG_CSI && !silentAcknowledgements ? now : null));
    }
    Set<Csi.Kind> asks = ((HlrRequest.SubscriptionInterrogation) request).csis();
    boolean cs = asks.contains(Csi.Kind.M_CSI);
    boolean ps = asks.contains(Csi.Kind.MG_CSI) && !(cs && tellsOfOneOnly);
    return new HlrAnswer.Subscribed(
        new SubscriptionResult(
            origin,
            fingerprint,
            calling,
            subscriber,
            sent,
            false,
            cs ? csis.get(imsi + Csi.Kind.M_CSI) : null,
            ps ? csis.get(imsi + Csi.Kind.MG_CSI) : null));
  }

  /** The most that came within any second. */
  long mostInASecond(Class<? extends HlrRequest> kind, Class<? extends HlrRequest> orKind) {
    List<Instant> times =
        asked.stream()
            .filter(one -> kind.isInstance(one.request()) || orKind.isInstance(one.request()))
            .map(Asked::time)
            .toList();
    long most = 0;
    int from = 0;
    for (int i = 0; i < times.size(); i++) {
      while (!times.get(from).plusSeconds(1).isAfter(times.get(i))) {
        from++;
      }
      most = Math.max(most, i - from + 1);
    }
    return most;
  }
}
