package org.pna.publisher.server;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pna.model.sip.SipRequest;
import org.pna.model.sip.SipResponse;
import org.pna.model.sip.SipResponseListener;
import org.pna.model.sip.SipValue;
import org.pna.publisher.pidf.PidfDocuments;
import org.pna.publisher.pidf.View;

/**
 * Sends the NOTIFYs of one presentity, each subscription one at a time and each only when its CSeq
 * is written. What changes meanwhile is told in one NOTIFY afterwards, so a watcher always ends
 * with the newest state. Touched on the presentity's lane only.
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

  /**
   * Does the next step, if there is one to do now, towards a watcher who knows what he may know.
   * The end of each step leads here again.
   */
  void notify(Watch watch) {
    if (watch.gone || watch.underWay || watch.writes > 0) {
      return;
    }
    if (!watch.waiting && !isPaused(watch)) {
      tell(watch);
    }
    if (watch.unwritten && watch.writes == 0) {
      write(watch, () -> notify(watch));
    }
  }

  private boolean isPaused(Watch watch) {
    Instant notBefore = watch.notBefore;
    return notBefore != null && our.clock().instant().isBefore(notBefore);
  }

  private void tell(Watch watch) {
    Published current = readable();
    if (current == null && watch.ended == null) {
      leave(watch); // told with the next change, at the latest with the next SUBSCRIBE
      return;
    }
    if (!watch.owed && current != null && !watch.isNews(current.document())) {
      leave(watch);
      knows(watch, current.version());
      return;
    }
    if (!watch.admitted && !our.window().enter()) {
      watch.waiting = true;
      our.window().await(new NotifyWindow.Waiting(watched.presentity(), watch.subscription.id()));
      return;
    }
    watch.admitted = true;
    if (watch.reserved) {
      send(watch, current);
    } else {
      watch.reserve();
      write(watch, () -> notify(watch));
    }
  }

  /** After a restart: a watcher who knows this version has missed nothing. */
  void resume(Watch watch) {
    Published current = readable();
    if (current != null && current.version() == watch.subscription.version()) {
      watch.sent = current.document();
    }
  }

  private @Nullable Published readable() {
    try {
      return watched.published();
    } catch (RuntimeException e) {
      our.meters().unreadable();
      return null;
    }
  }

  /** Nothing that this watcher may see has changed since. */
  private static void knows(Watch watch, long version) {
    if (watch.isShown() && watch.ended == null && watch.subscription.version() != version) {
      watch.subscription = watch.subscription.knows(version);
      watch.unwritten = true;
    }
  }

  /**
   * Writes the subscription.
   *
   * @param then run on the lane when it is durable, or cannot be: watchers are served all the same
   */
  void write(Watch watch, Runnable then) {
    watch.unwritten = false;
    if (watch.fetch) {
      then.run();
      return;
    }
    watch.writes++;
    our.store()
        .put(
            watch.subscription,
            () ->
                our.lanes()
                    .must(
                        watched.presentity(),
                        () -> {
                          watch.writes--;
                          then.run();
                        }));
  }

  /**
   * @param current null if it cannot be read: then only an end is told
   */
  private void send(Watch watch, @Nullable Published current) {
    Subscription subscription = watch.subscription;
    Ending ended = watch.ended;
    // RFC 3856 clause 6.6.2: a pending watcher learns nothing; no body says nothing.
    byte[] body = NOTHING;
    long version = subscription.version();
    if (current != null && watch.isShown()) {
      body =
          bodies.computeIfAbsent(
              subscription.view(), view -> PidfDocuments.pidf(current.document(), view));
      version = current.version();
      watch.sent = current.document();
    }
    watch.owed = false;
    watch.reserved = false;
    watch.admitted = false; // its place is the NOTIFY's now
    watch.underWay = true;
    watch.notBefore = null;
    SipRequest request = NotifyRequest.of(subscription, ended, body, our.clock().instant());
    our.meters().notifySent();
    our.endpoint()
        .send(
            request,
            new Answer(watch, subscription.dialogue().localCseq(), version, ended != null));
  }

  /** Hears of the end of one NOTIFY, on any thread. */
  private final class Answer implements SipResponseListener {
    private final Watch watch;
    private final long cseq;
    private final long version;
    private final boolean last;

    Answer(Watch watch, long cseq, long version, boolean last) {
      this.watch = watch;
      this.cseq = cseq;
      this.version = version;
      this.last = last;
    }

    @Override
    public void answered(SipResponse response) {
      our.meters().notifyAnswered(response.status());
      Optional<Duration> pause = pause(response);
      ended(
          String.valueOf(response.status()),
          () -> {
            if (response.isSuccess()) {
              watch.subscription = watch.subscription.knows(version);
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
      ended(failure.name().toLowerCase(Locale.ROOT), () -> giveUp(watch));
    }

    private void ended(String result, Runnable unlessLast) {
      leaveWindow();
      our.lanes()
          .must(
              watched.presentity(),
              () -> {
                watch.underWay = false;
                if (last) {
                  watched.remove(watch);
                  return;
                }
                watch.subscription =
                    watch.subscription.after(new LastNotify(cseq, our.clock().instant(), result));
                watch.unwritten = true;
                unlessLast.run();
              });
    }
  }

  private void leaveWindow() {
    our.window().leave();
    NotifyWindow.Waiting next = our.window().next();
    if (next != null) {
      our.resume().accept(next);
    }
  }

  /** Gives back the place that is held for a NOTIFY that need not be sent. */
  private void leave(Watch watch) {
    if (watch.admitted) {
      watch.admitted = false;
      leaveWindow();
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
    notify(watch);
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
