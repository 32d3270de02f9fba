package org.pna.normalise;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.pna.model.Domain;
import org.pna.publisher.store.Question;
import org.pna.publisher.store.SimFacts;

/**
 * That the home register is to be asked about a domain, now.
 *
 * @param imsi of the SIM, digits; empty when only its number is known
 * @param msisdn its number, digits; null when not known
 * @param domain to ask about
 * @param why what depends on the answer
 * @param time from when on an answer settles it: the request is not to be older
 */
public record Query(
    String imsi, @Nullable String msisdn, Domain domain, Question.Why why, Instant time) {
  /** Of what is held of a SIM. */
  static Query of(SimFacts sim, Domain domain, Question question) {
    return new Query(sim.imsi(), sim.msisdn(), domain, question.why(), question.since());
  }

  @Override
  public String toString() {
    return "Query[" + domain + ", " + why + "]";
  }
}
