package org.pna.ph;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BudgetTest {
  private static final Instant START = Instant.parse("2026-11-21T04:00:00Z");

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 10, 15, 200, 1_000})
  void givesAllOfTheRateAndNotOneMoreInAnySecond(int rate) {
    Budget budget = new Budget(rate);
    Deque<Instant> lately = new ArrayDeque<>();
    int given = 0;
    for (int millis = 0; millis < 10_000; millis++) {
      Instant now = START.plusMillis(millis);
      while (!lately.isEmpty() && !lately.peek().plusSeconds(1).isAfter(now)) {
        lately.remove();
      }
      while (budget.take(now)) {
        lately.add(now);
        given++;
      }
      assertThat(lately).hasSizeLessThanOrEqualTo(rate);
    }
    assertThat(given).isEqualTo(10 * rate);
  }

  @Test
  void aClockThatIsPutBackDoesNotStopIt() {
    Budget budget = new Budget(10);
    assertThat(budget.take(START)).isTrue();
    Instant before = START.minus(Duration.ofHours(1));
    assertThat(budget.take(before)).isFalse();
    assertThat(budget.take(before.plusSeconds(1))).isTrue();
  }

  @Test
  void neverLessThanOneASecondAndHalvedOnceInTenSecondsOnly() {
    Budget budget = new Budget(8);
    budget.troubled(START);
    budget.troubled(START.plusSeconds(9));
    assertThat(budget.rate()).isEqualTo(4);
    for (int i = 1; i < 10; i++) {
      budget.troubled(START.plusSeconds(10L * i));
    }
    assertThat(budget.rate()).isEqualTo(1);
    assertThat(budget.take(START.plusSeconds(100))).isTrue();
    assertThat(budget.take(START.plusSeconds(100))).isFalse();
  }
}
