package org.pna.pi;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pna.model.Place;
import org.pna.model.PublicIdentity;
import org.pna.model.Refusal;
import org.pna.model.RefusalListener;
import org.pna.model.ReportingNode;
import org.pna.model.SubscriberId;
import org.pna.model.message.Origin;
import org.pna.model.sip.SipEndpoint;
import org.pna.model.sip.SipRequest;
import org.pna.model.sip.SipResponse;
import org.pna.model.sip.SipResponseListener;
import org.pna.pi.RegSubscription.State;

/**
 * Begins and refreshes subscriptions. One that fails leaves its registration unknown, not
 * terminated, and is tried again until the registration has expired (rule T14). All methods are
 * called under the table's lock.
 */
final class Subscribing {
  /** TS 24.229 clause 5.7.1.1 refreshes so long before the end, or at half the time. */
  private static final long MARGIN_SECONDS = 600;

  private static final long LEAST_SECONDS = 60;

  private final RegSettings settings;
  private final RegTable table;
  private final SipEndpoint endpoint;
  private final InstantSource clock;
  private final RefusalListener refusals;
  private final RegMeters meters;

  Subscribing(
      RegSettings settings,
      RegTable table,
      SipEndpoint endpoint,
      InstantSource clock,
      RefusalListener refusals,
      RegMeters meters) {
    this.settings = settings;
    this.table = table;
    this.endpoint = endpoint;
    this.clock = clock;
    this.refusals = refusals;
    this.meters = meters;
  }

  /** Subscribes in a while, or at once. */
  void want(RegSubscription subscription, Instant at) {
    subscription.state = State.WANTED;
    Instant until = subscription.until();
    table.schedule(subscription, until.isBefore(at) ? until : at);
    table.keep(subscription);
  }

  /**
   * Subscribes as soon as the S-CSCF may be asked again: two SUBSCRIBEs are never closer than the
   * first retry, whatever it says.
   */
  void wantSoon(RegSubscription subscription, Instant now) {
    want(subscription, soon(subscription, now));
  }

  /** When it may be asked again. */
  Instant soon(RegSubscription subscription, Instant now) {
    Instant asked = subscription.asked;
    Instant next = asked == null ? now : asked.plus(settings.firstRetry());
    return next.isAfter(now) ? next : now;
  }

  /** What sends SUBSCRIBE, to be run without the lock. */
  Runnable ask(RegSubscription subscription, Instant now) {
    subscription.dialogue = subscription.dialogue.next();
    subscription.state = State.ASKING;
    subscription.asked = now;
    table.schedule(subscription, subscription.until()); // whatever becomes of the answer
    table.keep(subscription);
    long left = Duration.between(now, subscription.until()).toSeconds();
    long seconds = Math.max(Math.max(LEAST_SECONDS, subscription.leastSeconds), left);
    SipRequest request = SubscribeRequest.of(subscription, settings.applicationServer(), seconds);
    Answer answer = new Answer(subscription, subscription.dialogue, seconds);
    return () -> endpoint.send(request, answer);
  }

  /** It lives until then, and is refreshed before. */
  void live(RegSubscription subscription, Instant now, long seconds) {
    Instant expires = now.plusSeconds(seconds);
    subscription.state = State.LIVE;
    subscription.failures = 0;
    subscription.expires = expires;
    long margin = seconds > 2 * MARGIN_SECONDS ? MARGIN_SECONDS : seconds / 2;
    Instant refresh = table.isIdle(subscription) ? expires : expires.minusSeconds(margin);
    Instant until = subscription.until();
    table.schedule(subscription, until.isBefore(refresh) ? until : refresh);
  }

  /**
   * It is over, and tried again after a pause.
   *
   * @param pause at least; within the bound of the settings
   * @param then takes what is to be run without the lock
   */
  void failed(RegSubscription subscription, Instant now, Duration pause, List<Runnable> then) {
    boolean wasLive = subscription.dialogue.theirTag() != null;
    long factor = 1L << Math.min(20, subscription.failures);
    subscription.failures++;
    Duration backoff = shorter(settings.firstRetry().multipliedBy(factor), settings.longestRetry());
    Duration wait = shorter(pause, settings.longestRetry());
    Origin origin = new Origin(now, new Place.Dialogue(settings.link(), subscription.callId()));
    subscription.forgetDialogue();
    want(subscription, now.plus(wait.compareTo(backoff) > 0 ? wait : backoff));
    if (wasLive) {
      then.add(() -> doubt(subscription, origin));
    }
  }

