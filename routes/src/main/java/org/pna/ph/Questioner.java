package org.pna.ph;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.pna.model.Domain;
import org.pna.model.SubscriberId;
import org.pna.model.message.NetworkMessage;
import org.pna.routes.Alarm;
import org.pna.routes.Alarms;

/**
 * Asks the home location registers and home subscriber servers about subscribers
 * (anyTimeInterrogation, User-Data-Request), the most urgent question first, none beyond a
 * register's budget (rules S5, S6). A question that waits or is under way is not asked twice. At
 * the bound of what waits for a register the least urgent goes. Each answer, and each failure that
 * no further attempt mends, enters the route. Safe for use by many threads; nothing is told under
 * its lock.
 */
public final class Questioner {
  private final Hlrs hlrs;
  private final HlrBudgets budgets;
  private final Answers answers;
  private final BooleanSupplier overloaded;
  private final Alarms alarms;
  private final InstantSource clock;
  private final MeterRegistry meters;
  private final AskingSettings settings;
  private final Map<String, HlrDesk> desks = new LinkedHashMap<>();
  private volatile Consumer<InquiryEnd> listener = end -> {};

  /**
   * @param hlrs who may be asked
   * @param budgets how much
   * @param registers the way there
   * @param entrance where answers go
   * @param overloaded whether there is no room for polls now (rule S6)
   * @param alarms gets {@code hlr NAME interrogation} when a register does not allow us to ask, and
   *     {@code hlr NAME location} when it does not for the location alone
   * @param meters gets the gauge {@code pna.ph.questions} and the counters {@code pna.ph.asked} by
   *     register and priority, {@code pna.ph.ended} by register and end, {@code pna.ph.partly} by
   *     register and reason when only the state was told
   */
  public Questioner(
      Hlrs hlrs,
      HlrBudgets budgets,
      Registers registers,
      Entrance entrance,
      BooleanSupplier overloaded,
      Alarms alarms,
      InstantSource clock,
      MeterRegistry meters,
      AskingSettings settings) {
    this.hlrs = hlrs;
    this.budgets = budgets;
    this.answers = new Answers(OnceAnswered.entrance(entrance), clock);
    this.overloaded = overloaded;
    this.alarms = alarms;
    this.clock = clock;
    this.meters = meters;
    this.settings = settings;
    hlrs.all()
        .forEach(
            hlr -> desks.put(hlr.name(), new HlrDesk(hlr, registers.of(hlr), settings.queue())));
    meters.gauge("pna.ph.questions", this, Questioner::waiting);
  }

  /**
   * Whom to tell of the end of every question that went; set once, before the first. Those that
   * were turned away never went.
   */
  public void listen(Consumer<InquiryEnd> everyEnd) {
    listener = everyEnd;
  }

  /**
   * Asks about a domain of a subscriber.
   *
   * @param names all that are known of the subscriber, the one that facts are kept by first; asked
   *     by the one that the register's protocol takes
   * @param end told once, on any thread, not to block; null: nobody cares
   * @return whether it was taken, or waited already; if not, {@code end} has been told why
   */
  public boolean ask(
      List<SubscriberId> names,
      Domain domain,
      Priority priority,
      @Nullable Consumer<InquiryEnd> end) {
    Hlr hlr = hlrs.of(names.get(0));
    Instant now = clock.instant();
    if (hlr == null) {
      Inquiry inquiry = new Inquiry(names, domain, Answers.NO_HLR, priority, now);
      turnedAway(inquiry, end == null ? List.of() : List.of(end), "no-register");
      return false;
    }
    boolean isShed = priority.isPoll() && overloaded.getAsBoolean();
    Inquiry inquiry = new Inquiry(names, domain, hlr, priority, now);
    Inquiry displaced = null;
    String refused = null;
    synchronized (this) {
      HlrDesk desk = desk(hlr);
      if (desk.join(inquiry.key, priority, end)) {
        return true;
      }
      if (desk.register.name(names) == null) {
        refused = "no-name";
      } else if (isShed) {
        refused = "overloaded";
      } else if (!desk.admits(now)) {
        refused = "not-allowed";
      } else if (desk.isFull()) {
        displaced = desk.displace(priority);
        refused = displaced == null ? "no-room" : null;
      }
      if (refused == null) {
        if (end != null) {
          inquiry.ends.add(end);
        }
        desk.add(inquiry);
      }
    }
    if (displaced != null) {
      turnedAway(displaced, displaced.ends, "no-room");
    }
    if (refused != null) {
      turnedAway(inquiry, end == null ? List.of() : List.of(end), refused);
    }
    return refused == null;
  }

