package org.pna.app.why;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.pna.app.print.UtcTime;
import org.pna.model.Evidence;
import org.pna.publisher.pidf.Element;
import org.pna.publisher.pidf.Fragment;
import org.pna.publisher.store.JournalEntry;
import org.pna.publisher.store.PresentityRecord;
import org.pna.publisher.store.Reason;
import org.pna.publisher.store.Step;
import org.pna.publisher.store.StoreView;
import org.pna.routes.Suspect;
import org.pna.routes.SuspectFormat;

/** Puts an {@link Explanation} together. */
final class Explainer {
  private final StoreView view;
  private final Function<String, String> rules;

  Explainer(StoreView view, Function<String, String> rules) {
    this.view = view;
    this.rules = rules;
  }

  Finding explain(List<Watcher> watchers, String presentity, @Nullable Instant at) {
    PresentityRecord record = view.committed(presentity);
    if (record.steps() == 0 && record.version() == 0) {
      return new Finding.Nothing("nothing is held of " + presentity + waiting(watchers.size()));
    }
    List<Step> steps = new ArrayList<>(view.history(presentity));
    long newest = record.steps();
    steps.removeIf(step -> step.entry().number() > newest); // came between the two looks
    if (at == null) {
      return explanation(record, steps, watchers, null);
    }
    List<Step> until = steps.subList(0, countUntil(steps, at));
    if (until.isEmpty()) {
      return new Finding.Nothing(tooEarly(presentity, steps, at));
    }
    return explanation(until.get(until.size() - 1).after(), until, null, at);
  }

  private static String waiting(int watchers) {
    return switch (watchers) {
      case 0 -> "";
      case 1 -> "; 1 watcher waits for it";
      default -> "; " + watchers + " watchers wait for it";
    };
  }

  /** Steps before the first that is later; times as they are printed, so that one can be copied. */
  private static int countUntil(List<Step> steps, Instant at) {
    int count = 0;
    while (count < steps.size()
        && !steps.get(count).entry().time().truncatedTo(ChronoUnit.MICROS).isAfter(at)) {
      count++;
    }
    return count;
  }

  private static String tooEarly(String presentity, List<Step> steps, Instant at) {
    String asked = UtcTime.text(at);
    if (steps.isEmpty()) {
      return "no history is kept of " + presentity + ", so nothing is known of " + asked;
    }
    JournalEntry oldest = steps.get(0).entry();
    String from = UtcTime.text(oldest.time());
    return oldest.number() == 1
        ? "nothing was held of " + presentity + " before " + from + ", and " + asked + " is earlier"
        : "the history of "
            + presentity
            + " is kept from "
            + from
            + " on; "
            + asked
            + " is earlier";
  }

  private Explanation explanation(
      PresentityRecord record,
      List<Step> steps,
      @Nullable List<Watcher> watchers,
      @Nullable Instant at) {
    List<ExplainedElement> elements = new ArrayList<>();
    List<Fragment> fragments = record.document().fragments();
    for (int i = 0; i < fragments.size(); i++) {
      elements.add(explain(record, steps, fragments.get(i).element(), record.reasons().get(i)));
    }
    List<Suspect> suspects = new ArrayList<>(0);
    if (at == null) {
      record.sims().forEach(sim -> suspects.addAll(SuspectFormat.of(view, sim.imsi())));
    }
    List<Step> history = new ArrayList<>(steps);
    Collections.reverse(history);
    return new Explanation(
        record.presentity(),
        at,
        record.version(),
        record.steps(),
        record.sims(),
        suspects,
        elements,
        watchers,
        history);
  }

  private ExplainedElement explain(
      PresentityRecord record, List<Step> steps, Element element, Reason reason) {
    Behind behind = Behind.of(element, record.sims());
    return new ExplainedElement(
        element.id(),
        Words.value(element),
        element.timestamp(),
        reason,
        rules.apply(reason.rule()),
        superseded(steps, element.id(), reason),
        lost(steps, behind, reason),
        Words.domain(element),
        behind.sessions(),
        behind.accounts(),
        behind.networks(),
        behind.doubtful(),
        behind.polled(),
        behind.stale(),
        behind.waiting());
  }

  private static ExplainedElement.@Nullable Superseded superseded(
      List<Step> steps, String id, Reason reason) {
    Evidence superseded = reason.superseded();
    if (superseded == null) {
      return null;
    }
    for (int i = steps.size() - 1; i >= 0; i--) {
      PresentityRecord then = steps.get(i).after();
      int index = indexOf(then, id);
      if (index >= 0
          && then.reasons().get(index).evidence().equals(superseded)
          && !then.reasons().get(index).equals(reason)) {
        Element before = then.document().fragments().get(index).element();
        return new ExplainedElement.Superseded(Words.value(before), before.timestamp(), superseded);
      }
    }
    return new ExplainedElement.Superseded(List.of(), superseded.time(), superseded);
  }

  private static int indexOf(PresentityRecord record, String id) {
    List<Fragment> fragments = record.document().fragments();
    for (int i = 0; i < fragments.size(); i++) {
      if (fragments.get(i).id().equals(id)) {
        return i;
      }
    }
    return -1;
  }

  /** Ignored steps behind the one that made the element; if that is gone, all that are kept. */
  private static List<JournalEntry> lost(List<Step> steps, Behind behind, Reason reason) {
    List<JournalEntry> lost = new ArrayList<>();
    for (Step step : steps) {
      JournalEntry entry = step.entry();
      if (entry.ignored() != null) {
        if (behind.isAbout(entry)) {
          lost.add(entry);
        }
      } else if (entry.cause() == reason.cause() && entry.evidence().equals(reason.evidence())) {
        lost.clear();
      }
    }
    return lost;
  }
}
