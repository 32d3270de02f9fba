package org.pna.app.reporting;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.pna.app.print.PlainText;
import org.pna.app.print.UtcTime;
import org.pna.model.message.map.Csi;
import org.pna.ph.Armament;
import org.pna.ph.CsiStanding;
import org.pna.ph.ReportingStanding;

/** How far the reporting on a presentity is, for people. */
final class ReportingText {
  private ReportingText() {}

  static String of(String presentity, List<ReportingStanding> standings) {
    PlainText text = new PlainText();
    text.line(presentity);
    for (ReportingStanding standing : standings) {
      text.line("  imsi " + standing.imsi());
      Armament armament = standing.armament();
      List<List<String>> rows = new ArrayList<>();
      rows.add(List.of("wished", wished(armament)));
      for (Csi.Kind kind : Csi.Kind.values()) {
        rows.add(List.of(name(kind), state(armament.standing(kind))));
      }
      if (!standing.settled()) {
        rows.add(List.of("", "not done yet: it goes on when its turn comes"));
      }
      text.columns("    ", rows);
    }
    return text.toString();
  }

  private static String wished(Armament armament) {
    String wish = armament.isWanted() ? "on" : "off";
    Armament.Asked asked = armament.asked();
    return asked == null
        ? wish + ", as the configuration says"
        : wish + ", as asked" + since(asked.since());
  }

  /** {@code m-csi}, as the configuration writes it. */
  static String name(Csi.Kind kind) {
    return kind == Csi.Kind.M_CSI ? "m-csi" : "mg-csi";
  }

  private static String state(CsiStanding standing) {
    return word(standing) + since(standing.since());
  }

  static String word(CsiStanding standing) {
    return standing.state().name().toLowerCase(Locale.ROOT);
  }

  private static String since(@Nullable Instant since) {
    return since == null ? "" : " since " + UtcTime.text(since);
  }
}
