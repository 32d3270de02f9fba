package org.pna.app.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.pna.app.print.PlainText;
import org.pna.app.print.UtcTime;
import org.pna.model.Domain;
import org.pna.model.Evidence;
import org.pna.model.Location;
import org.pna.ph.InquiryEnd;
import org.pna.publisher.store.DomainFacts;

/** A {@link QueryReport} for people. */
final class QueryText {
  private QueryText() {}

  static String of(QueryReport report) {
    PlainText text = new PlainText();
    text.line(report.presentity() == null ? "(not in the subscribers' file)" : report.presentity());
    for (QueryReport.Sim sim : report.sims()) {
      text.line(
          "  "
              + (sim.imsi() == null ? "" : "imsi " + sim.imsi() + "  ")
              + (sim.msisdn() == null ? "" : "msisdn " + sim.msisdn()));
      List<List<String>> rows = new ArrayList<>();
      for (QueryReport.Told told : sim.domains()) {
        String domain = told.domain().name().toLowerCase(Locale.ROOT);
        rows.add(List.of(domain, "HLR", told(told)));
        InquiryEnd end = told.end();
        if (end != null && told.said() != null) {
          rows.add(List.of("", "effect", QueryWords.effect(end)));
        }
        rows.add(List.of("", "held", held(told.held())));
      }
      text.columns("    ", rows);
    }
    return text.toString();
  }

  private static String told(QueryReport.Told told) {
    Said said = told.said();
    if (said == null) {
      return QueryWords.failure(told.end());
    }
    List<String> words = new ArrayList<>();
    for (Said.State state : said.states()) {
      words.add((state.network() + " " + state.word()).strip());
    }
    if (words.isEmpty()) {
      words.add("no state");
    }
    if (said.node() != null) {
      words.add((told.domain() == Domain.CS ? "VLR " : "SGSN ") + said.node());
    }
    place(words, said.location());
    words.add("asked at " + UtcTime.text(said.asked()));
    return String.join(", ", words);
  }

  private static void place(List<String> words, @Nullable Location location) {
    if (location == null) {
      return;
    }
    if (location.cell() != null) {
      words.add((location.cell().serviceArea() ? "service area " : "cell ") + location.cell());
    } else if (location.routingArea() != null) {
      words.add("routing area " + location.routingArea());
    } else if (location.area() != null) {
      words.add("location area " + location.area());
    }
    if (location.ageMinutes() != null) {
      words.add(location.ageMinutes() + " min old");
    }
  }

  private static String held(@Nullable DomainFacts facts) {
    if (facts == null || facts.equals(DomainFacts.UNKNOWN)) {
      return "nothing";
    }
    Evidence evidence = facts.evidence();
    return QueryWords.held(facts)
        + (evidence == null
            ? ""
            : ", by "
                + evidence.source()
                + " "
                + evidence.operation()
                + " "
                + evidence.code()
                + " of "
                + UtcTime.text(evidence.time()));
  }
}
