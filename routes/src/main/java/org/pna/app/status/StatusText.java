package org.pna.app.status;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.pna.app.print.PlainText;
import org.pna.app.print.UtcTime;
import org.pna.ph.SilentNetwork;
import org.pna.ph.sh.SubscriptionPhase;
import org.pna.pi.ScscfStanding;
import org.pna.publisher.store.StoreState;
import org.pna.routes.Alarm;
import org.pna.routes.Contradictions.Contradiction;
import org.pna.routes.Suspect;
import org.pna.routes.SuspectNode;
import org.pna.routes.UnknownSubscribers.Unknown;
import org.pna.transport.diameter.PeerState;
import org.pna.transport.ss7.LinkState;

/** A {@link StatusReport} for people. */
final class StatusText {
  private StatusText() {}

  /** The text, with the end of its last line. */
  static String of(StatusReport report) {
    StoreState store = report.store();
    List<List<String>> rows = new ArrayList<>();
    label(rows, "links", report.links().stream().map(StatusText::link).toList());
    if (!report.peers().isEmpty()) {
      label(rows, "peers", report.peers().stream().map(StatusText::peer).toList());
    }
    label(
        rows,
        "store",
        List.of(
            (store.failing() ? "FAILING" : "ok")
                + ", "
                + store.pending()
                + " pending, "
                + store.presentities()
                + " presentities"));
    label(rows, "alarms", report.alarms().stream().map(StatusText::alarm).toList());
    label(
        rows,
        "suspects",
        List.of(report.suspectSubscribers() + " subscribers, " + report.suspectNodes() + " nodes"));
    if (!report.hlrs().isEmpty()) {
      label(rows, "hlrs", report.hlrs().stream().map(StatusText::hlr).toList());
    }
    SubscriptionsState subscriptions = report.subscriptions();
    if (subscriptions != null) {
      label(rows, "sh", List.of(subscriptions(subscriptions)));
    }
    LocationsState locations = report.locations();
    if (locations != null) {
      label(rows, "locations", List.of(locations(locations)));
      label(rows, "gmlcs", locations.gmlcs().stream().map(StatusText::gmlc).toList());
    }
    if (!report.silent().isEmpty()) {
      label(rows, "polled", report.silent().stream().map(StatusText::silent).toList());
    }
    if (!report.radius().isEmpty()) {
      label(rows, "radius", report.radius().stream().map(StatusText::radius).toList());
    }
    RegistrationsState registrations = report.registrations();
    if (registrations != null) {
      List<String> lines = new ArrayList<>();
      registrations.scscfs().forEach(one -> lines.add(scscf(one)));
      if (registrations.due() > 0) {
        lines.add(registrations.due() + " SUBSCRIBEs wait");
      }
      label(rows, "scscfs", lines);
    }
    label(rows, "dialogues", List.of(report.dialogues() + " open"));
    if (!report.unknown().isEmpty()) {
      label(rows, "unknown", report.unknown().stream().map(StatusText::unknown).toList());
    }
    if (!report.contradictions().isEmpty()) {
      label(
          rows,
          "disputed",
          report.contradictions().stream().map(StatusText::contradiction).toList());
    }
    PlainText text = new PlainText().columns("", rows);
    if (!report.counters().isEmpty()) {
      text.line("").line("counters");
      List<List<String>> counters = new ArrayList<>();
      report.counters().forEach((name, count) -> counters.add(List.of(name, count.toString())));
      text.columns("  ", counters);
    }
    return text.toString();
  }

  private static void label(List<List<String>> rows, String label, List<String> values) {
    if (values.isEmpty()) {
      rows.add(List.of(label, "none"));
    }
    for (int i = 0; i < values.size(); i++) {
      rows.add(List.of(i == 0 ? label : "", values.get(i)));
    }
  }

  private static String link(LinkState link) {
    return link.link() + "/" + link.association() + " " + (link.up() ? "up" : "DOWN");
  }

  private static String peer(PeerState peer) {
    String condition =
        switch (peer.condition()) {
          case UP -> "up";
          case RELAY -> "up, a relay";
          case DOWN -> "DOWN";
          case NO_COMMON_APPLICATION -> "NO COMMON APPLICATION";
        };
    return peer.node()
        + "/"
        + peer.peer()
        + " "
        + condition
        + (peer.flapping() ? ", FLAPPING" : "")
        + " since "
        + UtcTime.text(peer.since())
        + (peer.reason() == null ? "" : ": " + peer.reason());
  }

  private static String radius(RadiusState socket) {
    return socket.link()
        + (socket.port() == 0 ? " DOWN" : " on UDP port " + socket.port())
        + ", "
        + socket.clients()
        + (socket.clients() == 1 ? " client" : " clients");
  }

