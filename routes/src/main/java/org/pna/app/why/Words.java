package org.pna.app.why;

import static org.pna.model.message.map.SubscriberState.NOT_PROVIDED_FROM_SGSN_OR_MME;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.pna.app.print.UtcTime;
import org.pna.model.AccessType;
import org.pna.model.Call.Bearer;
import org.pna.model.Domain;
import org.pna.model.Evidence;
import org.pna.model.Place;
import org.pna.model.ReportingNode;
import org.pna.model.message.accounting.AccountingStatus;
import org.pna.model.message.cap.BcsmEvent;
import org.pna.model.message.cap.GprsEventType;
import org.pna.model.message.map.MmCode;
import org.pna.model.message.map.SubscriberState;
import org.pna.model.message.sh.CsUserState;
import org.pna.model.message.sh.PsUserState;
import org.pna.publisher.pidf.Basic;
import org.pna.publisher.pidf.CellLocation;
import org.pna.publisher.pidf.Device;
import org.pna.publisher.pidf.Element;
import org.pna.publisher.pidf.Network;
import org.pna.publisher.pidf.Participation;
import org.pna.publisher.pidf.Person;
import org.pna.publisher.pidf.Tuple;
import org.pna.publisher.store.Account;
import org.pna.publisher.store.DomainFacts.Attached;
import org.pna.publisher.store.DomainFacts.Means;
import org.pna.publisher.store.NetworkFacts;
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
      List<String> words = new ArrayList<>(List.of(means));
      if (tuple.registration() != null) {
        words.add("registration " + tuple.registration().name().toLowerCase(Locale.ROOT));
      }
      if (tuple.participation() != null) {
        words.add(participation(tuple.participation()));
      }
      return words;
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

  /** {@code EPS session 0a1b at 192.0.2.1, apn internet}. */
  static String account(Account account) {
    AccessType access = account.access();
    String apn = account.apn();
    return (access == null ? "" : access(access) + " ")
        + "session "
        + account.id()
        + " at "
        + account.nas().name()
        + (apn == null ? "" : ", apn " + apn);
  }

  /** {@code PS}, {@code EPS}, {@code 5GS}, {@code WLAN}. */
  static String access(AccessType access) {
    return access == AccessType.FIVE_GS ? "5GS" : access.name();
  }

  /** {@code EPS not reachable}, or {@code IMS registered} and who. */
  static String network(NetworkFacts facts) {
    String identity = facts.identity();
    return kind(facts.kind()) + ' ' + state(facts) + (identity == null ? "" : ", " + identity);
  }

  /** {@code IMS}, {@code EPS}, {@code 5GS}. */
  static String kind(NetworkFacts.Kind kind) {
    return kind == NetworkFacts.Kind.FIVE_GS ? "5GS" : kind.name();
  }

  /** What the home register says of a network. */
  static String state(NetworkFacts facts) {
    boolean there = facts.attachment() == Attached.YES;
    if (facts.kind() == NetworkFacts.Kind.IMS) {
      String reason = facts.reason() == null ? "" : " (" + facts.reason() + ")";
      return (there ? "registered" : "not registered") + reason;
    }
    if (!there) {
      return "detached";
    }
    String session = facts.means() == Means.OPEN ? "connected" : "attached";
    return session + (facts.reachable() ? "" : ", not reachable");
  }

  /** The domain whose states an evidence of a network has; null where it has its own. */
  static @Nullable Domain domain(NetworkFacts facts) {
    return facts.kind() == NetworkFacts.Kind.IMS ? null : Domain.PS;
  }

  /** The domain that an element is of alone; null for one of both or of none. */
  static @Nullable Domain domain(Element element) {
    if (element instanceof Device) {
      return null;
    }
    return switch (element.id()) {
      case "ps-data" -> Domain.PS;
      case "ims", "wlan-data" -> null;
      default -> Domain.CS;
    };
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
      place(words, "tracking area", location.tai(), location);
      place(words, "E-UTRAN cell", location.ecgi(), location);
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
      case "User-Data-Answer", "Push-Notification-Request" -> userState(evidence.code(), domain);
      case "Accounting-Request" -> accounting(evidence.code());
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

  /** The states of IMS and of what is no domain have the same numbers. */
  private static @Nullable String userState(String code, @Nullable Domain domain) {
    if (domain == null || !DECIMAL.test(code)) {
      return null;
    }
    int state = Integer.parseInt(code);
    Enum<?> said = domain == Domain.CS ? CsUserState.of(state) : PsUserState.of(state);
    return said == null ? null : said.name();
  }

  private static @Nullable String accounting(String code) {
    AccountingStatus status =
        DECIMAL.test(code) ? AccountingStatus.of(Integer.parseInt(code)) : null;
    return status == null ? null : status.specName();
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
