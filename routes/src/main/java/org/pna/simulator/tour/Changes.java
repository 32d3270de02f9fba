package org.pna.simulator.tour;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pna.publisher.pidf.CellLocation;
import org.pna.publisher.pidf.Network;
import org.pna.publisher.pidf.ReceivedPresence;

/** What is new in each document of a presentity, for a person. For one thread. */
final class Changes {
  private final Map<String, Map<String, String>> known = new HashMap<>();

  /** What was not known, or otherwise; what is said no more. */
  String in(ReceivedPresence document) {
    Map<String, String> now = parts(document);
    Map<String, String> before = known.getOrDefault(document.entity(), Map.of());
    known.put(document.entity(), now);
    List<String> changes = new ArrayList<>();
    now.forEach(
        (key, text) -> {
          if (!text.equals(before.get(key))) {
            changes.add(text);
          }
        });
    for (String key : before.keySet()) {
      if (!now.containsKey(key)) {
        changes.add("no more " + key);
      }
    }
    return changes.isEmpty() ? document.summary() : String.join(", ", changes);
  }

  private static Map<String, String> parts(ReceivedPresence document) {
    Map<String, String> parts = new LinkedHashMap<>();
    document.tuples().forEach(tuple -> parts.put(tuple.id(), tuple.toString()));
    document
        .persons()
        .forEach(person -> person.activities().forEach(activity -> parts.put(activity, activity)));
    document
        .devices()
        .forEach(
            device -> {
              device.networks().forEach(network -> parts.put(network.id(), text(network)));
              CellLocation cell = device.cell();
              put(parts, "cell", cell == null ? null : cell.cgi());
              put(parts, "routing area", cell == null ? null : cell.rai());
              put(parts, "E-UTRAN cell", cell == null ? null : cell.ecgi());
              put(parts, "place", device.place());
            });
    return parts;
  }

  private static void put(Map<String, String> parts, String name, @Nullable String value) {
    if (value != null) {
      parts.put(name, name + ' ' + value);
    }
  }

  private static String text(Network network) {
    String roaming =
        network.roaming() == null
            ? ""
            : network.roaming() == Network.Roaming.HOME ? " at home" : " visited";
    return network.id()
        + (network.active() ? " active" : " terminated")
        + roaming
        + (network.notReachable() ? ", not reachable" : "");
  }
}
