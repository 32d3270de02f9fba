package org.pna.pi;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.function.UnaryOperator;
import org.pna.model.message.ims.ImsEntrance;
import org.pna.model.message.ims.RegInfo;
import org.pna.model.message.ims.ThirdPartyRegister;
import org.pna.pi.RegSubscription.Held;

/**
 * REGISTERs with Expires 0 that wait for the NOTIFY that explains them: another contact may still
 * be registered. All methods are called under the table's lock.
 */
final class Deregistrations {
  private record Waiting(RegSubscription subscription, Held held) {}

  private final RegSettings settings;
  private final RegTable table;
  private final Subscribing subscribing;
  private final UnaryOperator<String> form;
  private final RegMeters meters;

  /** In the order of their ends. */
  private final Queue<Waiting> waiting =
      new PriorityQueue<>(Comparator.comparing((Waiting one) -> one.held().until()));

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
      ThirdPartyRegister register, RegSubscription covering, ImsEntrance route, Instant now) {
    if (!covering.isLive(now) || waiting.size() >= settings.maxSubscriptions()) {
      return false;
    }
    Instant told = covering.told;
    boolean toldBefore = told != null && !told.plus(settings.patience()).isBefore(now);
    Held held = new Held(register, route, now.plus(settings.patience()), toldBefore);
    hold(covering, held);
    return true;
  }

  private void hold(RegSubscription one, Held held) {
    one.held = held;
    waiting.add(new Waiting(one, held));
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
   * Those that have waited in vain say what is true, if need be after the S-CSCF was asked.
   *
   * @param then takes what is to be run without the lock
   */
  @SuppressWarnings("ReferenceEquality") // a later one that says the same waits for itself
  void release(Instant now, List<Runnable> then) {
    for (Waiting first = waiting.peek();
        first != null && !first.held().until().isAfter(now);
        first = waiting.peek()) {
      waiting.remove();
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
      Instant ask = subscribing.soon(one, now);
      table.schedule(one, ask);
      hold(one, new Held(held.register(), held.route(), ask.plus(settings.patience()), false));
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
