package org.pna.normalise;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.pna.model.Source;

/** Rule T15: a mass of negatives is held, and let go again at its rate. */
class MassNegativesTest {
  private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
  private static final NegativeLimits LIMITS =
      new NegativeLimits(1, 1_000, Duration.ofSeconds(60), Duration.ofMinutes(2), 100);

  private final AtomicInteger last = new AtomicInteger();
  private final List<String> alarms = new ArrayList<>();
  private long presentities = 50_000;
  private final MassNegatives guard =
      new MassNegatives(
          LIMITS, () -> presentities, (source, raised) -> alarms.add(source + " " + raised));

  @Test
  void theFirstThousandPassAndTheRestIsHeld() {
    assertThat(held(1_000, START)).isZero();
    assertThat(alarms).isEmpty();
    assertThat(held(500, START.plusSeconds(30))).isEqualTo(500);
    assertThat(alarms).containsExactly("pc true");
  }

  @Test
  void theBoundIsTheShareWhereThatIsMore() {
    presentities = 1_000_000;
    assertThat(held(10_000, START)).isZero();
    assertThat(held(1, START)).isEqualTo(1);
  }

  @Test
  void itSlides() {
    assertThat(held(600, START)).isZero();
    assertThat(held(400, START.plusSeconds(59))).isZero();
    // The 600 are out of the minute now, the 400 are not.
    assertThat(held(601, START.plusSeconds(60))).isEqualTo(1);
    // What was held counts, too: a mass that goes on is held to its end.
    assertThat(held(1, START.plusSeconds(118))).isEqualTo(1);
    assertThat(held(400, START.plusSeconds(119))).isEqualTo(2);
    assertThat(held(1_000, START.plusSeconds(1_000))).isZero();
  }

  @Test
  void eachSupplierIsCountedForItself() {
    assertThat(held(1_000, START)).isZero();
    assertThat(guard.hold(Source.PG, next(), START)).isNull();
    assertThat(guard.hold(Source.PC, next(), START)).isEqualTo(START.plusSeconds(120));
  }

  @Test
  void aSlowLaneCountsAndAClockSetBackBeginsAnew() {
    assertThat(held(1_000, START)).isZero();
    assertThat(held(1, START.minusSeconds(90))).isEqualTo(1);
    assertThat(held(1_000, START.minusSeconds(3_600))).isZero();
    assertThat(held(1, START.minusSeconds(3_600))).isEqualTo(1);
  }

  @Test
  void theBacklogIsLetGoAtItsRateAndInTheEndAll() {
    PriorityQueue<Instant> due = new PriorityQueue<>(Comparator.naturalOrder());
    IntStream.range(0, 2_500).forEach(i -> due.add(START.plusMillis(i % 1_000)));
    int asked = 0;
    for (Instant second = START; !due.isEmpty(); second = second.plusSeconds(1)) {
      int gone = 0;
      while (!due.isEmpty() && due.element().isBefore(second.plusSeconds(1))) {
        Instant now = due.remove();
        Instant again = guard.release(now);
        asked++;
        if (again == null) {
          gone++;
        } else {
          assertThat(again).isAfter(now);
          due.add(again);
        }
      }
      assertThat(gone).isEqualTo(100);
    }
    assertThat(asked).as("each waits for a second of its own").isEqualTo(2_500 + 2_400);
  }

  @Test
  void whoeverComesBetweenKeepsTheRate() {
    PriorityQueue<Instant> due = new PriorityQueue<>(Comparator.naturalOrder());
    IntStream.range(0, 1_000).forEach(i -> due.add(START));
    int second = 0;
    int asked = 0;
    for (; !due.isEmpty(); second++) {
      Instant end = START.plusSeconds(second + 1);
      int gone = 0;
      if (second < 5) {
        IntStream.range(0, 50).forEach(i -> due.add(end.minusMillis(1_000 - i)));
      }
      while (!due.isEmpty() && due.element().isBefore(end)) {
        Instant again = guard.release(due.remove());
        asked++;
        gone += again == null ? 1 : 0;
        if (again != null) {
          due.add(again);
        }
      }
      assertThat(gone).isLessThanOrEqualTo(100);
    }
    assertThat(second).isBetween(13, 16);
    assertThat(asked).isLessThan(4 * 1_250);
  }

  @Test
  void theAlarmEndsWithTheBacklog() {
    held(1_300, START);
    assertThat(alarms).containsExactly("pc true");
    guard.tick(START.plusSeconds(119));
    assertThat(alarms).hasSize(1);
    Instant due = START.plusSeconds(120);
    IntStream.range(0, 300).forEach(i -> guard.release(due));
    guard.tick(START.plusSeconds(121));
    guard.tick(START.plusSeconds(122));
    assertThat(alarms).as("two seconds are promised").hasSize(1);
    guard.tick(START.plusSeconds(123));
    guard.tick(START.plusSeconds(124));
    assertThat(alarms).containsExactly("pc true", "pc false");
    held(1_300, START.plusSeconds(500));
    assertThat(alarms).containsExactly("pc true", "pc false", "pc true");
  }

  @Test
  void manyThreadsLetExactlyTheBoundPass() throws InterruptedException {
    AtomicInteger held = new AtomicInteger();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      threads.add(new Thread(() -> held.addAndGet(held(1_000, START))));
    }
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(held).hasValue(3_000);
    assertThat(alarms).hasSize(1);
  }

  @Test
  void whoeverComesAndGoesCountsOnce() {
    for (int i = 0; i < 5_000; i++) {
      assertThat(guard.hold(Source.PC, "sip:flapping@pna.test", START.plusSeconds(i / 100)))
          .isNull();
    }
    assertThat(held(999, START.plusSeconds(50))).isZero();
    assertThat(held(1, START.plusSeconds(50))).isEqualTo(1);
    // He counts at his last time: a minute after his first he still does.
    assertThat(held(1, START.plusSeconds(108))).isEqualTo(1);
    assertThat(held(1, START.plusSeconds(109))).as("only he has gone by").isEqualTo(1);
    assertThat(held(1, START.plusSeconds(110))).isZero();
  }

  private String next() {
    return "sip:" + last.incrementAndGet() + "@pna.test";
  }

  private int held(int negatives, Instant time) {
    return (int)
        IntStream.range(0, negatives)
            .filter(i -> guard.hold(Source.PC, next(), time) != null)
            .count();
  }
}
