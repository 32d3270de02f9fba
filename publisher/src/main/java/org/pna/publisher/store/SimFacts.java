package org.pna.publisher.store;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pna.model.Domain;

/**
 * What is known of one IMSI, per domain.
 *
 * @param imsi decimal digits
 * @param msisdn the number it was last reported with, digits; null when never
 * @param deviceId URN of the device, which tells no IMSI
 * @param cs circuit-switched domain
 * @param ps packet-switched domain
 * @param accounts sessions that gateways account for
 * @param networks other networks that the home register tells of, in the order of their kind, then
 *     of their identities
 * @param position the last place by coordinates, or null
 */
public record SimFacts(
    String imsi,
    @Nullable String msisdn,
    String deviceId,
    DomainFacts cs,
    DomainFacts ps,
    Accounts accounts,
    List<NetworkFacts> networks,
    @Nullable PositionFacts position) {
  public SimFacts {
    networks = List.copyOf(networks);
  }

  /** An IMSI of which only its two domains are known. */
  public SimFacts(
      String imsi, @Nullable String msisdn, String deviceId, DomainFacts cs, DomainFacts ps) {
    this(imsi, msisdn, deviceId, cs, ps, Accounts.NONE, List.of(), null);
  }

  /** An IMSI of which nothing is known. */
  public static SimFacts unknown(String imsi, String deviceId) {
    return new SimFacts(imsi, null, deviceId, DomainFacts.UNKNOWN, DomainFacts.UNKNOWN);
  }

  /** Whether anything is known of it. */
  public boolean isKnown() {
    return !cs.equals(DomainFacts.UNKNOWN)
        || !ps.equals(DomainFacts.UNKNOWN)
        || !accounts.equals(Accounts.NONE)
        || !networks.isEmpty()
        || position != null;
  }

  /** The facts of one domain. */
  public DomainFacts of(Domain domain) {
    return domain == Domain.CS ? cs : ps;
  }

  /** The same with one domain's facts replaced. */
  public SimFacts with(Domain domain, DomainFacts facts) {
    return domain == Domain.CS
        ? new SimFacts(imsi, msisdn, deviceId, facts, ps, accounts, networks, position)
        : new SimFacts(imsi, msisdn, deviceId, cs, facts, accounts, networks, position);
  }

  /** The same under another number. */
  public SimFacts withMsisdn(String number) {
    return number.equals(msisdn)
        ? this
        : new SimFacts(imsi, number, deviceId, cs, ps, accounts, networks, position);
  }

  /** The same with other sessions of gateways. */
  public SimFacts with(Accounts others) {
    return new SimFacts(imsi, msisdn, deviceId, cs, ps, others, networks, position);
  }

  /** The same with other networks. */
  public SimFacts with(List<NetworkFacts> others) {
    return new SimFacts(imsi, msisdn, deviceId, cs, ps, accounts, others, position);
  }

  /** The same at another place; null for none that is known. */
  public SimFacts at(@Nullable PositionFacts place) {
    return new SimFacts(imsi, msisdn, deviceId, cs, ps, accounts, networks, place);
  }

  @Override
  public String toString() {
    return "SimFacts";
  }
}
