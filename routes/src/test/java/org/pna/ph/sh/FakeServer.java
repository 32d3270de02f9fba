package org.pna.ph.sh;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.pna.model.Msisdn;
import org.pna.model.Place;
import org.pna.model.PublicIdentity;
import org.pna.model.SubscriberId;
import org.pna.model.message.Fingerprint;
import org.pna.model.message.Origin;
import org.pna.model.message.sh.DataReference;
import org.pna.model.message.sh.HomeSubscriberServer;
import org.pna.model.message.sh.ImsUserState;
import org.pna.model.message.sh.ShAnswer;
import org.pna.model.message.sh.ShData;
import org.pna.model.message.sh.ShRequest;
import org.pna.model.message.sh.UserDataAnswer;
import org.pna.ph.HandClock;

/**
 * A home subscriber server on a manual clock. It answers after its latency, keeps subscriptions
 * until they end, and remembers when it was asked what.
 */
final class FakeServer implements HomeSubscriberServer {
  private static final Duration LATENCY = Duration.ofMillis(50);
  private static final Duration TIMEOUT = Duration.ofSeconds(6);

  record Asked(Instant time, ShRequest request) {}

  private record Due(Instant time, long number, Runnable run) {}

  private final HandClock clock;
  private final PriorityQueue<Due> due =
      new PriorityQueue<>(Comparator.comparing(Due::time).thenComparing(Due::number));
  private final Map<String, Instant> ends = new HashMap<>();
  private long number;

  final List<Asked> asked = new ArrayList<>();

  /** What goes wrong, by the request; null for nothing. */
  Function<ShRequest, ShAnswer.@Nullable Failed> trouble = request -> null;

  /** Gives the present value with the subscription. */
  boolean sendsData = true;

  /** Subscriptions last at most so long. */
  Duration longest = Duration.ofDays(7);

  FakeServer(HandClock clock) {
    this.clock = clock;
  }

  static ShAnswer.Failed failed(ShAnswer.Kind kind, int code) {
    return new ShAnswer.Failed(kind, code, true, "experimental " + code);
  }

  static ShAnswer.Failed lost() {
    return new ShAnswer.Failed(ShAnswer.Kind.TIMEOUT, "no answer");
  }

  boolean isSubscribed(String key) {
    Instant end = ends.get(key);
    return end != null && end.isAfter(clock.instant());
  }

  long subscribed() {
    return ends.values().stream().filter(end -> end.isAfter(clock.instant())).count();
  }

  void forgetSubscriptions() {
    ends.clear();
  }

  /** Answers under way are lost. */
  void forgetAnswers() {
    due.clear();
  }

  long count(Class<? extends ShRequest> kind) {
    return asked.stream().filter(one -> kind.isInstance(one.request())).count();
  }

  /** The most requests in any one second. */
  int mostInASecond() {
    int most = 0;
    int first = 0;
    for (int last = 0; last < asked.size(); last++) {
      while (!asked.get(first).time().plusSeconds(1).isAfter(asked.get(last).time())) {
        first++;
      }
      most = Math.max(most, last - first + 1);
    }
    return most;
  }

  @Override
  public void send(ShRequest request, Consumer<ShAnswer> answer) {
    asked.add(new Asked(clock.instant(), request));
    ShAnswer.Failed fault = trouble.apply(request);
    boolean isLost = fault != null && fault.kind() == ShAnswer.Kind.TIMEOUT;
    ShAnswer said = fault == null || isLost ? answer(request) : fault;
    due.add(
        new Due(
            clock.instant().plus(isLost ? TIMEOUT : LATENCY),
            number++,
            () -> answer.accept(isLost ? fault : said)));
  }

  /** Hands over the answers that have come by now. */
  void advance() {
    while (!due.isEmpty() && !due.peek().time().isAfter(clock.instant())) {
      due.remove().run().run();
    }
  }

  private ShAnswer answer(ShRequest request) {
    String key = key(request.subscriber());
    if (request instanceof ShRequest.Subscription subscription) {
      Instant most = clock.instant().plus(longest);
      Instant wanted = subscription.expiry() == null ? most : subscription.expiry();
      Instant end = wanted.isAfter(most) ? most : wanted;
      ends.put(key, end);
      return new ShAnswer.Subscribed(end, sendsData ? value(request) : null);
    }
    if (request instanceof ShRequest.Cancellation) {
      boolean was = isSubscribed(key);
      ends.remove(key);
      return was ? new ShAnswer.Cancelled() : failed(ShAnswer.Kind.NO_SUBSCRIPTION, 5107);
    }
    return new ShAnswer.Pulled(value(request));
  }

  static String key(SubscriberId subscriber) {
    return subscriber instanceof PublicIdentity identity
        ? identity.uri()
        : ((Msisdn) subscriber).digits();
  }

  private UserDataAnswer value(ShRequest request) {
    return new UserDataAnswer(
        new Origin(clock.instant().plus(LATENCY), new Place.Dialogue("hss", "" + number)),
        new Fingerprint(2, number),
        "hss.ims.test",
        List.of(request.subscriber()),
        clock.instant(),
        DataReference.IMS_USER_STATE,
        null,
        data());
  }

  static ShData data() {
    return new ShData(
        List.of(),
        List.of(),
        null,
        List.of(),
        null,
        null,
        ImsUserState.REGISTERED,
        null,
        null,
        null,
        null,
        null,
        null);
  }
}
