package org.pna.publisher.server;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pna.model.sip.SipHeaders;
import org.pna.model.sip.SipResponse;
import org.pna.model.sip.SipServerTransaction;
import org.pna.publisher.pidf.View;

/** A presentity and its subscriptions. Touched on the presentity's lane only. */
final class WatchedPresentity {
  private final String presentity;
  private final Surroundings our;
  private final Runnable unwatched;
  private final Notifier notifier;
  private final Map<SubscriptionId, Watch> watches = new LinkedHashMap<>();
  private @Nullable Published published;

  /**
   * @param unwatched run when the last subscription is gone
   */
  WatchedPresentity(String presentity, Surroundings our, Runnable unwatched) {
    this.presentity = presentity;
    this.our = our;
    this.unwatched = unwatched;
    this.notifier = new Notifier(this, our);
  }

  String presentity() {
    return presentity;
  }

  boolean isUnwatched() {
    return watches.isEmpty();
  }

  /**
   * What watchers are to know.
   *
   * @throws RuntimeException if it cannot be read
   */
  Published published() {
    Published current = published;
    if (current == null) {
      current = our.documents().apply(presentity);
      published = current;
    }
    return current;
  }

  /**
   * Takes up a subscription that was kept over a restart, unless that is done: its watcher gets
   * what he has missed, under the rules as they are now.
   */
  void restore(SubscriptionId id) {
    Optional<Subscription> kept = our.store().find(id);
    if (kept.isEmpty() || watches.containsKey(id)) {
      return;
    }
    Subscription subscription = kept.get();
    Watch watch = new Watch(subscription, false);
    watches.put(id, watch);
    boolean active = subscription.state() == Subscription.State.ACTIVE;
    Optional<View> view = our.allowList().view(subscription.watcher(), presentity);
    if (active && view.isEmpty()) {
      end(watch, Ending.REJECTED);
    } else if (!our.clock().instant().isBefore(subscription.expires())) {
      end(watch, Ending.TIMEOUT);
    } else {
      setTimer(watch);
      watch.owed = subscription.owesNotify();
      if (view.isPresent() && !(active && view.get() == subscription.view())) {
        watch.subscription = subscription.allowed(view.get());
        watch.owed = true;
      } else if (active) {
        notifier.resume(watch);
      }
    }
    notifier.notify(watch);
  }

  /** A SUBSCRIBE outside of a dialogue; with Expires 0 it is a fetch. */
  void subscribe(SipServerTransaction transaction, Subscribe subscribe, String watcher)
      throws Refusal {
    Duration expires = granted(subscribe);
    published();
    boolean fetch = expires.isZero();
    if (our.window().waiting() > our.settings().maxSubscriptions()
        || (!fetch && our.store().size() >= our.settings().maxSubscriptions())
        || !our.load().admit(watcher)) {
      throw Refusal.overloaded();
    }
    Optional<View> view = our.allowList().view(watcher, presentity);
    SipHeaders headers = transaction.request().headers();
    Dialogue dialogue =
        new Dialogue(
            subscribe.to(),
            subscribe.from(),
            Objects.requireNonNull(subscribe.contact()),
            headers.list("Record-Route"),
            transaction.request().socket(),
            0,
            subscribe.cseq());
    Watch watch =
        new Watch(
            new Subscription(
                subscribe.id(Tags.next()),
                presentity,
                watcher,
                dialogue,
                view.isPresent() ? Subscription.State.ACTIVE : Subscription.State.PENDING,
                view.orElse(View.WITHOUT_LOCATION),
                our.clock().instant().plus(expires),
                0,
                null),
            fetch);
    watches.put(watch.subscription.id(), watch);
    if (fetch) {
      watch.ended = Ending.TIMEOUT;
    } else {
      setTimer(watch);
    }
    accept(transaction, watch, expires);
  }

