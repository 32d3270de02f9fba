package org.pna.normalise;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.pna.model.Source;

/**
 * Keeps a node's failure from looking like all its subscribers' goodbye (semantics T15): of more
 * negatives than the limits allow those beyond are to be held, and afterwards let go at a limited
 * rate. It counts; who is held, and until when, is for others to keep. Safe for use by many
 * threads.
 *
 * <p>Negatives count whether they are held or not, so that one that goes on is held to its end.
 */
public final class MassNegatives implements HoldPolicy {
  /** So far behind the last second seen it is the clock that was set back. */
  private static final int LATE_SECONDS = 60;

  private final NegativeLimits limits;
  private final LongSupplier presentities;
  private final Alarm alarm;
  private final Map<Source, NegativeWindow> windows = new HashMap<>(); // one for each adapter
  private long second = Long.MIN_VALUE / 2;
  private int released;
  private long promisedSecond = Long.MIN_VALUE / 2;
  private int promised;

  /** Told when a supplier's negatives begin to be held, and when the last has been let go. */
  @FunctionalInterface
  public interface Alarm {
    /**
     * Called on any thread, not to block.
     *
     * @param raised false when it is over
     */
    void massNegatives(Source source, boolean raised);
  }

  /**
   * @param presentities how many are held; asked for each negative beyond the least bound
   */
  public MassNegatives(NegativeLimits limits, LongSupplier presentities, Alarm alarm) {
    this.limits = limits;
    this.presentities = presentities;
    this.alarm = alarm;
  }

  @Override
  public @Nullable Instant hold(Source source, String presentity, Instant time) {
    Instant until = time.plus(limits.hold());
    boolean raised;
    synchronized (this) {
      NegativeWindow window =
          windows.computeIfAbsent(
              source, any -> new NegativeWindow((int) Math.max(1, limits.within().toSeconds())));
      long count = window.add(presentity, time);
      if (count <= limits.least() || count <= presentities.getAsLong() * limits.share() / 100) {
        return null;
      }
      raised = window.alarmUntil().equals(Instant.MIN);
      window.alarmUntil(until);
    }
    if (raised) {
      alarm.massNegatives(source, true);
    }
    return until;
  }

  /**
   * Asks for one that falls due.
   *
   * @return null if it may take effect now; else when to ask again, a whole second that is promised
   *     to no more than the rate allows
   */
  @Override
  public synchronized @Nullable Instant release(Instant now) {
    move(now.getEpochSecond());
    if (released < limits.rate()) {
      released++;
      return null;
    }
    if (promisedSecond <= second) {
      promisedSecond = second + 1;
      promised = 0;
    } else if (promised == limits.rate()) {
      promisedSecond++;
      promised = 0;
    }
    promised++;
    return Instant.ofEpochSecond(promisedSecond);
  }

  private void move(long now) {
    if (now < second - LATE_SECONDS) {
      promisedSecond = now;
    } else if (now <= second) {
      return;
    }
    second = now;
    released = 0;
  }

  /** Ends the alarms that are over; to be called about every second. */
  public void tick(Instant now) {
    List<Source> over = new ArrayList<>(0);
    synchronized (this) {
      if (promisedSecond >= now.getEpochSecond()) {
        return;
      }
      windows.forEach(
          (source, window) -> {
            Instant until = window.alarmUntil();
            if (!until.equals(Instant.MIN) && now.isAfter(until.plusSeconds(1))) {
              window.alarmUntil(Instant.MIN);
              over.add(source);
            }
          });
    }
    over.forEach(source -> alarm.massNegatives(source, false));
  }
}
