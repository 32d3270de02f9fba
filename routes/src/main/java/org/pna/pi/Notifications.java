package org.pna.pi;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.function.UnaryOperator;
import org.pna.model.PublicIdentity;
import org.pna.model.SubscriberId;
import org.pna.model.message.ims.ImsEntrance;
import org.pna.model.message.ims.RegEvent;
import org.pna.model.message.ims.RegInfo;
import org.pna.model.message.ims.RegNotification;
import org.pna.pi.RegSubscription.State;

/**
 * What NOTIFYs of our subscriptions say: each registration enters the route, and the subscription
 * goes on, is asked for anew, or ends. Called under the table's lock.
 */
final class Notifications {
  private final RegSettings settings;
  private final RegTable table;
  private final Subscribing subscribing;
  private final Unsubscribing unsubscribing;
  private final Deregistrations deregistrations;
  private final UnaryOperator<String> form;
  private final InstantSource clock;
  private final RegMeters meters;

  Notifications(
      RegSettings settings,
      RegTable table,
      Subscribing subscribing,
      Unsubscribing unsubscribing,
      Deregistrations deregistrations,
      UnaryOperator<String> form,
      InstantSource clock,
      RegMeters meters) {
    this.settings = settings;
    this.table = table;
    this.subscribing = subscribing;
    this.unsubscribing = unsubscribing;
    this.deregistrations = deregistrations;
    this.form = form;
    this.clock = clock;
    this.meters = meters;
  }

  /**
   * Takes one whose place in the dialogue is right.
   *
   * @param answer told the status, once what it says is safe
   * @param then gets what is to be done without the lock
   */
  void take(
      RegSubscription one,
      RegNotification notification,
      ImsEntrance route,
      IntConsumer answer,
      Instant now,
      List<Runnable> then) {
    one.dialogue = one.dialogue.after(notification);
    RegInfo document = notification.document();
    List<RegInfo.Registration> told =
        document == null ? List.of() : one.registrations.take(document, now);
    List<RegEvent> events = told == null ? List.of() : events(one, notification, told);
    then.add(() -> enter(one, events, route, answer));
    if (document != null && told != null) {
      one.told = now;
      told.forEach(registration -> table.cover(one, registration.aor()));
      deregistrations.explained(one, document, told);
      table.idle(one, one.registrations.active().isEmpty());
    }
    continued(one, notification.subscription(), told == null, now, then);
    table.keep(one);
  }

  private List<RegEvent> events(
      RegSubscription one, RegNotification notification, List<RegInfo.Registration> told) {
    List<RegEvent> events = new ArrayList<>(told.size());
    for (RegInfo.Registration registration : told) {
      boolean served = form.apply(registration.aor()).equals(form.apply(one.identity));
      List<SubscriberId> others = served ? one.names : List.of(new PublicIdentity(one.identity));
      events.add(RegEvent.of(notification, registration, one.registeredUntil, others));
    }
    return events;
  }

  private void continued(
      RegSubscription one,
      RegNotification.Subscription state,
      boolean isGap,
      Instant now,
      List<Runnable> then) {
    if (state.terminated() && one.state == State.ENDING) {
      unsubscribing.ended(one);
      return;
    }
    if (state.terminated()) {
      subscribing.terminated(one, state.reason(), state.retryAfter(), now, then);
      return;
    }
    if (one.state == State.ENDING) {
      return;
    }
    Long left = state.expires();
    Instant expires = one.expires;
    if (one.state != State.ASKING) {
      subscribing.live(
          one,
          now,
          left != null && left > 0
              ? left
              : expires == null ? 0 : Math.max(0, Duration.between(now, expires).toSeconds()));
    } else if (left != null && left > 0) {
      one.expires = now.plusSeconds(left);
    }
    if (isGap) {
      meters.gap();
      if (one.state == State.LIVE) {
        table.schedule(one, subscribing.soon(one, now));
      }
    }
  }

  /** Gives the route what a NOTIFY says, and answers that when all of it is safe. */
  private void enter(
      RegSubscription one, List<RegEvent> events, ImsEntrance route, IntConsumer answer) {
    if (events.isEmpty()) {
      answer.accept(200);
      return;
    }
    AtomicInteger left = new AtomicInteger(events.size());
    AtomicBoolean refused = new AtomicBoolean();
    for (RegEvent event : events) {
      route.enter(
          event,
          end -> {
            if (end == ImsEntrance.End.REFUSED) {
              refused.set(true);
            }
            if (left.decrementAndGet() == 0) {
              if (refused.get()) {
                missed(one);
              }
              answer.accept(refused.get() ? 503 : 200);
            }
          });
    }
  }

  /** What was told is not held: all of it is to be told again. */
  private void missed(RegSubscription one) {
    synchronized (table) {
      one.registrations.forgetVersion();
      if (table.holds(one) && one.state == State.LIVE) {
        table.idle(one, false);
        table.schedule(one, clock.instant().plus(settings.firstRetry()));
      }
    }
  }
}
