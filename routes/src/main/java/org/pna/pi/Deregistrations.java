package org.pna.pi;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.pna.model.message.ims.ImsEntrance;
import org.pna.model.message.ims.RegInfo;
import org.pna.model.message.ims.ThirdPartyRegister;
import org.pna.pi.RegSubscription.Held;

/**
 * REGISTERs with Expires 0 that wait for the NOTIFY that explains them: another contact may still
 * be registered. All methods are called under the table's lock.
 */
final class Deregistrations {
  /** For the answer of an S-CSCF that is asked: two SUBSCRIBEs are 5 s apart at least. */
  private static final Duration ANSWER = Duration.ofSeconds(10);

  private record Waiting(RegSubscription subscription, Held held) {}

  private final RegSettings settings;
  private final RegTable table;
  private final Subscribing subscribing;
  private final UnaryOperator<String> form;
  private final RegMeters meters;

  /** In the order of their ends: all wait for the same time. */
  private final Deque<Waiting> waiting = new ArrayDeque<>();

  /** Those for which the S-CSCF is asked, likewise. */
  private final Deque<Waiting> asking = new ArrayDeque<>();

  Deregistrations(
      RegSettings settings,
      RegTable table,
      Subscribing subscribing,
      UnaryOperator<String> form,
      RegMeters meters) {
    this.settings = settings;
    this.table = table;
    this.subscribing = subscribing;
    this.form = form;
    this.meters = meters;
  }

  /**
   * Whether it waits. It does not where nobody would tell of it, nor when as many wait as there may
   * be subscriptions.
   */
  boolean hold(
      ThirdPartyRegister register,
      @Nullable RegSubscription covering,
      ImsEntrance route,
      Instant now) {
    if (covering == null
        || !covering.isLive(now)
        || waiting.size() + asking.size() >= settings.maxSubscriptions()) {
      return false;
    }
    Instant told = covering.told;
    boolean toldBefore = told != null && !told.plus(settings.patience()).isBefore(now);
    Held held = new Held(register, route, now.plus(settings.patience()), toldBefore);
    covering.held = held;
    waiting.add(new Waiting(covering, held));
    return true;
  }

  /** What a document tells may be what one waits for. */
  void explained(RegSubscription one, RegInfo document, List<RegInfo.Registration> told) {
    Held held = one.held;
    if (held == null) {
      return;
    }
    String served = form.apply(held.register().served().uri());
    if (document.full()
        || told.stream().anyMatch(registration -> form.apply(registration.aor()).equals(served))) {
      one.held = null;
      meters.waited("notified");
    }
  }

  /**
   * Those that have waited in vain say what is true.
   *
   * @param then takes what is to be run without the lock
   */
  void release(Instant now, List<Runnable> then) {
    release(waiting, now, then);
    release(asking, now, then);
  }

  @SuppressWarnings("ReferenceEquality") // a later one that says the same waits for itself
  private void release(Deque<Waiting> queue, Instant now, List<Runnable> then) {
    for (Waiting first = queue.peek();
        first != null && !first.held().until().isAfter(now);
        first = queue.peek()) {
      queue.remove();
      if (first.subscription().held == first.held()) {
        release(first.subscription(), first.held(), now, then);
      }
    }
  }

  private void release(RegSubscription one, Held held, Instant now, List<Runnable> then) {
    one.held = null;
    String served = form.apply(held.register().served().uri());
    if (held.toldBefore()
        && one.isLive(now)
        && one.registrations.active().stream().anyMatch(aor -> form.apply(aor).equals(served))) {
      meters.waited("asked"); // by what was told then another contact may be registered
      one.held = new Held(held.register(), held.route(), now.plus(ANSWER), false);
      asking.add(new Waiting(one, one.held));
      table.schedule(one, subscribing.soon(one, now));
      return;
    }
    meters.waited("in-vain");
    then.add(() -> held.route().enter(held.register(), end -> {}));
    one.registrations.ended(aor -> form.apply(aor).equals(served));
    if (one.registrations.active().isEmpty() && table.holds(one)) {
      table.idle(one, true);
      table.schedule(one, one.expires);
    }
  }
}
