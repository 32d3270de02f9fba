package org.pna.app.why;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.pna.publisher.store.SimFacts;
import org.pna.publisher.store.Step;
import org.pna.publisher.store.StoreView;
import org.pna.routes.Suspect;

/**
 * Why a presentity's document says what it says (invariant I5). Made of what is committed alone, so
 * that a running gateway and the folder that it leaves behind say the same.
 *
 * @param presentity URI
 * @param at the past moment that was asked for; null for now
 * @param version of the document
 * @param events steps of the presentity since ever
 * @param sims what is held of each IMSI
 * @param suspects of which of them something was missed, so that what is shown may be wrong; none
 *     for the past
 * @param elements of the document, in its order
 * @param watchers who watches; null for the past, of which it is not kept
 * @param history every kept step up to that moment, the newest first
 */
public record Explanation(
    String presentity,
    @Nullable Instant at,
    long version,
    long events,
    List<SimFacts> sims,
    List<Suspect> suspects,
    List<ExplainedElement> elements,
    @Nullable List<Watcher> watchers,
    List<Step> history)
    implements Finding {
  public Explanation {
    sims = List.copyOf(sims);
    suspects = List.copyOf(suspects);
    elements = List.copyOf(elements);
    watchers = watchers == null ? null : List.copyOf(watchers);
    history = List.copyOf(history);
  }

  /**
   * Explains a presentity.
   *
   * @param view what is committed
   * @param rules the meaning of a rule by its name
   * @param watchers who watches it
   * @param presentity URI as it is kept
   * @param at null for now
   */
  public static Finding of(
      StoreView view,
      Function<String, String> rules,
      List<Watcher> watchers,
      String presentity,
      @Nullable Instant at) {
    return new Explainer(view, rules).explain(watchers, presentity, at);
  }
}
