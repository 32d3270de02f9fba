package org.pna.app.why;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.pna.app.control.ControlHandler.Answer;
import org.pna.app.control.ControlRequest;
import org.pna.app.control.Format;
import org.pna.app.control.Reply;
import org.pna.normalise.Rules;
import org.pna.publisher.server.PublicUris;
import org.pna.publisher.store.StoreView;

/** Answers {@code why}, of a running store or of one that was left behind. Any thread. */
public final class WhyAnswer {
  private final StoreView view;
  private final PublicUris uris;
  private final BiFunction<StoreView, String, List<Watcher>> watchers;

  /**
   * @param view what is committed
   * @param uris the form in which presentities are kept
   * @param watchers who watches a presentity, as that view shows it
   */
  public WhyAnswer(
      StoreView view, PublicUris uris, BiFunction<StoreView, String, List<Watcher>> watchers) {
    this.view = view;
    this.uris = uris;
    this.watchers = watchers;
  }

  /** The explanation; absent when nothing is held of the presentity at that time. */
  public Answer answer(ControlRequest.Why request) {
    Finding.@Nullable Nothing nothing = null;
    for (String presentity : namesOf(request.presentity())) {
      Finding finding =
          Explanation.of(
              view, Rules::says, watchers.apply(view, presentity), presentity, request.at());
      if (finding instanceof Explanation explanation) {
        return Answer.of(Reply.Status.OK, text(explanation, request.format()));
      }
      nothing = nothing == null ? (Finding.Nothing) finding : nothing;
    }
    return Answer.of(Reply.Status.ABSENT, nothing == null ? "" : nothing.text());
  }

  /** As the directory keeps it, else as it is written. */
  private Set<String> namesOf(String written) {
    Set<String> names = new LinkedHashSet<>();
    uris.normalised(written).ifPresent(names::add);
    names.add(written);
    return names;
  }

  private static String text(Explanation explanation, Format format) {
    return format == Format.JSON
        ? ExplanationJson.of(explanation)
        : ExplanationText.of(explanation);
  }
}
