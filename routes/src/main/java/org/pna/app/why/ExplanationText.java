package org.pna.app.why;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.pna.app.print.PlainText;
import org.pna.app.print.UtcTime;
import org.pna.app.why.ExplainedElement.Superseded;
import org.pna.app.why.ExplainedElement.Waiting;
import org.pna.model.Domain;
import org.pna.model.Evidence;
import org.pna.model.ReportingNode;
import org.pna.publisher.store.Account;
import org.pna.publisher.store.Cause;
import org.pna.publisher.store.DomainFacts;
import org.pna.publisher.store.JournalEntry;
import org.pna.publisher.store.NetworkFacts;
import org.pna.publisher.store.Session;
import org.pna.publisher.store.SimFacts;
import org.pna.publisher.store.Step;
import org.pna.routes.Suspect;

/** An {@link Explanation} for people. */
public final class ExplanationText {
  private static final String INDENT = "  ";

  private final PlainText text = new PlainText();

  private ExplanationText() {}

  /** The text, with the end of its last line. */
  public static String of(Explanation explanation) {
    ExplanationText writer = new ExplanationText();
    writer.write(explanation);
    return writer.text.toString();
  }

  private void write(Explanation explanation) {
    text.line(explanation.presentity());
    if (explanation.at() != null) {
      text.line("as it was at " + UtcTime.text(explanation.at()));
    }
    long events = explanation.events();
    text.line(
        "version " + explanation.version() + ", " + events + (events == 1 ? " step" : " steps"));
    if (explanation.elements().isEmpty()) {
      text.line("").line("the document says nothing");
    }
    explanation.elements().forEach(this::element);
    text.line("").line("SIMs");
    text.columns(INDENT, explanation.sims().stream().map(ExplanationText::sim).toList());
    for (Suspect suspect : explanation.suspects()) {
      text.line("").line(suspicion(suspect));
    }
    text.line("");
    watchers(explanation.watchers());
    text.line("").line("history, newest first");
    List<List<String>> history = new ArrayList<>();
    for (Step step : explanation.history()) {
      history.add(step(step.entry(), step.after().version()));
    }
    text.columns(INDENT, history);
  }

  private static String suspicion(Suspect suspect) {
    String node = suspect.node().number();
    return "suspect: an event of "
        + suspect.domain().name().toLowerCase(Locale.ROOT)
        + " was not taken at "
        + UtcTime.text(suspect.since())
        + " ("
        + suspect.reason()
        + ", node "
        + (node == null ? suspect.node().globalTitle() : node)
        + "), imsi "
        + suspect.name();
  }

  private void element(ExplainedElement element) {
    text.line("").line(element.id());
    List<List<String>> rows = new ArrayList<>();
    rows(rows, "value", element.value());
    rows.add(List.of("since", UtcTime.text(element.since())));
    boolean timer = element.reason().cause() == Cause.TIMER;
    rows.add(
        List.of(
            timer ? "timer of" : "heard", heard(element.reason().evidence(), element.domain())));
    rows.add(List.of("rule", element.reason().rule() + ": " + element.says()));
    Superseded before = element.superseded();
    if (before != null) {
      rows(rows, "before", before.value());
      if (!before.since().equals(before.evidence().time())) {
        rows.add(List.of("", "since " + UtcTime.text(before.since())));
      }
      rows.add(
          List.of(
              before.value().isEmpty() ? "before" : "",
              heard(before.evidence(), element.domain())));
    }
    for (Session session : element.sessions()) {
      Domain domain = element.domain() == Domain.PS ? Domain.PS : Domain.CS;
      String since = " since " + UtcTime.text(session.since());
      String until = ", believed until " + UtcTime.text(session.expires());
      rows.add(List.of("follows", Words.session(session, domain) + since + until));
      rows.add(List.of("", heard(session.evidence(), domain)));
    }
    for (Account account : element.accounts()) {
      String since = " since " + UtcTime.text(account.began());
      String until = ", believed until " + UtcTime.text(account.expires());
      rows.add(List.of("follows", Words.account(account) + since + until));
      rows.add(List.of("", heard(account.evidence(), null)));
    }
    for (NetworkFacts facts : element.networks()) {
      String since = " since " + UtcTime.text(facts.changedAt());
      String until = ", believed until " + UtcTime.text(facts.expires());
      rows.add(List.of("follows", Words.network(facts) + since + until));
      Instant session = facts.meansUntil();
      if (session != null) {
        rows.add(List.of("", "its session believed until " + UtcTime.text(session)));
      }
      Instant stale = facts.staleSince();
      if (stale != null) {
        rows.add(List.of("", "doubtful since " + UtcTime.text(stale)));
      }
      rows.add(List.of("", heard(facts.evidence(), Words.domain(facts))));
    }
    String label = "ignored";
    for (JournalEntry entry : element.lost()) {
      rows.add(List.of(label, heard(entry.evidence(), entry.domain())));
      rows.add(List.of("", entry.rule() + ": " + entry.ignored() + from(entry.node())));
      label = "";
    }
    for (Waiting waiting : element.waiting()) {
      String when = waiting.kind() == Waiting.Kind.ASK ? "at " : "until ";
      rows.add(List.of(label(waiting), when + UtcTime.text(waiting.until())));
      Evidence evidence = waiting.evidence();
      if (evidence != null) {
        rows.add(List.of("", heard(evidence, waiting.domain())));
      }
    }
    Instant doubtful = element.doubtful();
    if (doubtful != null) {
      rows.add(List.of("doubtful", "since " + UtcTime.text(doubtful)));
    }
    if (element.polled()) {
      rows.add(List.of("coverage", "polled: the serving node does not report"));
    }
    rows.add(List.of("stale", element.stale() == null ? "never" : UtcTime.text(element.stale())));
    text.columns(INDENT, rows);
  }

