package org.pna.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.pna.model.message.Fingerprint;

@DisplayName("T2: what is a repeat")
class RepeatFilterTest {
  private static final Instant START = Instant.parse("2026-11-20T12:00:00Z");
  private static final Fingerprint ONE = new Fingerprint(1, 1);
  private static final Fingerprint TWO = new Fingerprint(1, 2);

  private final RepeatFilter filter = new RepeatFilter(Duration.ofSeconds(30), 3);

  @Test
  void theSameWithinThirtySeconds() {
    assertThat(filter.isRepeat(ONE, START)).isFalse();
    assertThat(filter.isRepeat(TWO, START)).isFalse();
    assertThat(filter.isRepeat(ONE, START.plusSeconds(30))).isTrue();
    assertThat(filter.isRepeat(ONE, START.plusSeconds(31))).isFalse();
  }

  @Test
  @DisplayName("in a trace whose time goes back, only what is near in time is a repeat")
  void timeGoesBack() {
    filter.isRepeat(TWO, START.plusSeconds(3600));
    assertThat(filter.isRepeat(ONE, START)).isFalse();
    assertThat(filter.isRepeat(TWO, START.plusSeconds(31))).isFalse();
    assertThat(filter.isRepeat(ONE, START.plusSeconds(31))).isFalse();
    assertThat(filter.isRepeat(ONE, START.plusSeconds(32))).isTrue();
  }

  @Test
  void whatWasNotAcceptedIsNoRepeat() {
    filter.isRepeat(ONE, START);
    filter.forget(ONE);
    assertThat(filter.isRepeat(ONE, START.plusSeconds(1))).isFalse();
    assertThat(filter.isRepeat(ONE, START.plusSeconds(2))).isTrue();
  }

  @Test
  void afterARefusalTheWindowBeginsAnew() {
    filter.isRepeat(ONE, START);
    filter.forget(ONE);
    filter.isRepeat(ONE, START.plusSeconds(20));
    assertThat(filter.isRepeat(TWO, START.plusSeconds(40))).isFalse();
    assertThat(filter.isRepeat(ONE, START.plusSeconds(45))).isTrue();
  }

  @Test
  void theOldestIsForgottenAtTheBound() {
    filter.isRepeat(ONE, START);
    for (int i = 10; i < 13; i++) {
      filter.isRepeat(new Fingerprint(i, i), START);
    }
    assertThat(filter.isRepeat(ONE, START)).isFalse();
    assertThat(filter.isRepeat(new Fingerprint(12, 12), START)).isTrue();
  }
}
