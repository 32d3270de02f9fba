package org.pna.routes;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.pna.model.Urgency;

/**
 * The threads that own presence state: a presentity belongs to one lane, by its URI, and only that
 * lane touches its state. So there are no locks around it, and its events stay in order.
 */
public final class Lanes implements AutoCloseable {
  private static final long DRAIN_MILLIS = 10_000;

  /** Called on the presentity's lane when a moment asked for has come. */
  @FunctionalInterface
  public interface AlarmHandler {
    /**
     * The moment has come.
     *
     * @return the next one, or null
     */
    @Nullable Instant ring(String presentity, Instant due);
  }

  private final List<Lane> lanes = new ArrayList<>();

  /**
   * @param count number of threads, at least 1
   * @param capacity tasks that may wait in each lane; beyond it {@link #submit} refuses
   * @param horizon how far ahead alarms are kept here; who asks for later ones finds them elsewhere
   *     when their time comes
   * @param handler told of alarms
   */
  public Lanes(int count, int capacity, Duration horizon, AlarmHandler handler) {
    this(count, capacity, horizon, handler, Runnable::run);
  }

  /**
   * @param together runs some tasks that waited at the same time, on the lane's thread; the store's
   *     {@link org.pna.publisher.store.PresenceStore#together}
   */
  Lanes(
      int count,
      int capacity,
      Duration horizon,
      AlarmHandler handler,
      Consumer<Runnable> together) {
    for (int i = 0; i < count; i++) {
      lanes.add(new Lane("lane-" + i, capacity, horizon, handler, together));
    }
  }

  /**
   * Runs a task on the presentity's lane; false when that lane is full, its reserve for what is
   * urgent aside.
   */
  public boolean submit(String presentity, Runnable task) {
    return lane(presentity).submit(Urgency.LOCATION, task);
  }

  /**
   * Runs a task on the presentity's lane at a moment of the clock: what was due before it rings
   * first. False when that lane is full; a tenth of it is kept for what is urgent (rule S6).
   */
  public boolean submit(String presentity, Urgency urgency, Instant time, Runnable task) {
    Lane lane = lane(presentity);
    return lane.submit(
        urgency,
        () -> {
          lane.advance(time);
          task.run();
        });
  }

  /**
   * Asks for an alarm; only from the presentity's own lane.
   *
   * @param due when it rings, counted from {@code heard}
   * @param heard time of the event that asks; as far as that lies behind the lane's clock the alarm
   *     is put off, so that it never rings for a time before the event was handled
   */
  public void wake(Instant due, Instant heard, String presentity) {
    lane(presentity).wake(due, heard, presentity);
  }

  /**
   * Moves the clock of all lanes.
   *
   * @param done run once by each lane that has moved
   * @return number of lanes that will run it: a full lane does not, the next event moves it
   */
  public int advance(Instant now, Runnable done) {
    int moved = 0;
    for (Lane lane : lanes) {
      boolean accepted =
          lane.submit(
              () -> {
                lane.advance(now);
                done.run();
              });
      moved += accepted ? 1 : 0;
    }
    return moved;
  }

  /** Tasks waiting in all lanes. */
  public int waiting() {
    return lanes.stream().mapToInt(Lane::waiting).sum();
  }

  /** Finishes what was accepted, within ten seconds, and stops. */
  @Override
  public void close() {
    for (Lane lane : lanes) {
      try {
        lane.stop(DRAIN_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private Lane lane(String presentity) {
    return lanes.get(Math.floorMod(presentity.hashCode(), lanes.size()));
  }
}
