package org.pna.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.pna.model.Urgency;

class LanesTest {
  private static final Instant START = Instant.parse("2026-11-20T12:00:00Z");

  private static final Duration DAY = Duration.ofDays(1);

  private final List<String> heard = Collections.synchronizedList(new ArrayList<>());

  @Test
  void tasksOfAPresentityKeepTheirOrder() throws Exception {
    try (Lanes lanes = new Lanes(4, 10_000, DAY, (p, d) -> null)) {
      for (int i = 0; i < 1000; i++) {
        String name = "sip:" + i % 7;
        int number = i;
        assertThat(lanes.submit(name, () -> heard.add(name + ' ' + number))).isTrue();
      }
      drain(lanes, START);
    }
    for (int p = 0; p < 7; p++) {
      String prefix = "sip:" + p + ' ';
      List<Integer> numbers =
          heard.stream()
              .filter(s -> s.startsWith(prefix))
              .map(s -> Integer.valueOf(s.substring(prefix.length())))
              .toList();
      assertThat(numbers).isSorted().isNotEmpty();
    }
  }

  @Test
  void whatWaitsAtTheSameTimeRunsTogetherButNotTooMuchOfIt() throws Exception {
    CountDownLatch open = new CountDownLatch(1);
    CountDownLatch busy = new CountDownLatch(1);
    Consumer<Runnable> together =
        tasks -> {
          tasks.run();
          heard.add("end");
        };
    try (Lanes lanes = new Lanes(1, 100, DAY, (p, d) -> null, together)) {
      lanes.submit(
          "a",
          () -> {
            busy.countDown();
            await(open);
          });
      await(busy);
      for (int i = 0; i < 20; i++) {
        lanes.submit("a", () -> heard.add("task"));
      }
      open.countDown();
    }
    assertThat(heard).filteredOn("task"::equals).hasSize(20);
    assertThat(heard.indexOf("end")).as("the first of them was busy").isEqualTo(15);
    assertThat(heard.get(heard.size() - 1)).isEqualTo("end");
    // what ends the lane may come alone
    assertThat(heard).filteredOn("end"::equals).hasSizeBetween(2, 3);
  }

  @Test
  void aStoppedLaneTakesNothingAndHasDoneWhatItTook() {
    Lanes lanes = new Lanes(1, 1_000, DAY, (p, d) -> null);
    for (int i = 0; i < 500; i++) {
      assertThat(lanes.submit("a", () -> heard.add("task"))).isTrue();
    }
    lanes.close();
    assertThat(lanes.submit("a", () -> heard.add("late"))).isFalse();
    assertThat(heard).hasSize(500).containsOnly("task");
  }

  @Test
  void aFullLaneRefusesAndOthersGoOn() throws Exception {
    CountDownLatch open = new CountDownLatch(1);
    CountDownLatch busy = new CountDownLatch(1);
    try (Lanes lanes = new Lanes(1, 2, DAY, (p, d) -> null)) {
      lanes.submit(
          "a",
          () -> {
            busy.countDown();
            await(open);
          });
      await(busy);
      assertThat(lanes.submit("a", () -> heard.add("1"))).isTrue();
      assertThat(lanes.submit("a", () -> heard.add("2"))).isTrue();
      assertThat(lanes.submit("a", () -> heard.add("3"))).isFalse();
      assertThat(lanes.waiting()).isEqualTo(2);
      open.countDown();
    }
    assertThat(heard).containsExactly("1", "2");
  }

  @Test
  void alarmsRingInTheirOrderBeforeWhatComesLater() throws Exception {
    try (Lanes lanes = new Lanes(1, 10, DAY, this::ring)) {
      lanes.submit(
          "a",
          () -> {
            lanes.wake(START.plusSeconds(2), START, "b");
            lanes.wake(START.plusSeconds(1), START, "a");
            lanes.wake(START.plusSeconds(2), START, "a");
            lanes.wake(START.plusSeconds(9), START, "a");
          });
      lanes.submit("a", Urgency.TRANSITION, START.plusSeconds(2), () -> heard.add("task"));
      drain(lanes, START.plusSeconds(3));
    }
    assertThat(heard)
        .containsExactly(
            "a@2026-11-20T12:00:01Z", "a@2026-11-20T12:00:02Z", "b@2026-11-20T12:00:02Z", "task");
  }