  private static String scscf(ScscfStanding one) {
    return one.scscf()
        + (one.silent() ? " SILENT, " : " ")
        + one.open()
        + " open, "
        + one.pending()
        + " pending"
        + (one.failed() == 0 ? "" : " (" + one.failed() + " failed)")
        + (one.off() == 0 ? "" : ", " + one.off() + " off");
  }

  private static String unknown(Unknown one) {
    return one.kind()
        + " "
        + one.name()
        + (one.quarantined() ? " (ours, quarantined)" : "")
        + ", "
        + times(one.count())
        + ", last by "
        + one.source()
        + " at "
        + UtcTime.text(one.last());
  }

  private static String contradiction(Contradiction one) {
    return one.kind()
        + " "
        + one.name()
        + " told to be of "
        + one.told()
        + (one.byFile()
            ? ", is of " + one.held() + " by the subscribers' file"
            : (one.held().isEmpty() ? "" : ", and before of " + one.held())
                + ": names nobody until the subscribers' file does")
        + ", "
        + times(one.count())
        + ", last by "
        + one.source()
        + " at "
        + UtcTime.text(one.last());
  }

  private static String times(long count) {
    return count == 1 ? "once" : count + " times";
  }

  private static String hlr(HlrState hlr) {
    StringBuilder line = new StringBuilder(hlr.name());
    line.append(hlr.closed() ? " FORBIDS, " : " ").append(hlr.questions()).append(" questions, ");
    if (hlr.modifications() == null) {
      return line.append(hlr.interrogations()).append(" UDR/s").toString();
    }
    line.append(hlr.interrogations()).append(" ATI/s, ");
    line.append(hlr.modifications()).append(" ATM/s; CSIs:");
    int before = line.length();
    hlr.csis()
        .forEach(
            (state, count) -> {
              if (count > 0) {
                line.append(' ').append(count).append(' ').append(StatusJson.word(state));
              }
            });
    return line.length() == before ? line.append(" none").toString() : line.toString();
  }

  private static String subscriptions(SubscriptionsState state) {
    StringBuilder line = new StringBuilder(state.node());
    line.append(state.closed() ? " FORBIDS, " : " ")
        .append(state.rate())
        .append(" SNR/s; subscriptions:");
    int before = line.length();
    state
        .phases()
        .forEach(
            (phase, count) -> {
              if (count > 0 && phase != SubscriptionPhase.NONE) {
                line.append(' ').append(count).append(' ').append(phase.word());
              }
            });
    return line.length() == before ? line.append(" none").toString() : line.toString();
  }

  private static String locations(LocationsState state) {
    StringBuilder line = new StringBuilder().append(state.located());
    line.append(state.located() == 1 ? " SIM located" : " SIMs located");
    if (state.port() != 0) {
      line.append(", reports on TCP port ").append(state.port());
    }
    state
        .triggers()
        .forEach((word, count) -> line.append(", ").append(count).append(' ').append(word));
    return line.toString();
  }

  private static String gmlc(LocationsState.GmlcState gmlc) {
    return gmlc.name()
        + (gmlc.closed() ? " FORBIDS, " : " ")
        + gmlc.underWay()
        + " under way, "
        + gmlc.waiting()
        + " to be asked about, "
        + gmlc.rate()
        + " requests/s";
  }

  private static String silent(SilentNetwork network) {
    return (StatusJson.word(network.kind()) + " " + network.name()).strip()
        + " does not report, "
        + network.subscribers()
        + " watched";
  }

  private static String alarm(Alarm alarm) {
    return alarm.severity().name().toLowerCase(Locale.ROOT)
        + " "
        + alarm.name()
        + " since "
        + UtcTime.text(alarm.since())
        + ": "
        + alarm.text();
  }

  /** A suspect as a line. */
  static String of(Suspect suspect) {
    SuspectName name = SuspectName.of(suspect);
    return new PlainText()
        .line(
            "suspect subscriber "
                + name.kind()
                + " "
                + name.value()
                + said(" presentity ", suspect.presentity())
                + " domain "
                + StatusJson.word(suspect.domain())
                + said(" node ", SuspectName.of(suspect.node()))
                + " since "
                + UtcTime.text(suspect.since())
                + ": "
                + suspect.reason())
        .toString();
  }

  /** A suspect node as a line. */
  static String of(SuspectNode node) {
    return new PlainText()
        .line(
            "suspect node "
                + node.node()
                + " since "
                + UtcTime.text(node.since())
                + ": "
                + node.reason())
        .toString();
  }

  private static String said(String label, @Nullable String value) {
    return value == null ? "" : label + value;
  }
}
