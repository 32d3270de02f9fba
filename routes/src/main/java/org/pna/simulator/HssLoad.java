package org.pna.simulator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.pna.model.message.sh.ImsUserState;

/**
 * Push-Notification-Requests at a rate. The subscribers take turns; each has one notification open
 * at most, whose version counts up with each that was accepted: odd ones say registered, even ones
 * not registered. One that was not accepted is sent again with the same version when it is its
 * subscriber's turn, so a gateway may die and come back in between.
 */
public final class HssLoad {
  private final SimulatedHss hss;
  private final Duration patience;
  private final int window;
  private final Semaphore free;
  private final List<Course> courses = new ArrayList<>();
  private final BlockingQueue<Course> idle = new LinkedBlockingQueue<>();

  /** Guarded by this. */
  private final List<Long> nanos = new ArrayList<>();

  private int failed;

  /** What one subscriber was told of; for one thread at a time. */
  private static final class Course {
    private final String identity;
    private volatile int accepted;
    private volatile boolean inDoubt;

    private Course(String identity) {
      this.identity = identity;
    }
  }

  /**
   * A load that has not begun; puts its subscribers, {@link Subscriber#numbered} from 0, into the
   * HSS.
   *
   * @param subscribers at least 1
   * @param domain of their identities {@code sip:+MSISDN@domain}
   * @param window notifications that may be on their way at a time, at least 1
   * @param patience how long a gateway may be away
   */
  public HssLoad(SimulatedHss hss, int subscribers, String domain, int window, Duration patience) {
    if (subscribers < 1 || window < 1) {
      throw new IllegalArgumentException("need subscribers >= 1 and window >= 1");
    }
    this.hss = hss;
    this.window = window;
    this.patience = patience;
    this.free = new Semaphore(window);
    for (int i = 0; i < subscribers; i++) {
      Subscriber who = Subscriber.numbered(i);
      String identity = identity(i, domain);
      hss.subscribers().put(HssSubscriber.attached(who, identity));
      courses.add(new Course(identity));
    }
    idle.addAll(courses);
  }

  /** The public identity of a subscriber. */
  public static String identity(int subscriber, String domain) {
    return "sip:+" + Subscriber.numbered(subscriber).msisdn() + "@" + domain;
  }

  /**
   * What a subscriber is by the last notification that was accepted; null if none was, or if one
   * after it was sent that may have been kept although no answer says so.
   */
  public @Nullable ImsUserState atEnd(int subscriber) {
    Course course = courses.get(subscriber);
    return course.accepted == 0 || course.inDoubt ? null : state(course.accepted);
  }

  /** How many of a subscriber's notifications were accepted. */
  public int accepted(int subscriber) {
    return courses.get(subscriber).accepted;
  }

  private static ImsUserState state(int version) {
    return version % 2 == 1 ? ImsUserState.REGISTERED : ImsUserState.NOT_REGISTERED;
  }

  /**
   * Sends so many, and waits for their answers. May be called again, to go on.
   *
   * @param rate notifications a second at most; 0 for as many as the window lets through
   * @return what this call measured
   */
  public synchronized HssLoadReport run(int notifications, int rate) throws InterruptedException {
    long begin = System.nanoTime();
    for (int sent = 0; sent < notifications; sent++) {
      if (rate > 0) {
        long due = begin + (long) (sent * 1e9 / rate);
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
          LockSupport.parkNanos(left);
        }
      }
      free.acquire();
      Course course = idle.take();
      boolean unused = hss.awaitConnected(patience);
      push(course);
    }
    free.acquire(window);
    free.release(window);
    return report(System.nanoTime() - begin);
  }

  private void push(Course course) {
    int version = course.accepted + 1;
    ImsUserState state = state(version);
    hss.subscribers().change(course.identity, one -> one.registered(state));
    course.inDoubt = true;
    var unused =
        hss.push(course.identity)
            .thenAccept(
                answer -> {
                  if (answer.isSuccess()) {
                    course.accepted = version;
                    course.inDoubt = false;
                  }
                  ended(answer);
                  idle.add(course);
                  free.release();
                });
  }

  private void ended(PushAnswer answer) {
    synchronized (nanos) {
      if (answer.isSuccess()) {
        nanos.add(answer.took().toNanos());
      } else {
        failed++;
      }
    }
  }

  private HssLoadReport report(long elapsed) {
    synchronized (nanos) {
      HssLoadReport report = HssLoadReport.of(nanos, failed, elapsed);
      nanos.clear();
      failed = 0;
      return report;
    }
  }
}
