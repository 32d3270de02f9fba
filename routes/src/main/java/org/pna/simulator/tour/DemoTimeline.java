package org.pna.simulator.tour;

import java.io.PrintStream;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.pna.publisher.pidf.ReceivedPresence;
import org.pna.simulator.GmlcQuestion;
import org.pna.simulator.HlrQuestion;
import org.pna.simulator.HssQuestion;
import org.pna.simulator.Notice;

/** Prints for a person what the network does, and beneath it what comes of it. */
final class DemoTimeline {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");

  /** Data-Reference (TS 29.329). */
  private static final int LOCATION = 14;

  private final PrintStream out;
  private final Changes changes = new Changes();

  DemoTimeline(PrintStream out) {
    this.out = out;
  }

  /** A line about the tour itself. */
  void say(String text) {
    out.println(text);
  }

  /** Somebody does something. */
  void does(String who, String what) {
    line(String.format(Locale.ROOT, "%-18s  %s", who, what));
  }

  /** Somebody reads this on a screen. */
  void printed(List<String> lines) {
    lines.forEach(line -> does("", line));
  }

  /** The gateway does something. */
  void gateway(String what) {
    does("  gateway", what);
  }

  /** The gateway asks the HLR. */
  void asked(HlrQuestion question) {
    does("  gateway asks HLR", words(question));
  }

  /** The gateway asks the HSS. */
  void asked(HssQuestion question) {
    String who = DemoSubscriber.name(question.who());
    String words;
    if (question instanceof HssQuestion.Data data) {
      String domain = data.domain() == null ? "" : " in the " + data.domain() + " domain";
      String said = data.said().isEmpty() ? "not known" : data.said();
      words =
          String.format(
              Locale.ROOT,
              "%s is %s%s? (User-Data-Request %d) %s",
              data.reference() == LOCATION ? "where" : "how",
              who,
              domain,
              data.reference(),
              said);
    } else {
      boolean wanted = ((HssQuestion.Notifications) question).wanted();
      words =
          (wanted ? "tell of " : "tell no more of ")
              + who
              + "'s registration! (Subscribe-Notifications-Request)";
    }
    does("  gateway asks HSS", words);
  }

  /** The gateway asks the GMLC. */
  void asked(GmlcQuestion question) {
    String who = DemoSubscriber.name(question.who());
    does("  gateway asks GMLC", "where is " + who + "? (slir)");
  }

  /** The gateway asks the S-CSCF. */
  void subscribed(String identity) {
    does("  gateway asks CSCF", "tell of " + identity + "! (SUBSCRIBE reg)");
  }

  /** The watcher read a NOTIFY: what is new in it; in the last one all. */
  void told(Notice notice) {
    ReceivedPresence said = notice.presence();
    if (said == null || !notice.state().equals("active")) {
      does("  watcher is told", notice.text());
    } else {
      does("  watcher is told", notice.presentity() + "  " + changes.in(said));
    }
  }

  /** Something was not as it should be. */
  void failed(String failure) {
    line("  NOT AS EXPECTED   " + failure);
  }

  /** The watcher was left in peace. */
  void nobodyTold() {
    line("  watcher is not told");
  }

  private void line(String text) {
    out.println(LocalTime.now(ZoneId.systemDefault()).format(TIME) + "  " + text);
  }

  /** A question and its answer. */
  static String words(HlrQuestion question) {
    String who = DemoSubscriber.name(question.who());
    if (question instanceof HlrQuestion.State state) {
      return String.format(
          Locale.ROOT,
          "how is %s in the %s domain? (anyTimeInterrogation) %s",
          who,
          state.domain(),
          state.state().specName());
    } else if (question instanceof HlrQuestion.Subscription csis) {
      return String.format(
          Locale.ROOT,
          "are %s's events reported? (anyTimeSubscriptionInterrogation) M-CSI %s, MG-CSI %s",
          who,
          word(csis.mobility()),
          word(csis.mobilityGprs()));
    } else if (question instanceof HlrQuestion.Modification change) {
      return String.format(
          Locale.ROOT,
          "report %s's events! (anyTimeModification) %s %s",
          who,
          change.csi().name().replace('_', '-'),
          word(change.active()));
    }
    throw new IllegalArgumentException("another question: " + question.getClass());
  }

  private static String word(boolean active) {
    return active ? "on" : "off";
  }
}
