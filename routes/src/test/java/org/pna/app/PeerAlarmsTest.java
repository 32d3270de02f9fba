package org.pna.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pna.routes.Alarm;
import org.pna.routes.Alarms;
import org.pna.transport.diameter.PeerState;
import org.pna.transport.diameter.PeerState.Condition;

class PeerAlarmsTest {
  private final Alarms alarms = new Alarms(InstantSource.system(), new SimpleMeterRegistry());
  private PeerState state = peer(Condition.UP, false);
  private final PeerAlarms looks = new PeerAlarms(alarms, () -> List.of(state));

  private static PeerState peer(Condition condition, boolean flapping) {
    return new PeerState("ims", "hss1", condition, flapping, Instant.EPOCH, "closed by the peer");
  }

  private List<String> after(int times, PeerState now) {
    state = now;
    for (int i = 0; i < times; i++) {
      looks.look();
    }
    return alarms.active().stream().map(Alarm::text).toList();
  }

  @Test
  void aPeerThatIsDownForLongIsAnAlarmUntilItIsUp() {
    assertThat(after(PeerAlarms.PATIENCE - 1, peer(Condition.DOWN, false))).isEmpty();
    assertThat(after(1, peer(Condition.UP, false))).isEmpty();
    assertThat(after(PeerAlarms.PATIENCE - 1, peer(Condition.DOWN, false))).isEmpty();
    assertThat(after(1, peer(Condition.DOWN, false)))
        .containsExactly("the peer is down: closed by the peer");
    assertThat(alarms.active().get(0).name()).isEqualTo("diameter ims/hss1");
    assertThat(after(1, peer(Condition.RELAY, false))).isEmpty();
  }

  @Test
  void onePeerWithoutShStaysAnAlarmWhileItIsTriedAgain() {
    assertThat(after(1, peer(Condition.NO_COMMON_APPLICATION, false)))
        .singleElement()
        .asString()
        .contains("lets us use no application of this node");
    assertThat(after(1, peer(Condition.DOWN, false))).hasSize(1);
    assertThat(after(1, peer(Condition.UP, false))).isEmpty();
  }

  @Test
  void aFlappingPeerIsAnAlarmWhileItIsUp() {
    assertThat(after(1, peer(Condition.UP, true)))
        .singleElement()
        .asString()
        .contains("lost again and again");
    assertThat(after(1, peer(Condition.UP, false))).isEmpty();
  }
}
