package org.pna.app;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.pna.routes.Alarm.Severity;
import org.pna.routes.Alarms;
import org.pna.transport.diameter.PeerState;
import org.pna.transport.diameter.PeerState.Condition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the Diameter peers now and then, and raises what an operator has to know. One thread.
 */
final class PeerAlarms {
  private static final Logger LOG = LoggerFactory.getLogger(PeerAlarms.class);

  /** Looks after which a peer that is down is worth an alarm: it is tried again by itself. */
  static final int PATIENCE = 20;

  private final Alarms alarms;
  private final Supplier<List<PeerState>> peers;
  private final Map<String, Condition> seen = new HashMap<>();
  private final Map<String, Integer> downFor = new HashMap<>();

  PeerAlarms(Alarms alarms, Supplier<List<PeerState>> peers) {
    this.alarms = alarms;
    this.peers = peers;
  }

  void look() {
    peers.get().forEach(this::look);
  }

  private void look(PeerState state) {
    String name = "diameter " + state.node() + '/' + state.peer();
    Condition condition = state.condition();
    if (seen.put(name, condition) != condition && condition.isUsable()) {
      LOG.info("Diameter node {} peer {} is {}", state.node(), state.peer(), condition);
    }
    int looks = condition == Condition.DOWN ? downFor.getOrDefault(name, 0) + 1 : 0;
    downFor.put(name, Math.min(looks, PATIENCE));
    String wrong = wrong(state, looks >= PATIENCE);
    if (wrong != null) {
      alarms.raise(name, Severity.WARNING, wrong);
    } else if (condition != Condition.DOWN) { // else whatever was wrong may still be
      alarms.clear(name);
    }
  }

  private static @Nullable String wrong(PeerState state, boolean isDownForLong) {
    if (state.flapping()) {
      return "its connection is lost again and again: see to the network and to the peer's log";
    }
    return switch (state.condition()) {
      case DOWN -> isDownForLong ? "the peer is down: " + state.reason() : null;
      case NO_COMMON_APPLICATION ->
          "the peer lets us use no application of this node ("
              + state.reason()
              + "): have it offer Sh, 16777217 of vendor 10415, or where the node serves it Pr,"
              + " 16777230, to our Origin-Host";
      case UP, RELAY -> null;
    };
  }
}