  /** Rule T14: somebody else may know better meanwhile. */
  private void doubt(RegSubscription subscription, Origin origin) {
    List<SubscriberId> names = new ArrayList<>();
    names.add(new PublicIdentity(subscription.identity));
    names.addAll(subscription.names);
    refusals.refused(
        new Refusal(origin, names, new ReportingNode(null, null), null, "registration-unknown"));
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  /** The end of one SUBSCRIBE, on any thread. */
  private final class Answer implements SipResponseListener {
    private final RegSubscription subscription;
    private final Dialogue asked;
    private final long seconds;

    Answer(RegSubscription subscription, Dialogue asked, long seconds) {
      this.subscription = subscription;
      this.asked = asked;
      this.seconds = seconds;
    }

    @Override
    public void answered(SipResponse response) {
      meters.subscribed(Integer.toString(response.status()));
      ended(
          (now, then) -> {
            if (response.isSuccess()) {
              accepted(response, now, then);
            } else {
              refused(response, now, then);
            }
          });
    }

    @Override
    public void failed(Failure failure) {
      meters.subscribed(failure.name().toLowerCase(Locale.ROOT));
      ended(
          (now, then) -> {
            boolean first = asked.theirTag() == null;
            if (failure == Failure.TRANSPORT && first && !subscription.scscf.byPeer()) {
              subscription.scscf = subscription.scscf.atPeer();
              want(subscription, now);
            } else {
              Subscribing.this.failed(subscription, now, Duration.ZERO, then);
            }
          });
    }

    private void ended(Ending ending) {
      List<Runnable> then = new ArrayList<>();
      synchronized (table) {
        Dialogue current = subscription.dialogue;
        if (table.holds(subscription)
            && subscription.state == State.ASKING
            && current.generation() == asked.generation()
            && current.cseq() == asked.cseq()) {
          ending.run(clock.instant(), then);
        }
      }
      then.forEach(Runnable::run);
    }

    private void accepted(SipResponse response, Instant now, List<Runnable> then) {
      subscription.dialogue = subscription.dialogue.after(response);
      long granted = seconds(response, "Expires").orElse(seconds);
      if (granted == 0 || subscription.dialogue.theirTag() == null) {
        Subscribing.this.failed(subscription, now, Duration.ZERO, then);
      } else {
        live(subscription, now, granted);
        table.keep(subscription);
      }
    }

    private void refused(SipResponse response, Instant now, List<Runnable> then) {
      Optional<Long> least = seconds(response, "Min-Expires");
      if (response.status() == 423 && least.isPresent() && subscription.leastSeconds == 0) {
        subscription.leastSeconds = least.get();
        want(subscription, now);
      } else {
        Subscribing.this.failed(subscription, now, pause(response), then);
      }
    }

    /** What it does not allow it will not allow soon. */
    private Duration pause(SipResponse response) {
      return switch (response.status()) {
        case 403, 404, 405, 489, 501, 603, 604 -> settings.longestRetry();
        default -> seconds(response, "Retry-After").map(Duration::ofSeconds).orElse(Duration.ZERO);
      };
    }

    private static Optional<Long> seconds(SipResponse response, String header) {
      return response
          .headers()
          .first(header)
          .map(value -> value.strip().split("[^0-9]", 2)[0])
          .filter(digits -> !digits.isEmpty() && digits.length() <= 10)
          .map(Long::parseLong);
    }
  }

  /** What the end of a SUBSCRIBE leads to. */
  @FunctionalInterface
  private interface Ending {
    void run(Instant now, List<Runnable> then);
  }

  /** The S-CSCF says that it is over; why decides what comes next (RFC 6665 clause 4.1.3). */
  void terminated(
      RegSubscription subscription,
      String reason,
      @Nullable Long retryAfter,
      Instant now,
      List<Runnable> then) {
    boolean isWanted = !table.isIdle(subscription) && subscription.until().isAfter(now);
    if (!isWanted || reason.equals("noresource") || reason.equals("invariant")) {
      table.remove(subscription);
    } else if (reason.equals("rejected")) {
      failed(subscription, now, settings.longestRetry(), then);
    } else if (reason.equals("probation") || reason.equals("giveup")) {
      failed(
          subscription,
          now,
          retryAfter == null ? Duration.ZERO : Duration.ofSeconds(retryAfter),
          then);
    } else {
      failed(subscription, now, Duration.ZERO, then);
      wantSoon(subscription, now);
    }
  }
}
