package org.pna.pi;

import io.micrometer.core.instrument.MeterRegistry;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.pna.model.PublicIdentity;
import org.pna.model.RefusalListener;
import org.pna.model.SubscriberId;
import org.pna.model.message.ims.ImsEntrance;
import org.pna.model.message.ims.RegNotification;
import org.pna.model.message.ims.RegSubscriber;
import org.pna.model.message.ims.ThirdPartyRegister;
import org.pna.model.sip.SipEndpoint;
import org.pna.ph.KeptRows;
import org.pna.pi.RegSubscription.State;
import org.pna.publisher.store.PresenceStore;
import org.pna.publisher.store.TableName;
import org.pna.routes.Identification;
import org.pna.routes.Identities;

/**
 * Our side of the event package {@code reg} (RFC 3680; TS 24.229 clause 5.7.1.1): a REGISTER enters
 * the route and begins a subscription at its S-CSCF, one for all identities that are registered
 * together; each NOTIFY enters the route, one message for each identity that it tells of. A
 * REGISTER with Expires 0 waits a little for the NOTIFY that explains it, where a subscription
 * lives.
 *
 * <p>Subscriptions are kept over a restart, and then asked for their full state, within the budget.
 * They end with the registration's own expiry, whether the S-CSCF tells of it or not. Any thread.
 */
public final class RegSubscriptions implements RegSubscriber {
  /** A registered subscriber of whom no NOTIFY tells so long after a REGISTER is asked about. */
  private static final Duration PROBE = Duration.ofSeconds(10);

  private final RegSettings settings;
  private final InstantSource clock;
  private final RegMeters meters;
  private final UnaryOperator<String> form;
  private final RegTable table;
  private final RegWishes wishes;
  private final Subscribing subscribing;
  private final Unsubscribing unsubscribing;
  private final SubscribeBudget budget;
  private final Deregistrations deregistrations;
  private final Notifications notifications;
  private final SecureRandom random = new SecureRandom();

  /**
   * @param settings bounds and times
   * @param endpoint sends SUBSCRIBE
   * @param form brings a URI into the form in which two are compared
   * @param identities whose presentity a subscriber is
   * @param store keeps the subscriptions
   * @param refusals told of each registration that becomes unknown (rule T14)
   * @param registry gets the meters {@code pna.pi.*}
   */
  public RegSubscriptions(
      RegSettings settings,
      SipEndpoint endpoint,
      UnaryOperator<String> form,
      Identities identities,
      PresenceStore store,
      InstantSource clock,
      RefusalListener refusals,
      MeterRegistry registry) {
    this.settings = settings;
    this.clock = clock;
    this.form = form;
    this.meters = new RegMeters(registry);
    this.table =
        new RegTable(
            settings.maxSubscriptions(),
            form,
            one -> presentity(one, identities),
            new KeptRows<>(store, TableName.REG_SUBSCRIPTIONS, RegFormat::bytes, RegFormat::read));
    this.wishes = new RegWishes(store);
    this.subscribing = new Subscribing(settings, table, endpoint, clock, refusals, meters);
    this.unsubscribing = new Unsubscribing(settings, table, endpoint, clock, meters);
    this.budget = new SubscribeBudget(settings.perSecond());
    this.deregistrations = new Deregistrations(settings, table, subscribing, form, meters);
    this.notifications =
        new Notifications(
            settings, table, subscribing, unsubscribing, deregistrations, form, clock, meters);
    meters.show(this::size, this::countDue);
  }

  private static @Nullable String presentity(RegSubscription one, Identities identities) {
    List<SubscriberId> names = new ArrayList<>(one.names);
    names.add(new PublicIdentity(one.identity));
    return identities.identify(names) instanceof Identification.Known known
        ? known.presentity()
        : null;
  }

