package org.pna.model.message.cap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Events by their numbers (TS 29.078 clause 5.1): each its own, and none for any other octet. */
class EventNumbersTest {
  @Test
  void callEvents() {
    for (BcsmEvent event : BcsmEvent.values()) {
      assertThat(BcsmEvent.of(event.value())).isEqualTo(event);
    }
    assertThat(IntStream.rangeClosed(-1, 256).filter(value -> BcsmEvent.of(value) != null))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(BcsmEvent.values()).map(BcsmEvent::value).toList());
  }

  @Test
  void gprsEvents() {
    for (GprsEventType event : GprsEventType.values()) {
      assertThat(GprsEventType.of(event.value())).isEqualTo(event);
    }
    assertThat(IntStream.rangeClosed(-1, 256).filter(value -> GprsEventType.of(value) != null))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(GprsEventType.values()).map(GprsEventType::value).toList());
  }
}
