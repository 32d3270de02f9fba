package org.pna.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.pna.model.PublicIdentity;
import org.pna.model.message.sh.ImsUserState;
import org.pna.transport.diameter.PeerState.Condition;

/** The load of notifications against the gateway's transport of Sh. */
@Timeout(60)
class HssLoadTest {
  private static final int SUBSCRIBERS = 100;

  @Test
  void whatWasAcceptedWasHeardInOrder() throws Exception {
    try (SimulatedHss hss = hss();
        ShGateway gateway = new ShGateway(hss)) {
      gateway.until(Condition.UP);
      HssLoad load = new HssLoad(hss, SUBSCRIBERS, "ims.test", 20, Duration.ofSeconds(5));
      HssLoadReport report = load.run(2_050, 0);
      assertThat(report.failed()).as(report.text()).isZero();
      assertThat(report.accepted()).isEqualTo(2_050);
      Map<String, List<ImsUserState>> heard = heard(gateway);
      for (int i = 0; i < SUBSCRIBERS; i++) {
        List<ImsUserState> states = heard.get(HssLoad.identity(i, "ims.test"));
        assertThat(states).hasSize(load.accepted(i)).startsWith(ImsUserState.REGISTERED);
        for (int at = 1; at < states.size(); at++) {
          assertThat(states.get(at)).isNotEqualTo(states.get(at - 1));
        }
        assertThat(load.atEnd(i)).isEqualTo(states.get(states.size() - 1));
      }
    }
  }

  @Test
  void whatWasNotAcceptedIsSentAgain() throws Exception {
    try (SimulatedHss hss = hss();
        ShGateway gateway = new ShGateway(hss)) {
      gateway.until(Condition.UP);
      HssLoad load = new HssLoad(hss, 1, "ims.test", 5, Duration.ofSeconds(5));
      gateway.refusal = new IllegalStateException("no store");
      assertThat(load.run(2, 0).failed()).isEqualTo(2);
      assertThat(load.atEnd(0)).as("refused, or perhaps kept all the same").isNull();
      gateway.refusal = null;
      hss.cut();
      assertThat(load.run(2, 20).elapsed()).isGreaterThan(Duration.ofMillis(50));
      assertThat(load.accepted(0)).isPositive();
      var unused = load.run(2, 0);
      assertThat(load.atEnd(0)).isNotNull();
    }
  }

  private static Map<String, List<ImsUserState>> heard(ShGateway gateway) {
    Map<String, List<ImsUserState>> heard = new HashMap<>();
    gateway.heard.forEach(
        told ->
            heard
                .computeIfAbsent(
                    ((PublicIdentity) told.subscriber().get(0)).uri(), key -> new ArrayList<>())
                .add(told.data().imsUserState()));
    return heard;
  }

  private static SimulatedHss hss() throws Exception {
    return SimulatedHss.open(
        new SimulatedHss.Identity("hss.ims.test", "ims.test"),
        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
        InstantSource.system(),
        Duration.ofSeconds(5));
  }
}