  /** Takes up the subscriptions that the store holds; before the first request. */
  public void restore() {
    wishes.restore();
    synchronized (table) {
      Instant now = clock.instant();
      for (RegSubscription one : table.restore()) {
        if (one.isLive(now)) {
          one.state = State.LIVE;
          table.schedule(one, now);
        } else {
          one.forgetDialogue();
          subscribing.want(one, now);
        }
      }
    }
  }

  /** How many there are. */
  public int size() {
    synchronized (table) {
      return table.size();
    }
  }

  /** How they stand, by their S-CSCFs. */
  public List<ScscfStanding> scscfs() {
    synchronized (table) {
      return ScscfStandings.of(table.all());
    }
  }

  /**
   * How one subscription stands.
   *
   * @param asked when the last SUBSCRIBE went out; null before the first
   * @param expires when it ends unless refreshed; null while there is none
   */
  record Standing(State state, @Nullable Instant asked, @Nullable Instant expires) {}

  /** How those of a presentity stand. */
  List<Standing> of(String presentity) {
    synchronized (table) {
      return table.ofPresentity(presentity).stream()
          .map(one -> new Standing(one.state, one.asked, one.expires))
          .toList();
    }
  }

  /** Since when there are to be none for a presentity; null: they are wanted. */
  @Nullable Instant offSince(String presentity) {
    return wishes.offSince(presentity);
  }

  /**
   * Whether a presentity's registrations are to be subscribed to; it outlives a restart.
   *
   * @param end told once, on any thread: whether it is on disk
   */
  void wish(String presentity, boolean on, Consumer<Boolean> end) {
    Consumer<Boolean> taken =
        saved -> {
          if (saved) {
            changed(presentity, on);
          }
          end.accept(saved);
        };
    if (on) {
      wishes.on(presentity, taken);
    } else {
      wishes.off(presentity, clock.instant(), taken);
    }
  }

  private void changed(String presentity, boolean on) {
    synchronized (table) {
      for (RegSubscription one : table.ofPresentity(presentity)) {
        if (!on || one.state == State.OFF) {
          table.schedule(one, clock.instant());
        }
      }
    }
  }

  /** How many wait for the budget. */
  public int countDue() {
    synchronized (table) {
      return table.countDue(clock.instant());
    }
  }

  /** Does work on the table, and then, without its lock, what that leads to. */
  private void locked(Consumer<List<Runnable>> work) {
    List<Runnable> then = new ArrayList<>();
    synchronized (table) {
      work.accept(then);
    }
    then.forEach(Runnable::run);
  }

  @Override
  public void registered(ThirdPartyRegister register, ImsEntrance route) {
    locked(
        then -> {
          RegSubscription covering = table.of(register.served().uri());
          if (register.expires() > 0) {
            RegSubscription one = registered(register, covering);
            then.add(() -> route.enter(register, end -> entered(one, end)));
          } else if (!deregistrations.hold(register, covering, route, clock.instant())) {
            if (covering != null && isServed(covering, register)) {
              table.remove(covering);
            }
            then.add(() -> route.enter(register, end -> {}));
          }
        });
  }

  private boolean isServed(RegSubscription subscription, ThirdPartyRegister register) {
    return form.apply(subscription.identity).equals(form.apply(register.served().uri()));
  }

  /** The subscription that tells of it; null if there is no room for one. */
  private @Nullable RegSubscription registered(
      ThirdPartyRegister register, @Nullable RegSubscription covering) {
    RegSubscription one = covering;
    if (one == null) {
      byte[] id = new byte[12];
      random.nextBytes(id);
      one =
          new RegSubscription(
              HexFormat.of().formatHex(id),
              register.served().uri(),
              names(register),
              Scscf.of(register),
              register.until());
      if (!table.add(one)) {
        meters.crowded();
        return null;
      }
    } else {
      if (register.until().isAfter(one.registeredUntil) || isServed(one, register)) {
        one.registeredUntil = register.until();
      }
      one.held = null;
      if (!one.scscf.isSameAs(Scscf.of(register))) {
        one.scscf = Scscf.of(register);
        one.forgetDialogue();
        one.failures = 0;
        one.state = State.AWAITING;
      }
    }
    if (one.state == State.AWAITING) {
      table.schedule(one, one.until()); // whatever becomes of the route
    }
    table.idle(one, false);
    for (PublicIdentity identity : register.associated()) {
      table.cover(one, identity.uri());
    }
    return one;
  }