  private static void rows(List<List<String>> rows, String label, List<String> values) {
    for (int i = 0; i < values.size(); i++) {
      rows.add(List.of(i == 0 ? label : "", values.get(i)));
    }
  }

  private static String label(Waiting waiting) {
    return switch (waiting.kind()) {
      case HELD -> "held (T15)";
      case LEAVING -> "leaving";
      case ASK -> "to ask";
      case ASKED -> "asked";
    };
  }

  private static String heard(Evidence evidence, @Nullable Domain domain) {
    return UtcTime.text(evidence.time())
        + "  "
        + Words.said(evidence, domain)
        + ", "
        + Words.place(evidence.place());
  }

  private static String from(@Nullable ReportingNode node) {
    String name = Words.node(node);
    return name == null ? "" : ", from node " + name;
  }

  private static List<String> sim(SimFacts sim) {
    return List.of(
        "imsi " + sim.imsi(),
        sim.msisdn() == null ? "no msisdn" : "msisdn " + sim.msisdn(),
        sim.deviceId(),
        "cs at " + node(sim.cs()),
        "ps at " + node(sim.ps()));
  }

  private static String node(DomainFacts facts) {
    String name = Words.node(facts.node());
    return name == null ? "no known node" : name;
  }

  private void watchers(@Nullable List<Watcher> watchers) {
    if (watchers == null) {
      text.line("watchers are not kept for the past");
    } else if (watchers.isEmpty()) {
      text.line("nobody watches");
    } else {
      text.line("watchers");
      text.columns(INDENT, watchers.stream().map(ExplanationText::watcher).toList());
    }
  }

  private static List<String> watcher(Watcher watcher) {
    return List.of(
        watcher.watcher(),
        watcher.active() ? "active" : "pending",
        watcher.location() ? "with location" : "without location",
        "until " + UtcTime.text(watcher.expires()),
        "knows version " + watcher.version(),
        lastNotify(watcher));
  }

  private static String lastNotify(Watcher watcher) {
    if (watcher.cseq() == 0) {
      return "no NOTIFY yet";
    }
    Watcher.Last last = watcher.last();
    String ended =
        last == null
            ? ""
            : "NOTIFY " + last.cseq() + ": " + last.result() + " at " + UtcTime.text(last.time());
    return last != null && last.cseq() == watcher.cseq()
        ? ended
        : (ended + "  NOTIFY " + watcher.cseq() + ": not ended").strip();
  }

  private static List<String> step(JournalEntry entry, long version) {
    String domain = entry.domain() == null ? "" : entry.domain().name().toLowerCase(Locale.ROOT);
    String ignored = entry.ignored();
    return List.of(
        String.valueOf(entry.number()),
        UtcTime.text(entry.time()),
        entry.cause() == Cause.TIMER ? "timer" : "event",
        Words.said(entry.evidence(), entry.domain()),
        Words.place(entry.evidence().place()),
        (domain + " " + entry.imsi()).strip(),
        entry.rule() + (ignored == null ? "" : " ignored: " + ignored),
        "v" + version);
  }
}
