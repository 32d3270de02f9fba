package org.pna.endurance;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Events by senders that each have one on its way, of the subscribers that are theirs in turn: what
 * was not answered is sent again.
 */
final class TurnsLoad<C extends TurnCourse> implements NetworkLoad {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** So long may a gateway that lives leave an event without an answer. */
  private static final Duration LONGEST = Duration.ofSeconds(30);

  /** Before the next try, where nobody listens just now. */
  private static final long AGAIN_MILLIS = 20;

  private final Senders<C> senders;
  private final long[] limits;
  private final List<C> courses = new ArrayList<>();
  private Mode mode = Mode.PAUSED;
  private int sending;
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
   * @param senders whose they are; closed with it
   * @param window how many senders
   * @param limits events of each subscriber at most
   */
  TurnsLoad(Senders<C> senders, int window, long[] limits) {
    this.senders = senders;
    this.limits = limits.clone();
    for (int i = 0; i < limits.length; i++) {
      courses.add(senders.course(i));
    }
    for (int i = 0; i < window; i++) {
      List<C> own = new ArrayList<>();
      for (int course = i; course < limits.length; course += window) {
        own.add(courses.get(course));
      }
      Thread sender = new Thread(() -> run(own), "sender-" + i);
      sender.setDaemon(true);
      sender.start();
    }
  }

  @Override
  public List<C> courses() {
    return courses;
  }

  @Override
  public boolean awaitReachable(Duration patience) throws InterruptedException {
    return senders.awaitReachable(patience);
  }

  @Override
  public synchronized void resume() {
    for (C course : courses) {
      Long first = course.sentFirst;
      if (course.isOpen() && first != null) {
        resent++;
        resentLate += System.nanoTime() - first > REPEATABLE.toNanos() ? 1 : 0;
      }
    }
    become(Mode.RUNNING);
  }

  @Override
  public synchronized void pause() throws InterruptedException {
    become(Mode.PAUSED);
    await(() -> sending == 0, PATIENCE);
    if (broken != null || sending > 0) {
      throw new IllegalStateException("the load has ended", broken);
    }
  }

  @Override
  public synchronized boolean drain(Duration patience) throws InterruptedException {
    become(Mode.DRAINING);
    return await(() -> courses.stream().noneMatch(Course::isOwed), patience);
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
    for (C course : courses) {
      inFlight += course.isOpen() && course.sentNow != null ? 1 : 0;
      course.sentNow = null;
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
    senders.close();
  }

  private synchronized void become(Mode next) {
    mode = next;
    notifyAll();
  }

  private boolean await(BooleanSupplier condition, Duration patience) throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (!condition.getAsBoolean()) {
      long left = (deadline - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return false;
      }
      wait(left);
    }
    return true;
  }

  private void run(List<C> own) {
    try (Senders.Sender<C> sender = senders.open()) {
      for (int turn = 0; event(sender, own.get(turn % own.size()), own); turn++) {}
    } catch (InterruptedException | IOException | RuntimeException e) {
      synchronized (this) {
        broken = e;
        notifyAll();
      }
    }
  }

  /** Lets a subscriber's next event be acknowledged, in its time; false once closed. */
  private boolean event(Senders.Sender<C> sender, C course, List<C> own)
      throws InterruptedException, IOException {
    boolean more;
    synchronized (this) {
      while (mode != Mode.CLOSED && !mayBegin(own)) {
        wait();
      }
      if (mode == Mode.CLOSED) {
        return false;
      }
      more = course.acknowledged < limits[course.number];
      if (mode == Mode.RUNNING && more) {
        course.begin(Instant.now());
        sender.begin(course);
      }
    }
    while (more && course.isOwed()) {
      if (!claim(course)) {
        return false;
      }
      answered(course, sender.send());
    }
    return true;
  }

  private boolean mayBegin(List<C> own) {
    return mode == Mode.RUNNING
        && own.stream().anyMatch(course -> course.acknowledged < limits[course.number]);
  }

  /** Waits until it may be sent; false once closed. */
  private synchronized boolean claim(C course) throws InterruptedException {
    while (mode == Mode.PAUSED) {
      wait();
    }
    if (mode == Mode.CLOSED) {
      return false;
    }
    sending++;
    if (course.sentNow == null) {
      course.sentNow = System.nanoTime();
    }
    if (course.sentFirst == null) {
      course.sentFirst = System.nanoTime();
    }
    return true;
  }

  private synchronized void answered(C course, boolean answered) throws InterruptedException {
    sending--;
    if (answered) {
      course.acknowledged++;
      course.happened = null;
      course.sentFirst = null;
      course.sentNow = null;
    } else {
      Long since = course.sentNow;
      if (since != null && System.nanoTime() - since > LONGEST.toNanos()) {
        unanswered++;
        course.sentNow = null;
      }
    }
    notifyAll();
    if (!answered) {
      wait(AGAIN_MILLIS);
    }
  }
}
