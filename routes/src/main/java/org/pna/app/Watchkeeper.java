package org.pna.app;

import java.util.HashMap;
import java.util.Map;
import org.pna.model.Source;
import org.pna.publisher.store.RocksStore;
import org.pna.publisher.store.StoreState;
import org.pna.routes.Alarm.Severity;
import org.pna.routes.Alarms;
import org.pna.routes.Suspects;
import org.pna.transport.ss7.LinkState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at the gateway now and then, and raises what an operator has to know. One thread. */
final class Watchkeeper {
  private static final Logger LOG = LoggerFactory.getLogger(Watchkeeper.class);

  /** Looks after which an association that is down is worth an alarm: it comes up by itself. */
  private static final int LINK_PATIENCE = 20;

  private static final String STORE = "store";
  private static final String DAMAGED = "store-damaged";
  private static final String FULL = "store-full";
  private static final String SUSPECTS = "suspects";
  private static final String ALL_NODES = "all-nodes-suspect";

  private final Alarms alarms;
  private final Ss7Point ss7;
  private final RocksStore store;
  private final Suspects suspects;
  private final int maxPresentities;
  private final Map<String, Boolean> linksSeen = new HashMap<>();
  private final Map<String, Integer> downFor = new HashMap<>();

  Watchkeeper(
      Alarms alarms, Ss7Point ss7, RocksStore store, Suspects suspects, int maxPresentities) {
    this.alarms = alarms;
    this.ss7 = ss7;
    this.store = store;
    this.suspects = suspects;
    this.maxPresentities = maxPresentities;
  }

  void look() {
    ss7.links().forEach(this::link);
    StoreState state = store.state();
    say(
        state.failing(),
        STORE,
        Severity.CRITICAL,
        "nothing can be written, and the network is refused until it can: make room on the disk of"
            + " the data folder, or see to it; the log and the alarm "
            + DAMAGED
            + " say more");
    String damage = store.damage();
    if (damage != null) {
      alarms.raise(DAMAGED, Severity.CRITICAL, damage);
    }
    say(
        state.presentities() >= maxPresentities,
        FULL,
        Severity.CRITICAL,
        "as many presentities as rules.max-presentities are held: new ones are refused");
    say(
        suspects.subscribers() + suspects.nodes() > 0,
        SUSPECTS,
        Severity.WARNING,
        "events were missed; ./pna status --suspects lists whose presence may be wrong");
    if (!suspects.areAllNodes()) {
      alarms.clear(ALL_NODES);
    }
  }

  private void link(LinkState state) {
    String name = state.link() + '/' + state.association();
    Boolean before = linksSeen.put(name, state.up());
    if (before == null || before != state.up()) {
      LOG.info(
          "Link {} association {} is {}",
          state.link(),
          state.association(),
          state.up() ? "up" : "down");
    }
    int looks = state.up() ? 0 : Math.min(LINK_PATIENCE, downFor.getOrDefault(name, 0) + 1);
    downFor.put(name, looks);
    say(
        looks == LINK_PATIENCE,
        "link " + name,
        Severity.WARNING,
        "the association is down, and nothing is heard over it: see to the node at its other side and"
            + " to the way there; it is tried again by itself");
  }

  private void say(boolean wrong, String name, Severity severity, String text) {
    if (wrong) {
      alarms.raise(name, severity, text);
    } else {
      alarms.clear(name);
    }
  }

  /** More was refused than can be remembered one by one. */
  static void allNodesSuspect(Alarms alarms) {
    alarms.raise(
        ALL_NODES,
        Severity.CRITICAL,
        "so much was missed that the presence of every subscriber may be wrong");
  }

  /** Rule T15. */
  static void massNegatives(Alarms alarms, Source source, boolean raised) {
    String name = "mass-negatives " + source.name();
    if (raised) {
      alarms.raise(
          name,
          Severity.CRITICAL,
          "more subscribers were reported gone at once than rules.mass-negatives believes; they"
              + " are held, and told slowly");
    } else {
      alarms.clear(name);
    }
  }
}
