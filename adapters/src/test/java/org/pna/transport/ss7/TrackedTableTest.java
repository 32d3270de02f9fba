package org.pna.transport.ss7;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is tracked: its form on disk, its wheel, and what it costs. */
class TrackedTableTest {
  private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
  private static final CapSettings SETTINGS =
      new CapSettings(
          146, 1_000_000, Duration.ofMinutes(10), Duration.ofHours(12), Duration.ofHours(24), true);

  private static TrackedCall call(int id) {
    return new TrackedCall(
        id,
        CapContext.V4,
        START.getEpochSecond(),
        CapBegins.MSC.clone(),
        TestNode.PEER_POINT_CODE,
        CapBegins.initialDp(2),
        0xfeedbeefL);
  }

  @Test
  void whatIsWrittenIsReadAgain() {
    TrackedCall call = call(7);
    TrackedCall read = (TrackedCall) TrackedFormat.read(7, TrackedFormat.bytes(call));
    assertThat(read).usingRecursiveComparison().isEqualTo(call);
    TrackedSession session =
        new TrackedSession(
            9, CapContext.GPRS, 5, CapBegins.MSC, 1, CapBegins.initialDpGprs(1), -1, 10, 11);
    TrackedSession again = (TrackedSession) TrackedFormat.read(9, TrackedFormat.bytes(session));
    assertThat(again).usingRecursiveComparison().isEqualTo(session);
  }

  @Test
  void whatCannotBeReadIsDroppedAtTheStart() {
    MemoryDialogueTable durable = new MemoryDialogueTable();
    byte[] whole = TrackedFormat.bytes(call(1));
    durable.states.put(1, whole);
    durable.states.put(2, new byte[0]);
    durable.states.put(3, java.util.Arrays.copyOf(whole, 12));
    byte[] newer = whole.clone();
    newer[0] = 9;
    durable.states.put(4, newer);
    byte[] strange = whole.clone();
    strange[1] = 99;
    durable.states.put(5, strange);
    TrackedTable table = new TrackedTable(SETTINGS, durable, START);
    assertThat(table.restore(START)).isEqualTo(4);
    assertThat(table.size()).isEqualTo(1);
    assertThat(durable.states).containsOnlyKeys(1);
  }

  @Test
  void theWheelGivesEachAtItsTimeAndWhatWasCancelledNever() {
    Supervision wheel = new Supervision(1_000);
    List<TrackedCall> calls = new ArrayList<>();
    for (int i = 0; i < 3_000; i++) {
      TrackedCall call = call(i + 1);
      calls.add(call);
      wheel.schedule(call, 1_000 + i % 900);
    }
    for (int i = 0; i < 3_000; i += 3) {
      wheel.cancel(calls.get(i));
    }
    wheel.schedule(calls.get(1), 1_950);
    int seen = 0;
    for (long now = 1_001; now <= 1_960; now++) {
      for (Tracked due : wheel.due(now, 10_000)) {
        int i = due.id - 1;
        assertThat(i % 3).isNotZero();
        assertThat(now).isEqualTo(i == 1 ? 1_950 : 1_000 + Math.max(1, i % 900));
        seen++;
      }
    }
    assertThat(seen).isEqualTo(2_000);
  }

  @Test
  void moreThanIsWantedAtATimeStaysDue() {
    Supervision wheel = new Supervision(0);
    for (int i = 0; i < 100; i++) {
      wheel.schedule(call(i + 1), 5);
    }
    assertThat(wheel.due(10, 30)).hasSize(30);
    assertThat(wheel.due(10, 30)).hasSize(30);
    assertThat(wheel.due(11, 100)).hasSize(40);
  }

  @Test
  void aLeapOfTheClockLosesNothing() {
    Supervision wheel = new Supervision(0);
    for (int i = 0; i < 100; i++) {
      wheel.schedule(call(i + 1), 10 * i);
    }
    assertThat(wheel.due(1_000_000, 1_000)).hasSize(100);
  }

  @Test
  @Tag("slow")
  void aTrackedCallCostsLessThan450Octets() {
    int calls = 200_000;
    TrackedTable table = new TrackedTable(SETTINGS, new NoTable(), START);
    long before = used();
    for (int i = 0; i < calls; i++) {
      table.add(call(table.nextId()), () -> {});
    }
    long each = (used() - before) / calls;
    System.out.println("a tracked call: " + each + " octets");
    assertThat(table.size()).isEqualTo(calls);
    assertThat(each).isLessThan(450);
  }

  private static long used() {
    for (int i = 0; i < 5; i++) {
      System.gc();
    }
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  private static final class NoTable implements DialogueTable {
    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void put(int id, byte[] state, Runnable failed) {}

    @Override
    public void remove(int id) {}

    @Override
    public void forEach(java.util.function.BiConsumer<Integer, byte[]> visitor) {}
  }
}
