package org.pna.endurance;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pna.simulator.Answer;
import org.pna.simulator.Answer.Outcome;
import org.pna.simulator.SimulatedNode;
import org.pna.simulator.SimulatedNode.Report;

/**
 * Mobility events over M3UA: what was not answered is sent again as it was, octet by octet, what
 * was refused anew and later.
 */
final class MobilityLoad implements NetworkLoad {
  private final SimulatedNode vlr;
  private final SimulatedNode sgsn;
  private final int window;
  private final long[] limits;
  private final List<MobilityCourse> courses = new ArrayList<>();
  private final Deque<MobilityCourse> idle = new ArrayDeque<>();
  private Mode mode = Mode.PAUSED;
  private int open;
  private boolean sending;
  private @Nullable Throwable broken;
  private long resent;
  private long resentLate;
  private long unanswered;

  private enum Mode {
    PAUSED,
    RUNNING,
    DRAINING,
    CLOSED
  }

  /**
   * A load that waits for {@link #resume}.
   *
   * @param window events under way at a time
   * @param limits events of each subscriber at most
   */
  MobilityLoad(SimulatedNode vlr, SimulatedNode sgsn, int window, long[] limits, long seed) {
    this.vlr = vlr;
    this.sgsn = sgsn;
    this.window = window;
    this.limits = limits.clone();
    for (int i = 0; i < limits.length; i++) {
      courses.add(new MobilityCourse(i, seed));
    }
    idle.addAll(courses);
    Thread thread = new Thread(this::run, "event-load");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public List<MobilityCourse> courses() {
    return courses;
  }

  @Override
  public void resume() {
    Map<MobilityCourse, Report> owed = new LinkedHashMap<>();
    synchronized (this) {
      for (MobilityCourse course : courses) {
        Report report = course.report;
        if (report != null) {
          owed.put(course, report);
          Long first = course.sentFirst;
          resent += first == null ? 0 : 1;
          boolean late = first != null && System.nanoTime() - first > REPEATABLE.toNanos();
          resentLate += late ? 1 : 0;
        }
      }
    }
    owed.forEach(this::send);
    become(Mode.RUNNING);
  }

  @Override
  public synchronized void pause() throws InterruptedException {
    become(Mode.PAUSED);
    while (sending) {
      wait();
    }
    if (broken != null) {
      throw new IllegalStateException("the load has ended", broken);
    }
  }

  @Override
  public synchronized boolean drain(Duration patience) throws InterruptedException {
    become(Mode.DRAINING);
    return await(() -> courses.stream().allMatch(course -> course.happening == null), patience);
  }

  @Override
  public synchronized boolean awaitLimits(Duration patience) throws InterruptedException {
    return await(
        () -> courses.stream().allMatch(course -> course.acknowledged >= limits[course.number]),
        patience);
  }

  @Override
  public synchronized int bury() {
    int inFlight = 0;
    for (MobilityCourse course : courses) {
      inFlight += course.report != null && course.sentNow ? 1 : 0;
      course.sentNow = false;
    }
    return inFlight;
  }

  @Override
  public synchronized long resent() {
    return resent;
  }

  @Override
  public synchronized long resentLate() {
    return resentLate;
  }

  @Override
  public synchronized long unanswered() {
    return unanswered;
  }

  @Override
  public void close() {
    become(Mode.CLOSED);
  }

  private synchronized void become(Mode next) {
    mode = next;
    notifyAll();
  }

  private interface Condition {
    boolean holds();
  }

  private boolean await(Condition condition, Duration patience) throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (!condition.holds()) {
      long left = (deadline - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return false;
      }
      wait(left);
    }
    return true;
  }

  private void run() {
    try {
      while (sendNext()) {
        sent();
      }
    } catch (InterruptedException | RuntimeException | LinkageError e) {
      synchronized (this) {
        broken = e;
      }
    } finally {
      sent();
    }
  }

  private synchronized void sent() {
    sending = false;
    notifyAll();
  }

  /** Opens the next dialogue, in its time; false once closed. */
  private boolean sendNext() throws InterruptedException {
    MobilityCourse course;
    Report report;
    synchronized (this) {
      course = mayBegin() ? nextIdle() : null;
      while (course == null) {
        if (mode == Mode.CLOSED) {
          return false;
        }
        wait();
        course = mayBegin() ? nextIdle() : null;
      }
      sending = true;
      open++;
      Life.Happening happening = course.happening;
      if (happening == null) {
        happening = course.life.next();
        course.happening = happening;
      }
      SimulatedNode node = happening.packetSwitched() ? sgsn : vlr;
      report = node.begin(course.who, happening.code(), happening.cell());
      course.report = report;
      course.sentFirst = null;
    }
    MobilityCourse begun = course;
    var unused = report.answer().thenAccept(answer -> answered(begun, answer));
    send(course, report);
    return true;
  }

  private boolean mayBegin() {
    return (mode == Mode.RUNNING || mode == Mode.DRAINING) && open < window;
  }

  private @Nullable MobilityCourse nextIdle() {
    Iterator<MobilityCourse> candidates = idle.iterator();
    while (candidates.hasNext()) {
      MobilityCourse course = candidates.next();
      boolean hasMore = mode == Mode.RUNNING && course.acknowledged < limits[course.number];
      if (course.happening != null || hasMore) {
        candidates.remove();
        return course;
      }
    }
    return null;
  }

  private void send(MobilityCourse course, Report report) {
    synchronized (this) {
      course.sentNow = true;
      if (course.sentFirst == null) {
        course.sentFirst = System.nanoTime();
      }
    }
    try {
      report.send();
    } catch (IOException e) {
      synchronized (this) {
        course.sentNow = false; // the gateway is dead: later
      }
    }
  }

  private synchronized void answered(MobilityCourse course, Answer answer) {
    open--;
    course.report = null;
    course.sentNow = false;
    if (answer.outcome() == Outcome.RESULT) {
      course.acknowledged++;
      course.happening = null;
    } else if (answer.outcome() == Outcome.TIMEOUT) {
      unanswered++;
    } else {
      course.refused++;
    }
    idle.add(course);
    notifyAll();
  }
}