  private static List<SubscriberId> names(ThirdPartyRegister register) {
    return Stream.<@Nullable SubscriberId>of(
            register.imsi(), register.msisdn(), register.privateIdentity())
        .filter(Objects::nonNull)
        .map(Objects::requireNonNull)
        .toList();
  }

  private void entered(@Nullable RegSubscription one, ImsEntrance.End end) {
    if (one == null) {
      return;
    }
    synchronized (table) {
      Instant now = clock.instant();
      if (!table.holds(one)) {
        return;
      }
      if (one.state == State.AWAITING && end == ImsEntrance.End.UNKNOWN_SUBSCRIBER) {
        table.remove(one);
      } else if (one.state == State.AWAITING || one.state == State.WANTED) {
        subscribing.want(one, now); // it is there: no pause is needed any more
      } else {
        table.keep(one);
        Instant probe = now.plus(PROBE);
        if (one.state == State.LIVE && (one.due == null || one.due.isAfter(probe))) {
          table.schedule(one, probe);
        }
      }
    }
    tick();
  }

  @Override
  public void notified(RegNotification notification, ImsEntrance route, IntConsumer answer) {
    locked(
        then -> {
          RegSubscription one = table.ofDialogue(notification.callId(), notification.ourTag());
          String theirTag = one == null ? null : one.dialogue.theirTag();
          if (one == null || (theirTag != null && !theirTag.equals(notification.theirTag()))) {
            then.add(() -> answer.accept(481));
          } else if (notification.cseq() <= one.dialogue.theirCseq()) {
            then.add(() -> answer.accept(500));
          } else {
            notifications.take(one, notification, route, answer, clock.instant(), then);
          }
        });
  }

  @Override
  public void unreadable(String callId, String ourTag) {
    locked(
        then -> {
          RegSubscription one = table.ofDialogue(callId, ourTag);
          if (one != null) {
            subscribing.failed(one, clock.instant(), Duration.ZERO, then);
          }
        });
  }

  /** Does what is due; to be called several times a second. */
  public void tick() {
    locked(
        then -> {
          Instant now = clock.instant();
          deregistrations.release(now, then);
          for (RegSubscription one = table.nextDue(now); one != null; one = table.nextDue(now)) {
            if (!attend(one, now, then)) {
              return; // the budget is spent
            }
          }
        });
  }

  private boolean attend(RegSubscription one, Instant now, List<Runnable> then) {
    Instant expires = one.expires;
    boolean isOver = !one.until().isAfter(now);
    if (isOver && one.held == null) {
      table.remove(one);
    } else if (wishes.isOff(one.presentity) && !isOver) {
      return attendUnwanted(one, now, then);
    } else if (isOver || (table.isIdle(one) && expires != null && expires.isAfter(now))) {
      table.schedule(one, isOver ? now.plus(settings.patience()) : expires);
    } else if (table.isIdle(one)) {
      table.remove(one);
    } else if (!budget.take(now)) {
      return false;
    } else {
      then.add(subscribing.ask(one, now));
    }
    return true;
  }

  private boolean attendUnwanted(RegSubscription one, Instant now, List<Runnable> then) {
    if (!one.isLive(now)) {
      unsubscribing.off(one);
    } else if (!budget.take(now)) {
      return false;
    } else {
      then.add(unsubscribing.ask(one, now));
    }
    return true;
  }

  /** Writes what the disk did not take; to be called about every second. */
  public void save() {
    synchronized (table) {
      table.retry();
    }
  }
}
