package org.pna.pi;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.pna.ph.Asked;
import org.pna.ph.ReportingStanding;
import org.pna.ph.ReportingSupplier;
import org.pna.pi.RegSubscription.State;
import org.pna.publisher.pen.ReportingControl.Wish;

/**
 * The reports that subscriptions to {@code reg} bring. S-CSCFs send REGISTER whatever is asked for,
 * and it counts.
 */
public final class RegReports implements ReportingSupplier {
  private final RegSubscriptions subscriptions;
  private final Predicate<String> isPresentity;

  /**
   * @param isPresentity whether the directory has a presentity, a URI
   */
  public RegReports(RegSubscriptions subscriptions, Predicate<String> isPresentity) {
    this.subscriptions = subscriptions;
    this.isPresentity = isPresentity;
  }

  @Override
  public String name() {
    return "reg-subscriptions";
  }

  @Override
  public @Nullable String hindrance(String presentity, Wish wish) {
    return null;
  }

  @Override
  public void ask(String presentity, Wish wish, String requester, Consumer<Boolean> end) {
    subscriptions.wish(presentity, wish != Wish.OFF, end);
  }

  @Override
  public List<ReportingStanding> standings(String presentity) {
    Instant off = subscriptions.offSince(presentity);
    if (off == null && !isPresentity.test(presentity)) {
      return List.of();
    }
    List<RegSubscriptions.Standing> all = subscriptions.of(presentity);
    List<ReportingStanding.Report> reports = new ArrayList<>();
    for (RegSubscriptions.Standing one : all) {
      String word = one.state().name().toLowerCase(Locale.ROOT);
      reports.add(new ReportingStanding.Report("reg", word, one.asked(), one.expires()));
    }
    if (reports.isEmpty()) {
      reports.add(new ReportingStanding.Report("reg", "none", null, null));
    }
    State aim = off == null ? State.LIVE : State.OFF;
    return List.of(
        new ReportingStanding(
            "presentity",
            presentity,
            off == null,
            off == null ? null : new Asked(false, off),
            all.stream().allMatch(one -> one.state() == aim),
            reports));
  }
}
