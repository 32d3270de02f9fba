package org.pna.ph;

import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.pna.publisher.pen.ReportingControl.Wish;
import org.pna.routes.AccountingFilter;
import org.pna.routes.Directory;

/** The accounting of gateways (Pk, Pp, Pr): it goes on coming, and is taken or not. */
public final class AccountingReports implements ReportingSupplier {
  private final AccountingFilter filter;
  private final Directory directory;

  /**
   * @param directory who is a presentity
   */
  public AccountingReports(AccountingFilter filter, Directory directory) {
    this.filter = filter;
    this.directory = directory;
  }

  @Override
  public String name() {
    return "accounting";
  }

  @Override
  public @Nullable String hindrance(String presentity, Wish wish) {
    return null;
  }

  @Override
  public void ask(String presentity, Wish wish, String requester, Consumer<Boolean> end) {
    if (wish == Wish.OFF) {
      filter.off(presentity, end);
    } else {
      filter.on(presentity, end);
    }
  }

  @Override
  public List<ReportingStanding> standings(String presentity) {
    Instant off = filter.offSince(presentity);
    if (off == null && !directory.has(presentity)) {
      return List.of();
    }
    return List.of(
        new ReportingStanding(
            "presentity",
            presentity,
            off == null,
            off == null ? null : new Asked(false, off),
            true,
            List.of(
                new ReportingStanding.Report(
                    "accounting", off == null ? "taken" : "dropped", off, null))));
  }
}
