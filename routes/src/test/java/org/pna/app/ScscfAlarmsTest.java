package org.pna.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pna.app.status.RegistrationsState;
import org.pna.pi.RegSettings;
import org.pna.pi.ScscfStanding;
import org.pna.routes.Alarm;
import org.pna.routes.Alarms;

class ScscfAlarmsTest {
  private final Alarms alarms = new Alarms(InstantSource.system(), new SimpleMeterRegistry());
  private final ScscfAlarms ours =
      new ScscfAlarms(alarms, RegSettings.of("pi", "sip:pna.test")); // 200,000 and 500 a second

  private List<String> look(int open, boolean silent, int due) {
    ours.look(
        new RegistrationsState(
            List.of(
                new ScscfStanding("s1", open, 0, 0, 0, false),
                new ScscfStanding("s2", 0, 1, 1, 0, silent)),
            due));
    return alarms.active().stream().map(Alarm::name).toList();
  }

  @Test
  void whatIsWrongIsRaisedAndClearedAgain() {
    assertThat(look(199_998, false, 30_000)).isEmpty();
    assertThat(look(1, true, 0)).containsExactly("scscf s2");
    assertThat(look(1, false, 30_001)).containsExactly("pi-budget");
    assertThat(look(199_999, false, 0)).containsExactly("pi-full");
    assertThat(look(1, false, 0)).isEmpty();
  }
}
