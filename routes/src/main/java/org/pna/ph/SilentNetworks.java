package org.pna.ph;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.pna.model.Domain;
import org.pna.model.ReportingNode;
import org.pna.publisher.store.SimFacts;

/**
 * Where those are that the last round found known by asking alone. Beyond {@value #MAX} networks
 * only their number is counted. One thread counts, any reads.
 */
final class SilentNetworks {
  static final int MAX = 100;

  private record Name(SilentNetwork.Kind kind, String name) {}

  private static final Name OTHERS = new Name(SilentNetwork.Kind.OTHERS, "");

  private final Function<ReportingNode, @Nullable String> plmns;
  private final Map<Name, Integer> round = new LinkedHashMap<>();
  private volatile List<SilentNetwork> last = List.of();

  /**
   * @param plmns the network of a node, MCC and MNC as digits; null when not known
   */
  SilentNetworks(Function<ReportingNode, @Nullable String> plmns) {
    this.plmns = plmns;
  }

  /** A round begins. */
  void begin() {
    round.clear();
  }

  /** Counts a SIM once for each domain in which it is known by asking alone. */
  void count(SimFacts sim) {
    for (Domain domain : Domain.values()) {
      ReportingNode node = sim.of(domain).node();
      if (sim.of(domain).upkeep().polled() && node != null) {
        Name name = name(node);
        boolean room = round.size() < MAX || round.containsKey(name);
        round.merge(room ? name : OTHERS, 1, Integer::sum);
      }
    }
  }

  private Name name(ReportingNode node) {
    String plmn = plmns.apply(node);
    if (plmn != null) {
      return new Name(SilentNetwork.Kind.PLMN, plmn);
    }
    String name = node.number() == null ? node.globalTitle() : node.number();
    return new Name(SilentNetwork.Kind.NODE, name == null ? "" : name);
  }

  /** The round is over. */
  void end() {
    List<SilentNetwork> found = new ArrayList<>();
    round.forEach((name, count) -> found.add(new SilentNetwork(name.kind(), name.name(), count)));
    last = List.copyOf(found);
  }

  /** As the last whole round found them. */
  List<SilentNetwork> last() {
    return last;
  }
}
