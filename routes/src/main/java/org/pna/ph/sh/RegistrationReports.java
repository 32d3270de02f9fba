package org.pna.ph.sh;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.pna.ph.ReportKeys;
import org.pna.ph.ReportingStanding;
import org.pna.ph.ReportingSupplier;
import org.pna.ph.ReportingWishes;
import org.pna.publisher.pen.ReportingControl.Wish;

/** The reports that subscriptions to IMSUserState bring, by each identity of a presentity. */
public final class RegistrationReports implements ReportingSupplier {
  private final StateSubscriptions subscriptions;
  private final ReportKeys identities;
  private final ReportingWishes wishes;

  /**
   * @param wishes those of the subscriptions
   */
  public RegistrationReports(
      StateSubscriptions subscriptions, ReportKeys identities, ReportingWishes wishes) {
    this.subscriptions = subscriptions;
    this.identities = identities;
    this.wishes = wishes;
  }

  @Override
  public String name() {
    return "registrations";
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
    return identities.of(presentity).stream().map(this::standing).toList();
  }

  private ReportingStanding standing(String identity) {
    StateSubscription is = subscriptions.subscription(identity);
    return new ReportingStanding(
        "identity",
        identity,
        is.want().isWanted(),
        is.want().asked(),
        subscriptions.isSettled(identity),
        List.of(
            new ReportingStanding.Report(
                "ims-user-state", is.phase().word(), is.since(), is.until())));
  }
}