  @Test
  @DisplayName("an alarm asked for by an event of an earlier time is put off by as much")
  void alarmsNeverRingInThePast() throws Exception {
    try (Lanes lanes = new Lanes(1, 10, DAY, this::ring)) {
      lanes.submit(
          "a",
          Urgency.TRANSITION,
          START.plusSeconds(60),
          () -> lanes.wake(START.plusSeconds(10), START, "a"));
      lanes.submit("a", Urgency.TRANSITION, START.plusSeconds(69), () -> heard.add("task"));
      drain(lanes, START.plusSeconds(70));
    }
    assertThat(heard).containsExactly("task", "a@2026-11-20T12:01:10Z");
  }

  @Test
  void whatIsFurtherAwayThanTheHorizonIsNotKept() throws Exception {
    try (Lanes lanes = new Lanes(1, 10, Duration.ofSeconds(60), this::ring)) {
      lanes.submit(
          "a",
          () -> {
            lanes.wake(START.plusSeconds(61), START, "far");
            lanes.wake(START.plusSeconds(60), START, "near");
          });
      drain(lanes, START.plusSeconds(100));
    }
    assertThat(heard).containsExactly("near@2026-11-20T12:01:00Z");
  }

  @Test
  void theNextMomentThatAHandlerNamesRingsToo() throws Exception {
    Lanes.AlarmHandler handler =
        (p, due) -> {
          heard.add(p + '@' + due);
          return heard.size() < 3 ? due.plusSeconds(10) : null;
        };
    try (Lanes lanes = new Lanes(1, 10, DAY, handler)) {
      lanes.submit("a", () -> lanes.wake(START.plusSeconds(1), START, "a"));
      drain(lanes, START.plusSeconds(11));
      drain(lanes, START.plusSeconds(100));
    }
    assertThat(heard)
        .containsExactly(
            "a@2026-11-20T12:00:01Z", "a@2026-11-20T12:00:11Z", "a@2026-11-20T12:00:21Z");
  }

  @Test
  @DisplayName("S6: a tenth of a lane is kept for attach and detach")
  void aReserveForWhatIsUrgent() throws Exception {
    CountDownLatch open = new CountDownLatch(1);
    CountDownLatch busy = new CountDownLatch(1);
    try (Lanes lanes = new Lanes(1, 10, DAY, (p, d) -> null)) {
      lanes.submit(
          "a",
          () -> {
            busy.countDown();
            await(open);
          });
      await(busy);
      for (int i = 0; i < 9; i++) {
        assertThat(lanes.submit("a", Urgency.LOCATION, START, () -> {})).isTrue();
      }
      assertThat(lanes.submit("a", Urgency.LOCATION, START, () -> heard.add("place"))).isFalse();
      assertThat(lanes.submit("a", () -> heard.add("watcher's"))).isFalse();
      assertThat(lanes.submit("a", Urgency.TRANSITION, START, () -> heard.add("attach"))).isTrue();
      assertThat(lanes.submit("a", Urgency.TRANSITION, START, () -> heard.add("full"))).isFalse();
      open.countDown();
    }
    assertThat(heard).containsExactly("attach");
  }

  @Test
  void aFailingAlarmHarmsNoNeighbour() throws Exception {
    Lanes.AlarmHandler broken =
        (p, due) -> {
          if (p.equals("broken")) {
            throw new IllegalStateException("on purpose");
          }
          return ring(p, due);
        };
    try (Lanes lanes = new Lanes(1, 10, DAY, broken)) {
      lanes.submit(
          "a",
          () -> {
            lanes.wake(START.plusSeconds(1), START, "broken");
            lanes.wake(START.plusSeconds(2), START, "whole");
          });
      lanes.submit(
          "a", Urgency.TRANSITION, START.plusSeconds(3), () -> heard.add("neighbour's event"));
    }
    assertThat(heard).containsExactly("whole@2026-11-20T12:00:02Z", "neighbour's event");
  }

  private @Nullable Instant ring(String presentity, Instant due) {
    heard.add(presentity + '@' + due);
    return null;
  }

  @Test
  void aFailingTaskHarmsNoNeighbour() throws Exception {
    try (Lanes lanes = new Lanes(1, 10, DAY, (p, d) -> null)) {
      lanes.submit(
          "a",
          () -> {
            throw new IllegalStateException("on purpose");
          });
      lanes.submit("a", () -> heard.add("after"));
    }
    assertThat(heard).containsExactly("after");
  }

  private static void drain(Lanes lanes, Instant now) {
    CountDownLatch done = new CountDownLatch(4);
    int moved = lanes.advance(now, done::countDown);
    for (int i = moved; i < 4; i++) {
      done.countDown();
    }
    await(done);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
