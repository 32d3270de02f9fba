package org.pna.endurance;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.pna.simulator.NasExchange;

/**
 * Accounting over UDP by GGSNs that each have one request on its way: what was not answered is sent
 * again, by turns as it was and with another identifier.
 */
final class AccountingLoad implements NetworkLoad {
  private static final Duration PATIENCE = Duration.ofMillis(500);

  /** Tries that a gateway which lives may leave without an answer. */
  private static final int TRIES = 60;

  private final long[] limits;
  private final List<AccountingCourse> courses = new ArrayList<>();
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
   * @param gateway where it goes
   * @param window how many GGSNs
   * @param limits events of each subscriber at most
   */
  AccountingLoad(InetSocketAddress gateway, int window, long[] limits, long seed) {
    this.limits = limits.clone();
    for (int i = 0; i < limits.length; i++) {
      courses.add(new AccountingCourse(i, seed));
    }
    for (int i = 0; i < window; i++) {
      List<AccountingCourse> own = new ArrayList<>();
      for (int course = i; course < limits.length; course += window) {
        own.add(courses.get(course));
      }
      Thread ggsn = new Thread(() -> run(gateway, own), "ggsn-" + i);
      ggsn.setDaemon(true);
      ggsn.start();
    }
  }

  @Override
  public List<AccountingCourse> courses() {
    return courses;
  }

  @Override
  public synchronized void resume() {
    for (AccountingCourse course : courses) {
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
    await(() -> sending == 0, PATIENCE.multipliedBy(10));
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
    for (AccountingCourse course : courses) {
      inFlight += course.isOpen() && course.sentNow ? 1 : 0;
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

  private void run(InetSocketAddress gateway, List<AccountingCourse> own) {
    try (NasExchange exchange = new NasExchange(gateway, GatewayFolder.RADIUS_SECRET, "10.0.0.9")) {
      for (int turn = 0; ; turn++) {
        if (!event(exchange, own.get(turn % own.size()), own, turn)) {
          return;
        }
      }
    } catch (InterruptedException | IOException | RuntimeException e) {
      synchronized (this) {
        broken = e;
        notifyAll();
      }
    }
  }

  /** Lets a subscriber's next event be acknowledged, in its time; false once closed. */
  private boolean event(
      NasExchange exchange, AccountingCourse course, List<AccountingCourse> own, int turn)
      throws InterruptedException, IOException {
    boolean more;
    synchronized (this) {
      while (mode != Mode.CLOSED && !mayBegin(own)) {
        wait();
      }
      more = course.acknowledged < limits[course.number];
      if (mode == Mode.RUNNING && more) {
        course.next(Instant.now());
        exchange.begin(
            Objects.requireNonNull(course.status),
            course.session,
            Objects.requireNonNull(course.happened));
      }
    }
    for (int tries = 1; more && course.isOwed(); tries++) {
      if (!claim(course)) {
        return false;
      }
      answered(course, exchange.send(PATIENCE), tries);
      if ((tries + turn) % 2 == 0) { // at a kill, for half of them
        exchange.renew(Instant.now());
      }
    }
    return true;
  }

  private boolean mayBegin(List<AccountingCourse> own) {
    return mode == Mode.RUNNING
        && own.stream().anyMatch(course -> course.acknowledged < limits[course.number]);
  }

  /** Waits until it may be sent; false once closed. */
  private synchronized boolean claim(AccountingCourse course) throws InterruptedException {
    while (mode == Mode.PAUSED) {
      wait();
    }
    if (mode == Mode.CLOSED) {
      return false;
    }
    sending++;
    course.sentNow = true;
    if (course.sentFirst == null) {
      course.sentFirst = System.nanoTime();
    }
    return true;
  }

  private synchronized void answered(AccountingCourse course, boolean answered, int tries) {
    sending--;
    if (answered) {
      course.acknowledged++;
      course.happened = null;
      course.sentFirst = null;
      course.sentNow = false;
    } else {
      unanswered += tries == TRIES ? 1 : 0;
    }
    notifyAll();
  }
}
