package org.pna.ph;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class AgendaTest {
  private final Agenda<String> agenda = new Agenda<>();

  private static Instant at(long second) {
    return Instant.ofEpochSecond(second);
  }

  @Test
  void theFirstDueIsFirstAndOfEqualsTheFirstEntered() {
    agenda.put("c", at(3));
    agenda.put("b", at(2));
    agenda.put("a", at(2));
    assertThat(agenda.first(at(1))).isNull();
    assertThat(agenda.first(at(2))).isEqualTo("b");
    agenda.remove("b");
    assertThat(agenda.first(at(3))).isEqualTo("a");
    agenda.remove("a");
    assertThat(agenda.first(at(3))).isEqualTo("c");
  }

  @Test
  void eachKeyHasOneTime() {
    for (int i = 0; i < 100; i++) {
      agenda.put("a", at(100 - i));
      agenda.put("a", at(100 + i));
    }
    assertThat(agenda.size()).isEqualTo(1);
    assertThat(agenda.first(at(198))).isNull();
    agenda.putNoLater("a", at(300));
    assertThat(agenda.first(at(199))).isEqualTo("a");
    agenda.putNoLater("a", at(5));
    assertThat(agenda.first(at(5))).isEqualTo("a");
  }
}
