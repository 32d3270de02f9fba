package org.pna.app.why;

import static org.pna.model.message.map.SubscriberState.NOT_PROVIDED_FROM_SGSN_OR_MME;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.pna.app.print.UtcTime;
import org.pna.model.Call.Bearer;
import org.pna.model.Domain;
import org.pna.model.Evidence;
import org.pna.model.Place;
import org.pna.model.ReportingNode;
import org.pna.model.message.cap.BcsmEvent;
import org.pna.model.message.cap.GprsEventType;
import org.pna.model.message.map.MmCode;
import org.pna.model.message.map.SubscriberState;
import org.pna.publisher.pidf.Basic;
import org.pna.publisher.pidf.CellLocation;
import org.pna.publisher.pidf.Device;
import org.pna.publisher.pidf.Element;
import org.pna.publisher.pidf.Network;
import org.pna.publisher.pidf.Participation;
import org.pna.publisher.pidf.Person;
import org.pna.publisher.pidf.Tuple;
import org.pna.publisher.store.Session;

/** Elements and evidence in words. */
final class Words {
  private static final Predicate<String> DECIMAL = Pattern.compile("[0-9]{1,3}").asMatchPredicate();

  private Words() {}

  /** What an element says; a device's networks and its place each for themselves. */
  static List<String> value(Element element) {
    if (element instanceof Tuple tuple) {
      String basic = tuple.basic().name().toLowerCase(Locale.ROOT);
      String means = tuple.reason() == null ? basic : basic + " (" + tuple.reason() + ")";
      Participation participation = tuple.participation();
      return participation == null ? List.of(means) : List.of(means, participation(participation));
    }
    if (element instanceof Person person) {
      return person.activities();
    }
    return device((Device) element);
  }

  private static String participation(Participation participation) {
    return participation.basic() == Basic.CLOSED
        ? "in no call"
        : "in a " + bearer(participation.bearer()) + "call";
  }

  private static String bearer(@Nullable Bearer bearer) {
    return bearer == null ? "" : bearer.name().toLowerCase(Locale.ROOT) + " ";
  }

  /** {@code speech call active} or {@code session moving}. */
  static String session(Session session, Domain domain) {
    String kind = domain == Domain.CS ? bearer(session.bearer()) + "call " : "session ";
    return kind + session.state().name().toLowerCase(Locale.ROOT);
  }

  /** The domain that an element is of alone; null for one of both. */
  static @Nullable Domain domain(Element element) {
    if (element instanceof Device) {
      return null;
    }
    return element.id().equals("ps-data") ? Domain.PS : Domain.CS;
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

  /**
   * The name of an evidence's event, or null if only its code is known.
   *
   * @param domain of what it says, for codes that mean one thing in each; null when not known
   */
  static @Nullable String event(Evidence evidence, @Nullable Domain domain) {
    return switch (evidence.operation()) {
      case "noteMM-Event" -> mobility(evidence.code());
      case "initialDP", "eventReportBCSM" -> call(evidence.code());
      case "initialDPGPRS", "eventReportGPRS" -> gprs(evidence.code());
      case "anyTimeInterrogation" -> state(evidence.code(), domain);
      default -> null;
    };
  }

  private static @Nullable String mobility(String code) {
    MmCode event = code.matches("[0-9a-fA-F]{2}") ? MmCode.of(Integer.parseInt(code, 16)) : null;
    return event == null ? null : event.name();
  }

  private static @Nullable String call(String code) {
    BcsmEvent event = DECIMAL.test(code) ? BcsmEvent.of(Integer.parseInt(code)) : null;
    return event == null ? null : event.specName();
  }

  private static @Nullable String gprs(String code) {
    GprsEventType event = DECIMAL.test(code) ? GprsEventType.of(Integer.parseInt(code)) : null;
    return event == null ? null : event.specName();
  }

  /** The tags of SubscriberState and PS-SubscriberState overlap. */
  private static @Nullable String state(String code, @Nullable Domain domain) {
    return switch (code) {
      case "n0" -> "netDetNotReachable msPurged";
      case "n1" -> "netDetNotReachable imsiDetached";
      case "n2" -> "netDetNotReachable restrictedArea";
      case "n3" -> "netDetNotReachable notRegistered";
      default -> {
        for (SubscriberState state : SubscriberState.values()) {
          boolean ps = state.name().startsWith("PS_") || state == NOT_PROVIDED_FROM_SGSN_OR_MME;
          if (state.code().equals(code) && domain == (ps ? Domain.PS : Domain.CS)) {
            yield state.specName();
          }
        }
        yield null;
      }
    };
  }

  /** {@code pc noteMM-Event 02 IMSI_ATTACH}. */
  static String said(Evidence evidence, @Nullable Domain domain) {
    String event = event(evidence, domain);
    return evidence.source()
        + " "
        + evidence.operation()
        + (evidence.code().isEmpty() ? "" : " " + evidence.code())
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
