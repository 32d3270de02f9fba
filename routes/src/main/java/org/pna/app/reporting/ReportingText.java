package org.pna.app.reporting;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pna.app.print.PlainText;
import org.pna.app.print.UtcTime;
import org.pna.ph.Asked;
import org.pna.ph.ReportingStanding;

/** How far the reporting on a presentity is, for people. */
final class ReportingText {
  private ReportingText() {}

  /**
   * Some lines.
   *
   * @param standings by the suppliers' names
   */
  static String of(String presentity, Map<String, List<ReportingStanding>> standings) {
    PlainText text = new PlainText();
    text.line(presentity);
    standings.values().stream().flatMap(List::stream).forEach(standing -> write(text, standing));
    return text.toString();
  }

  private static void write(PlainText text, ReportingStanding standing) {
    text.line("  " + standing.kind() + " " + standing.name());
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("wished", wished(standing)));
    for (ReportingStanding.Report report : standing.reports()) {
      String state = report.state() + at(" since ", report.since()) + at(" until ", report.until());
      rows.add(List.of(report.name(), state));
    }
    if (!standing.settled()) {
      rows.add(List.of("", "not done yet: it goes on when its turn comes"));
    }
    text.columns("    ", rows);
  }

  private static String wished(ReportingStanding standing) {
    String wish = standing.wanted() ? "on" : "off";
    Asked asked = standing.asked();
    return asked == null
        ? wish + ", as the configuration says"
        : wish + ", as asked" + at(" since ", asked.since());
  }

  private static String at(String word, @Nullable Instant time) {
    return time == null ? "" : word + UtcTime.text(time);
  }
}
