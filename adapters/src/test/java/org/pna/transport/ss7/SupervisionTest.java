package org.pna.transport.ss7;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SupervisionTest {
  private static final int ALL = 100;

  @Test
  void whatIsDueIsTakenOnce() {
    Supervision wheel = new Supervision(1000);
    Tracked one = call(1);
    wheel.schedule(one, 1010);
    assertThat(wheel.due(1009, ALL)).isEmpty();
    assertThat(wheel.due(1010, ALL)).containsExactly(one);
    assertThat(wheel.due(3000, ALL)).isEmpty();
  }

  @Test
  void aClockThatIsSetBackStopsNothing() {
    Supervision wheel = new Supervision(100_000);
    Tracked before = call(1);
    wheel.schedule(before, 100_020);
    assertThat(wheel.due(96_400, ALL)).isEmpty();
    Tracked after = call(2);
    wheel.schedule(after, 96_410);
    assertThat(wheel.due(96_410, ALL)).contains(after);
    assertThat(wheel.due(96_410 + 1024, ALL)).as("within a turn of the wheel").contains(before);
  }

  private static Tracked call(int id) {
    return new TrackedCall(id, CapContext.values()[0], 0, new byte[0], 0, new byte[0], 0);
  }
}
