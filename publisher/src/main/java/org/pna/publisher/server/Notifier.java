package org.pna.publisher.server;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.pna.model.sip.SipRequest;
import org.pna.model.sip.SipResponse;
import org.pna.model.sip.SipResponseListener;
import org.pna.model.sip.SipValue;
import org.pna.publisher.pidf.PidfDocuments;
import org.pna.publisher.pidf.PresenceDocument;
import org.pna.publisher.pidf.View;

/**
 * Sends the NOTIFYs of one presentity, each subscription one at a time. What changes meanwhile is
 * told in one NOTIFY afterwards, so a watcher always ends with the newest state. Touched on the
 * presentity's lane only.
 */
final class Notifier {
  private static final byte[] NOTHING = {};
  private static final long MAX_PAUSE_SECONDS = 3600;

  private final WatchedPresentity watched;
  private final Surroundings our;
  private final Map<View, byte[]> bodies = new EnumMap<>(View.class);

  Notifier(WatchedPresentity watched, Surroundings our) {
    this.watched = watched;
    this.our = our;
  }

  /** The document is another now. */
  void forget() {
    bodies.clear();
  }

  /** Sends a NOTIFY if the watcher does not know what he may know, and may be told now. */
  void notify(Watch watch) {
    Instant now = our.clock().instant();
    Instant notBefore = watch.notBefore;
    if (watch.underWay || watch.waiting || (notBefore != null && now.isBefore(notBefore))) {
      return;
    }
    PresenceDocument document;
    try {
      document = watched.document();
    } catch (RuntimeException e) {
      our.meters().unreadable();
      if (watch.ended != null) {
        watched.remove(watch);
      }
      return; // told with the next change, at the latest with the next SUBSCRIBE
    }
    if (!watch.owed && !tellsNews(watch, document)) {
      return;
    }
    if (!our.window().enter()) {
      watch.waiting = true;
      our.window().await(new NotifyWindow.Waiting(watched.presentity(), watch.subscription.id()));
      return;
    }
    send(watch, document, now);
  }

  private static boolean tellsNews(Watch watch, PresenceDocument document) {
    Subscription subscription = watch.subscription;
    PresenceDocument sent = watch.sent;
    return subscription.state() == Subscription.State.ACTIVE
        && (sent == null || !sent.showsTheSameAs(document, subscription.view()));
  }

  private void send(Watch watch, PresenceDocument document, Instant now) {
    Subscription subscription = watch.subscription.with(watch.subscription.dialogue().notified());
    watch.subscription = subscription;
    watch.sent = document;
    watch.owed = false;
    watch.underWay = true;
    watch.notBefore = null;
    if (watch.ended == null) {
      our.store().put(subscription);
    }
    // RFC 3856 clause 6.6.2: a pending watcher learns nothing; no body says nothing.
    byte[] body =
        subscription.state() == Subscription.State.ACTIVE
            ? bodies.computeIfAbsent(
                subscription.view(), view -> PidfDocuments.pidf(document, view))
            : NOTHING;
    SipRequest request = NotifyRequest.of(subscription, watch.ended, body, now);
    our.meters().notifySent();
    our.endpoint().send(request, new Answer(watch, watch.ended != null));
  }

  /** Hears of the end of one NOTIFY, on any thread. */
  private final class Answer implements SipResponseListener {
    private final Watch watch;
    private final boolean last;

    Answer(Watch watch, boolean last) {
      this.watch = watch;
      this.last = last;
    }

    @Override
    public void answered(SipResponse response) {
      our.meters().notifyAnswered(response.status());
      Optional<Duration> pause = pause(response);
      ended(
          () -> {
            if (response.isSuccess()) {
              Notifier.this.notify(watch);
            } else if (pause.isPresent() && watch.ended == null) {
              postpone(watch, pause.get());
            } else {
              giveUp(watch);
            }
          });
    }

    @Override
    public void failed(Failure failure) {
      our.meters().notifyFailed(failure);
      ended(() -> giveUp(watch));
    }

    private void ended(Runnable unlessLast) {
      our.window().leave();
      NotifyWindow.Waiting next = our.window().next();
      if (next != null) {
        our.resume().accept(next);
      }
      our.lanes()
          .must(
              watched.presentity(),
              () -> {
                watch.underWay = false;
                if (last) {
                  watched.remove(watch);
                } else {
                  unlessLast.run();
                }
              });
    }
  }

  /** RFC 6665 clause 4.2.2: a NOTIFY that fails for good ends the subscription. */
  private void giveUp(Watch watch) {
    our.meters().removed();
    watched.remove(watch);
  }

  private void postpone(Watch watch, Duration pause) {
    watch.owed = true;
    watch.notBefore = our.clock().instant().plus(pause);
    watched.setTimer(watch);
  }

  private static Optional<Duration> pause(SipResponse response) {
    return response
        .headers()
        .first("Retry-After")
        .map(value -> SipValue.parse(value).value().split("[ (]", 2)[0])
        .filter(digits -> digits.matches("[0-9]{1,9}"))
        .map(Long::parseLong)
        .map(seconds -> Duration.ofSeconds(Math.max(1, Math.min(seconds, MAX_PAUSE_SECONDS))));
  }
}
