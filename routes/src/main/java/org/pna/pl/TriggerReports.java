package org.pna.pl;

import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.pna.ph.ReportKeys;
import org.pna.ph.ReportingStanding;
import org.pna.ph.ReportingSupplier;
import org.pna.ph.ReportingWishes;
import org.pna.publisher.pen.ReportingControl.Wish;

/** The reports of locations that triggers bring, by each SIM of a presentity. */
public final class TriggerReports implements ReportingSupplier {
  private final Triggers triggers;
  private final ReportKeys keys;
  private final ReportingWishes wishes;

  /**
   * @param wishes those of the triggers
   */
  public TriggerReports(Triggers triggers, ReportKeys keys, ReportingWishes wishes) {
    this.triggers = triggers;
    this.keys = keys;
    this.wishes = wishes;
  }

  @Override
  public String name() {
    return "locations";
  }

  @Override
  public @Nullable String hindrance(String presentity, Wish wish) {
    return null;
  }

  @Override
  public void ask(String presentity, Wish wish, String requester, Consumer<Boolean> end) {
    wishes.ask(presentity, wish, end);
  }

  @Override
  public List<ReportingStanding> standings(String presentity) {
    return keys.of(presentity).stream().map(this::standing).toList();
  }

  private ReportingStanding standing(String key) {
    Trigger is = triggers.trigger(key);
    int colon = key.indexOf(':');
    return new ReportingStanding(
        key.substring(0, colon),
        key.substring(colon + 1),
        is.want().isWanted(),
        is.want().asked(),
        triggers.isSettled(key),
        List.of(
            new ReportingStanding.Report("location", word(is.phase()), is.since(), is.until())));
  }

  /** A phase as the documentation writes it. */
  static String word(Trigger.Phase phase) {
    return phase.name().toLowerCase(Locale.ROOT);
  }
}