  /** A SUBSCRIBE within a dialogue: refresh, or with Expires 0 the end. */
  void refresh(SipServerTransaction transaction, SubscriptionId id, Subscribe subscribe)
      throws Refusal {
    restore(id); // may still wait for its turn
    Watch watch = watches.get(id);
    if (watch == null || watch.ended != null) {
      throw Refusal.noSubscription();
    }
    Dialogue dialogue = watch.subscription.dialogue();
    // RFC 3261 clause 12.2.2: a lower one is out of order; the same again is a repeat over a
    // restart
    // of ours, whose first was written but not answered.
    if (subscribe.cseq() < dialogue.remoteCseq()) {
      throw Refusal.outOfOrder();
    }
    Duration expires = granted(subscribe);
    String contact = subscribe.contact();
    watch.subscription =
        watch
            .subscription
            .with(
                dialogue.refreshed(
                    contact == null ? dialogue.remoteTarget() : contact, subscribe.cseq()))
            .until(our.clock().instant().plus(expires));
    if (expires.isZero()) {
      end(watch, Ending.TIMEOUT);
    } else {
      setTimer(watch);
    }
    accept(transaction, watch, expires);
  }

  /** Answers once it is written, together with the CSeq of the NOTIFY that follows. */
  private void accept(SipServerTransaction transaction, Watch watch, Duration expires) {
    watch.reserve();
    notifier.write(watch, () -> accepted(transaction, watch, expires));
  }

  private void accepted(SipServerTransaction transaction, Watch watch, Duration expires) {
    if (watch.gone) {
      our.meters().request(481);
      transaction.respond(Refusal.noSubscription().response());
      return;
    }
    Subscription subscription = watch.subscription;
    Dialogue dialogue = subscription.dialogue();
    our.meters().request(200);
    transaction.respond(
        new SipResponse(
            200,
            "OK",
            SipHeaders.of(
                "To", "<" + dialogue.localUri() + ">;tag=" + subscription.id().localTag(),
                "Expires", String.valueOf(expires.toSeconds()),
                "Contact", "<" + dialogue.socket().uri() + ">")));
    watch.owed = true;
    notifier.notify(watch);
  }

  private Duration granted(Subscribe subscribe) throws Refusal {
    ServerSettings settings = our.settings();
    if (subscribe.expires() < 0) {
      return settings.defaultExpires();
    }
    Duration wished = Duration.ofSeconds(subscribe.expires());
    // RFC 6665 clause 4.2.1.1: one hour is never too brief.
    if (!wished.isZero()
        && wished.compareTo(settings.minExpires()) < 0
        && wished.compareTo(Duration.ofHours(1)) < 0) {
      throw Refusal.tooBrief(settings.minExpires().toSeconds());
    }
    return wished.compareTo(settings.maxExpires()) > 0 ? settings.maxExpires() : wished;
  }

  /** The document has changed. */
  void changed(Published now) {
    Published before = published;
    if (before != null && now.version() < before.version()) {
      return; // the store has shown a later one already
    }
    published = now;
    notifier.forget();
    for (Watch watch : List.copyOf(watches.values())) {
      notifier.notify(watch);
    }
  }

  /** A timer has fired. */
  void wake(SubscriptionId id) {
    Watch watch = watches.get(id);
    if (watch == null) {
      return;
    }
    watch.timer = null;
    watch.notBefore = null;
    if (watch.ended == null && !our.clock().instant().isBefore(watch.subscription.expires())) {
      end(watch, Ending.TIMEOUT);
    } else if (watch.ended == null) {
      setTimer(watch);
    }
    notifier.notify(watch);
  }

  /** There may be room in the window now. */
  void resume(SubscriptionId id) {
    Watch watch = watches.get(id);
    if (watch != null) {
      watch.waiting = false;
      notifier.notify(watch);
    }
  }

  /**
   * It is over for its watcher; the last NOTIFY is still to be sent, and it is kept until then. A
   * restart finds it ended too: its time is over, or nobody allows it.
   */
  private void end(Watch watch, Ending why) {
    watch.ended = why;
    watch.owed = true;
    watch.notBefore = null;
    our.timers().cancel(watch.timer);
  }

  /** It is over for us too. */
  void remove(Watch watch) {
    SubscriptionId id = watch.subscription.id();
    if (watches.remove(id) != null) {
      watch.gone = true;
      our.load().released(watch.subscription.watcher());
      our.store().remove(id);
      our.timers().cancel(watch.timer);
    }
    if (watches.isEmpty()) {
      unwatched.run();
    }
  }

  /** Wakes the watch at its expiry, or before at the end of a pause. */
  void setTimer(Watch watch) {
    Instant at = watch.subscription.expires();
    Instant notBefore = watch.notBefore;
    if (notBefore != null && notBefore.isBefore(at)) {
      at = notBefore;
    }
    watch.timer = our.timers().set(watch.timer, at, watch.subscription);
  }
}