  private void turnedAway(Inquiry inquiry, List<Consumer<InquiryEnd>> ends, String reason) {
    meters.counter("pna.ph.refused", "reason", reason).increment();
    if (inquiry.priority == Priority.RECORD) { // what depends on the answer goes on without it
      answers.failure(inquiry, reason, entered -> {});
    }
    InquiryEnd end = end(inquiry, null, reason);
    ends.forEach(one -> one.accept(end));
  }

  /** Sends what may go now; to be called many times a second. */
  public void tick() {
    boolean urgentOnly = overloaded.getAsBoolean();
    List<Inquiry> go = new ArrayList<>();
    synchronized (this) {
      Instant now = clock.instant();
      for (HlrDesk desk : desks.values()) {
        desk.resume(now);
        while (desk.hasGoingOn() && budgets.take(desk.hlr, HlrBudgets.Kind.INTERROGATION)) {
          go.add(desk.goingOn());
        }
        while (desk.hasNext(urgentOnly, budgets.rate(desk.hlr, HlrBudgets.Kind.INTERROGATION))
            && budgets.take(desk.hlr, HlrBudgets.Kind.INTERROGATION)) {
          go.add(desk.begin(urgentOnly, now));
        }
      }
    }
    go.forEach(this::send);
  }

  private void send(Inquiry inquiry) {
    count("pna.ph.asked", inquiry, "priority", inquiry.priority.name());
    desk(inquiry.hlr)
        .register
        .send(
            inquiry.names,
            inquiry.key.domain(),
            inquiry.request,
            answer -> answered(inquiry, answer));
  }

  private void answered(Inquiry inquiry, RegisterAnswer answer) {
    budgets.ended(inquiry.hlr, HlrBudgets.Kind.INTERROGATION, answer.health());
    if (answer instanceof RegisterAnswer.Told told) {
      told(inquiry, told.message());
      return;
    }
    RegisterAnswer.Untold untold = (RegisterAnswer.Untold) answer;
    boolean isForbidden = isForbidden(inquiry, untold.verdict());
    NetworkMessage before = inquiry.told;
    if (before != null) { // what matters most is told
      if (isForbidden) {
        partlyForbidden(inquiry.hlr);
      }
      count("pna.ph.partly", inquiry, "reason", untold.reason());
      enter(inquiry, before);
    } else if (isForbidden) {
      forbidden(inquiry.hlr);
      fail(inquiry, untold.reason());
    } else if (untold.verdict() == RegisterAnswer.Verdict.PASSING) {
      retry(inquiry, untold.reason());
    } else {
      fail(inquiry, untold.reason());
    }
  }

  /** Whether a register allows us to ask about nobody. */
  private synchronized boolean isForbidden(Inquiry inquiry, RegisterAnswer.Verdict verdict) {
    return verdict == RegisterAnswer.Verdict.FORBIDDEN
        || (verdict == RegisterAnswer.Verdict.REFUSED && desk(inquiry.hlr).refusesAll(inquiry));
  }

  private void told(Inquiry inquiry, NetworkMessage message) {
    opened(inquiry);
    NetworkMessage all;
    synchronized (this) {
      HlrDesk desk = desk(inquiry.hlr);
      NetworkMessage before = inquiry.told;
      all = before == null ? message : desk.register.joined(before, message);
      inquiry.told = all;
      int rate = budgets.rate(inquiry.hlr, HlrBudgets.Kind.INTERROGATION);
      if (desk.goOn(inquiry, clock.instant(), rate)) {
        return;
      }
    }
    enter(inquiry, all);
  }

  private void enter(Inquiry inquiry, NetworkMessage told) {
    answers.enter(
        told,
        entered -> {
          if (entered.accepted()) {
            finish(inquiry, entered, null);
          } else {
            retry(inquiry, "not-accepted");
          }
        });
  }

  private synchronized HlrDesk desk(Hlr hlr) {
    return Objects.requireNonNull(desks.get(hlr.name()), "one of ours");
  }

