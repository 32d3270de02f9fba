package org.pna.publisher.store;

import org.pna.model.Domain;

/**
 * What is known of one IMSI, per domain.
 *
 * @param imsi decimal digits
 * @param cs circuit-switched domain
 * @param ps packet-switched domain
 */
public record SimFacts(String imsi, DomainFacts cs, DomainFacts ps) {
  /** An IMSI of which nothing is known. */
  public static SimFacts unknown(String imsi) {
    return new SimFacts(imsi, DomainFacts.UNKNOWN, DomainFacts.UNKNOWN);
  }

  /** The facts of one domain. */
  public DomainFacts of(Domain domain) {
    return domain == Domain.CS ? cs : ps;
  }

  /** The same with one domain's facts replaced. */
  public SimFacts with(Domain domain, DomainFacts facts) {
    return domain == Domain.CS ? new SimFacts(imsi, facts, ps) : new SimFacts(imsi, cs, facts);
  }

  @Override
  public String toString() {
    return "SimFacts";
  }
}
