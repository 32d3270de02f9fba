package org.pna.app.query;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pna.model.Domain;
import org.pna.ph.InquiryEnd;
import org.pna.publisher.store.DomainFacts;

/**
 * What came of a query. {@code toString} shows no identity.
 *
 * @param presentity whom it was about; null if the directory does not tell
 * @param sims each SIM that was asked about
 */
record QueryReport(@Nullable String presentity, List<Sim> sims) {
  QueryReport {
    sims = List.copyOf(sims);
  }

  /**
   * One SIM.
   *
   * @param imsi digits, or null
   * @param msisdn digits, or null
   * @param domains both
   */
  record Sim(@Nullable String imsi, @Nullable String msisdn, List<Told> domains) {
    Sim {
      domains = List.copyOf(domains);
    }

    @Override
    public String toString() {
      return "Sim";
    }
  }

  /**
   * One domain.
   *
   * @param domain which
   * @param end what the register said; null: nothing yet
   * @param held what is held now; null: nothing
   */
  record Told(Domain domain, @Nullable InquiryEnd end, @Nullable DomainFacts held) {
    /** What the register said; null: nothing. */
    @Nullable Said said() {
      return end == null ? null : Said.of(end.told(), domain);
    }
  }

  /** Whether the register told anything. */
  boolean isAnswered() {
    return sims.stream()
        .flatMap(sim -> sim.domains().stream())
        .anyMatch(told -> told.said() != null);
  }

  @Override
  public String toString() {
    return "QueryReport";
  }
}