  private void partlyForbidden(Hlr hlr) {
    synchronized (this) {
      desk(hlr).stateOnly(clock.instant());
    }
    alarms.raise(
        alarm(hlr, "location"),
        Alarm.Severity.WARNING,
        "the register tells us states, but does not allow us to ask for locations: have it allow"
            + " them for our address; one question an hour tries");
  }

  private void forbidden(Hlr hlr) {
    List<Inquiry> waiting;
    synchronized (this) {
      waiting = desk(hlr).close(clock.instant());
    }
    waiting.forEach(inquiry -> turnedAway(inquiry, inquiry.ends, "not-allowed"));
    alarms.raise(
        alarm(hlr, "interrogation"),
        Alarm.Severity.WARNING,
        "the register does not allow us to ask (MAP ati-NotAllowed, or Sh 5101 or 5102 of several"
            + " subscribers in a row): have it allow our address to ask for state and location; one question an hour tries");
  }

  private void opened(Inquiry inquiry) {
    if (inquiry.request > 0) {
      synchronized (this) {
        desk(inquiry.hlr).openLocation();
      }
      alarms.clear(alarm(inquiry.hlr, "location"));
      return;
    }
    boolean isNews;
    synchronized (this) {
      isNews = desk(inquiry.hlr).open();
    }
    if (isNews) {
      alarms.clear(alarm(inquiry.hlr, "interrogation"));
    }
  }

  private static String alarm(Hlr hlr, String what) {
    return "hlr " + hlr.name() + " " + what;
  }

  private void retry(Inquiry inquiry, String reason) {
    synchronized (this) {
      HlrDesk desk = desk(inquiry.hlr);
      if (inquiry.attempts < settings.attempts() && !desk.isClosed()) {
        desk.pause(inquiry, clock.instant().plus(settings.pause(inquiry.attempts)));
        return;
      }
    }
    fail(inquiry, reason);
  }

  private void fail(Inquiry inquiry, String reason) {
    answers.failure(inquiry, reason, entered -> finish(inquiry, entered, reason));
  }

  private void finish(Inquiry inquiry, Entrance.End entered, @Nullable String failure) {
    List<Consumer<InquiryEnd>> ends;
    InquiryEnd end;
    synchronized (this) {
      end = end(inquiry, entered, failure);
      ends = List.copyOf(inquiry.ends);
      desk(inquiry.hlr).end(inquiry, clock.instant());
    }
    count("pna.ph.ended", inquiry, "end", failure == null ? "answered" : failure);
    ends.forEach(one -> one.accept(end));
    listener.accept(end);
  }

  private static InquiryEnd end(
      Inquiry inquiry, Entrance.@Nullable End entered, @Nullable String failure) {
    return new InquiryEnd(
        inquiry.key.subscriber(),
        inquiry.key.domain(),
        inquiry.askedAt,
        failure == null ? inquiry.told : null,
        entered,
        failure);
  }

  private void count(String name, Inquiry inquiry, String tag, String value) {
    meters.counter(name, "hlr", inquiry.hlr.name(), tag, value).increment();
  }

  /** Whether polls are welcome at any register. */
  boolean hasRoom() {
    return !overloaded.getAsBoolean() && hasRoomAtAny();
  }

  private synchronized boolean hasRoomAtAny() {
    return desks.values().stream().anyMatch(HlrDesk::hasRoom);
  }

  /** Which register is asked by these names; null if none, or none that can take it now. */
  @Nullable Hlr open(List<SubscriberId> names) {
    Hlr hlr = hlrs.of(names.get(0));
    return hlr != null && isOpen(hlr, names) ? hlr : null;
  }

  private synchronized boolean isOpen(Hlr hlr, List<SubscriberId> names) {
    HlrDesk desk = desk(hlr);
    return desk.isOpen(clock.instant()) && desk.hasRoom() && desk.register.name(names) != null;
  }

  /** Questions that wait or are under way. */
  public synchronized int waiting() {
    return desks.values().stream().mapToInt(HlrDesk::size).sum();
  }

  /** Questions that wait for one register or are under way to it. */
  public synchronized int waiting(Hlr hlr) {
    return desk(hlr).size();
  }

  /** Whether a register does not allow us to ask. */
  public synchronized boolean isClosed(Hlr hlr) {
    return desk(hlr).isClosed();
  }
}
