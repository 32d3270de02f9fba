package org.pna.ph;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The questions to one register: those that wait for their turn, those that pause before their next
 * attempt, and those under way. Touched under the questioner's lock only.
 */
final class HlrDesk {
  /** How long a register that does not allow us to ask is left alone. */
  private static final Duration LEFT_ALONE = Duration.ofHours(1);

  /** Requests under way for each that may go in a second: half a minute's would do no good. */
  private static final int PER_RATE = 10;

  /** Of a register for which so many seconds' questions wait each is asked the state alone. */
  private static final int BACKLOG = 30;

  final Hlr hlr;
  final Register register;
  private final int bound;
  private final Map<Inquiry.Key, Inquiry> known = new HashMap<>();
  private final InquiryQueue queue = new InquiryQueue();
  private final Agenda<Inquiry> pausing = new Agenda<>();
  private final Deque<Inquiry> goingOn = new ArrayDeque<>(); // of those under way
  private int underWay;
  private final Refused refused = new Refused();
  private final Refused refusedLocation = new Refused();
  private @Nullable Instant closedUntil;
  private @Nullable Instant stateOnlyUntil;

  /**
   * @param register the way to it
   * @param bound questions at a time
   */
  HlrDesk(Hlr hlr, Register register, int bound) {
    this.hlr = hlr;
    this.register = register;
    this.bound = bound;
  }

  /** How many there are. */
  int size() {
    return known.size();
  }

  /** Whether half of the room is left. */
  boolean hasRoom() {
    return known.size() < bound / 2;
  }

  boolean isFull() {
    return known.size() >= bound;
  }

  /**
   * Lets somebody wait for a question that is here already.
   *
   * @return whether it is
   */
  boolean join(Inquiry.Key key, Priority priority, @Nullable Consumer<InquiryEnd> end) {
    Inquiry same = known.get(key);
    if (same == null) {
      return false;
    }
    if (end != null) {
      same.ends.add(end);
    }
    if (same.isUnderWay) {
      same.again |= priority == Priority.RECORD;
    } else if (priority.compareTo(same.priority) < 0) {
      boolean waits = queue.remove(same); // else it pauses before its next attempt
      same.priority = priority;
      if (waits) {
        queue.add(same);
      }
    }
    return true;
  }

  void add(Inquiry inquiry) {
    known.put(inquiry.key, inquiry);
    queue.add(inquiry);
  }

  /** Makes room by giving up the least urgent, if that is less than a priority; else null. */
  @Nullable Inquiry displace(Priority priority) {
    Inquiry displaced = queue.displace(priority);
    if (displaced != null) {
      known.remove(displaced.key);
    }
    return displaced;
  }

  /** Has those wait for their turn that have paused long enough. */
  void resume(Instant now) {
    for (Inquiry one = pausing.first(now); one != null; one = pausing.first(now)) {
      pausing.remove(one);
      queue.add(one);
    }
  }

  /**
   * Whether one may be begun.
   *
   * @param urgent only those that somebody waits for
   * @param rate of requests a second
   */
  boolean hasNext(boolean urgent, int rate) {
    return queue.hasNext(urgent) && underWay < rate * PER_RATE;
  }

  /** Begins the next attempt of the one whose turn it is. */
  Inquiry begin(boolean urgent, Instant now) {
    Inquiry inquiry = Objects.requireNonNull(queue.poll(urgent), "asked for one too many");
    inquiry.isUnderWay = true;
    inquiry.attempts++;
    inquiry.askedAt = now;
    underWay++;
    return inquiry;
  }

  /** An attempt came to nothing; the next is for later. */
  void pause(Inquiry inquiry, Instant until) {
    inquiry.isUnderWay = false;
    inquiry.again = false;
    inquiry.request = 0;
    inquiry.told = null;
    underWay--;
    pausing.put(inquiry, until);
  }

  /**
   * A request was answered; if the register has more to tell, that is asked for next, unless so
   * many wait that it is better to know the state of twice as many.
   *
   * @param rate of requests a second
   */
  boolean goOn(Inquiry inquiry, Instant now, int rate) {
    boolean isBusy = queue.size() > rate * BACKLOG;
    boolean isStateOnly = isBusy || (stateOnlyUntil != null && now.isBefore(stateOnlyUntil));
    if (isStateOnly || inquiry.request + 1 >= register.requests()) {
      return false;
    }
    inquiry.request++;
    goingOn.add(inquiry);
    return true;
  }

  boolean hasGoingOn() {
    return !goingOn.isEmpty();
  }

  /** Whose next request goes: who was begun is brought to an end. */
  Inquiry goingOn() {
    return goingOn.remove();
  }

  /** Whether a refusal to tell of somebody stands for all. */
  boolean refusesAll(Inquiry inquiry) {
    return (inquiry.told == null ? refused : refusedLocation).add(inquiry.key.subscriber());
  }

  /** More than the state we are not allowed to ask. */
  void stateOnly(Instant now) {
    stateOnlyUntil = now.plus(LEFT_ALONE);
  }

  /** A question that is under way has ended; asked anew meanwhile, it waits again. */
  void end(Inquiry inquiry, Instant now) {
    underWay--;
    known.remove(inquiry.key, inquiry);
    if (inquiry.again) {
      add(inquiry.once(now));
    }
  }

  /** We are not allowed to ask; gives back all that are not under way. */
  List<Inquiry> close(Instant now) {
    closedUntil = now.plus(LEFT_ALONE);
    List<Inquiry> waiting = new ArrayList<>();
    known.values().removeIf(one -> !one.isUnderWay && waiting.add(one));
    for (Inquiry one : waiting) {
      pausing.remove(one);
    }
    queue.clear();
    return waiting;
  }

  /** It told us of a location. */
  void openLocation() {
    refusedLocation.clear();
  }

  /** We are; tells whether it is news. */
  boolean open() {
    refused.clear();
    boolean was = closedUntil != null;
    closedUntil = null;
    return was;
  }

  boolean isClosed() {
    return closedUntil != null;
  }

  /** Whether {@link #admits} would be true. */
  boolean isOpen(Instant now) {
    return closedUntil == null || !now.isBefore(closedUntil);
  }

  /** Whether a question may be taken: of a register that is closed, one each hour. */
  boolean admits(Instant now) {
    if (!isOpen(now)) {
      return false;
    }
    if (closedUntil != null) {
      closedUntil = now.plus(LEFT_ALONE);
    }
    return true;
  }
}
