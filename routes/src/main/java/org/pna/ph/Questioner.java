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
import org.pna.model.message.map.HlrAnswer;
import org.pna.model.message.map.HlrRequest;
import org.pna.model.message.map.HomeLocationRegister;
import org.pna.model.message.map.InterrogationResult;
import org.pna.routes.Alarm;
import org.pna.routes.Alarms;

/**
 * Asks the home location registers about subscribers (anyTimeInterrogation), the most urgent
 * question first, none beyond a register's budget (rules S5, S6). A question that waits or is under
 * way is not asked twice. At the bound of what waits for a register the least urgent goes. Each
 * answer, and each failure that no further attempt mends, enters the route. Safe for use by many
 * threads; nothing is told under its lock.
 */
public final class Questioner {
  private final Hlrs hlrs;
  private final HlrBudgets budgets;
  private final HomeLocationRegister register;
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
   * @param register the way there
   * @param entrance where answers go
   * @param overloaded whether there is no room for polls now (rule S6)
   * @param alarms gets {@code hlr NAME interrogation} when a register does not allow us to ask
   * @param meters gets the gauge {@code pna.ph.questions} and the counters {@code pna.ph.asked} by
   *     register and priority, {@code pna.ph.ended} by register and end
   */
  public Questioner(
      Hlrs hlrs,
      HlrBudgets budgets,
      HomeLocationRegister register,
      Entrance entrance,
      BooleanSupplier overloaded,
      Alarms alarms,
      InstantSource clock,
      MeterRegistry meters,
      AskingSettings settings) {
    this.hlrs = hlrs;
    this.budgets = budgets;
    this.register = OnceAnswered.register(register);
    this.answers = new Answers(OnceAnswered.entrance(entrance), clock);
    this.overloaded = overloaded;
    this.alarms = alarms;
    this.clock = clock;
    this.meters = meters;
    this.settings = settings;
    hlrs.all().forEach(hlr -> desks.put(hlr.name(), new HlrDesk(hlr, settings.queue())));
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
   * @param names all that are known of the subscriber; asked by the first, an IMSI or an MSISDN
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
      if (isShed) {
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
    InquiryEnd end =
        new InquiryEnd(
            inquiry.key.subscriber(), inquiry.key.domain(), inquiry.askedAt, null, null, reason);
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
    register.send(
        new HlrRequest.Interrogation(
            inquiry.key.subscriber(), inquiry.hlr.globalTitle(), inquiry.key.domain()),
        answer -> answered(inquiry, answer));
  }

  private void answered(Inquiry inquiry, HlrAnswer answer) {
    budgets.ended(inquiry.hlr, HlrBudgets.Kind.INTERROGATION, answer);
    if (answer instanceof HlrAnswer.Interrogated told) {
      opened(inquiry.hlr);
      InterrogationResult result = Answers.named(told.result(), inquiry.names);
      answers.enter(
          result,
          entered -> {
            if (entered.accepted()) {
              finish(inquiry, result, entered, null);
            } else {
              retry(inquiry, "not-accepted");
            }
          });
      return;
    }
    String reason = Answers.reason(answer);
    if (Answers.isForbidden(answer)) {
      closed(inquiry.hlr);
      fail(inquiry, reason);
    } else if (Answers.isFinal(answer)) {
      fail(inquiry, reason);
    } else {
      retry(inquiry, reason);
    }
  }

  private synchronized HlrDesk desk(Hlr hlr) {
    return Objects.requireNonNull(desks.get(hlr.name()), "one of ours");
  }

  private void closed(Hlr hlr) {
    List<Inquiry> waiting;
    synchronized (this) {
      waiting = desk(hlr).close(clock.instant());
    }
    waiting.forEach(inquiry -> turnedAway(inquiry, inquiry.ends, "not-allowed"));
    alarms.raise(
        alarm(hlr),
        Alarm.Severity.WARNING,
        "the HLR does not allow us to ask (ati-NotAllowed): have it allow anyTimeInterrogation for"
            + " our address; one question an hour tries");
  }

  private void opened(Hlr hlr) {
    boolean isNews;
    synchronized (this) {
      isNews = desk(hlr).open();
    }
    if (isNews) {
      alarms.clear(alarm(hlr));
    }
  }

  private static String alarm(Hlr hlr) {
    return "hlr " + hlr.name() + " interrogation";
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
    answers.failure(inquiry, reason, entered -> finish(inquiry, null, entered, reason));
  }

  private void finish(
      Inquiry inquiry,
      @Nullable InterrogationResult result,
      Entrance.End entered,
      @Nullable String failure) {
    List<Consumer<InquiryEnd>> ends;
    synchronized (this) {
      ends = List.copyOf(inquiry.ends);
      desk(inquiry.hlr).end(inquiry, clock.instant());
    }
    count("pna.ph.ended", inquiry, "end", failure == null ? "answered" : failure);
    InquiryEnd end =
        new InquiryEnd(
            inquiry.key.subscriber(),
            inquiry.key.domain(),
            inquiry.askedAt,
            result,
            entered,
            failure);
    ends.forEach(one -> one.accept(end));
    listener.accept(end);
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

  /** Which register is asked about somebody; null if none, or none that can take it now. */
  @Nullable Hlr open(SubscriberId name) {
    Hlr hlr = hlrs.of(name);
    return hlr != null && isOpen(hlr) ? hlr : null;
  }

  private synchronized boolean isOpen(Hlr hlr) {
    return desk(hlr).isOpen(clock.instant()) && desk(hlr).hasRoom();
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
