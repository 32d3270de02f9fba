package org.pna.app.why;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.pna.app.print.UtcTime;
import org.pna.model.Evidence;
import org.pna.model.Place;
import org.pna.model.ReportingNode;
import org.pna.model.message.map.MmCode;
import org.pna.publisher.pidf.CellLocation;
import org.pna.publisher.pidf.Device;
import org.pna.publisher.pidf.Element;
import org.pna.publisher.pidf.Network;
import org.pna.publisher.pidf.Person;
import org.pna.publisher.pidf.Tuple;

/** Elements and evidence in words. */
final class Words {
  private static final String NOTE_MM = "noteMM-Event";

  private Words() {}

  /** What an element says; a device's networks and its place each for themselves. */
  static List<String> value(Element element) {
    if (element instanceof Tuple tuple) {
      String basic = tuple.basic().name().toLowerCase(Locale.ROOT);
      return List.of(tuple.reason() == null ? basic : basic + " (" + tuple.reason() + ")");
    }
    if (element instanceof Person person) {
      return person.activities();
    }
    return device((Device) element);
  }

  private static List<String> device(Device device) {
    List<String> words = new ArrayList<>();
    for (Network network : device.networks()) {
      words.add(network(network));
    }
    CellLocation location = device.location();
    if (location != null) {
      place(words, "cell", location.cgi(), location);
      place(words, "service area", location.sai(), location);
      place(words, "location area", location.lai(), location);
      place(words, "routing area", location.rai(), location);
    }
    return words;
  }

  private static String network(Network network) {
    StringBuilder words = new StringBuilder(network.id());
    words.append(network.active() ? " active" : " inactive");
    Network.Roaming roaming = network.roaming();
    if (roaming != null) {
      words.append(" (").append(roaming.name().toLowerCase(Locale.ROOT)).append(')');
    }
    return words.append(network.notReachable() ? ", not reachable" : "").toString();
  }

  private static void place(
      List<String> words, String kind, @Nullable String name, CellLocation location) {
    if (name != null) {
      words.add(kind + " " + name + " at " + UtcTime.text(location.time()));
    }
  }

  /** The name of an evidence's event, or null if only its code is known. */
  static @Nullable String event(Evidence evidence) {
    if (!evidence.operation().equals(NOTE_MM) || !evidence.code().matches("[0-9a-fA-F]{2}")) {
      return null;
    }
    MmCode code = MmCode.of(Integer.parseInt(evidence.code(), 16));
    return code == null ? null : code.name();
  }

  /** {@code pc noteMM-Event 02 IMSI_ATTACH}. */
  static String said(Evidence evidence) {
    String event = event(evidence);
    return evidence.source()
        + " "
        + evidence.operation()
        + " "
        + evidence.code()
        + (event == null ? "" : " " + event);
  }

  /** {@code link msc1, dialogue 77} or {@code file a.pcap, frame 12}. */
  static String place(Place place) {
    if (place instanceof Place.Frame frame) {
      return "file " + frame.file() + ", frame " + frame.number();
    }
    Place.Dialogue live = (Place.Dialogue) place;
    return "link " + live.link() + ", dialogue " + live.dialogue();
  }

  /** A node's number, else its global title; null if nothing is known of it. */
  static @Nullable String node(@Nullable ReportingNode node) {
    if (node == null) {
      return null;
    }
    return node.number() == null ? node.globalTitle() : node.number();
  }
}
