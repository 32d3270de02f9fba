package org.pna.ph;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.pna.model.Domain;
import org.pna.model.Imsi;
import org.pna.model.Msisdn;
import org.pna.model.SubscriberId;
import org.pna.routes.Suspect;
import org.pna.routes.Suspects;

/**
 * Rule T1: whoever is suspect is asked about, some hundred of a register at a time, and again after
 * a pause if that did not help. An answer that is taken clears the suspect by its IMSI, as all that
 * is heard does; those that the network named otherwise are cleared here.
 */
final class SuspectSweep {
  private static final int UNDER_WAY = 500;
  private static final Duration PAUSE = Duration.ofMinutes(10);

  /** An old suspicion that no answer settles is asked about ever more seldom. */
  private static final int PAUSES = 8;

  private final Questioner questioner;
  private final Suspects suspects;
  private final SimDirectory sims;
  private final AskedLately lately;
  private final InstantSource clock;
  private final Map<Hlr, Set<Inquiry.Key>> underWay = new ConcurrentHashMap<>();

  SuspectSweep(
      Questioner questioner,
      Suspects suspects,
      SimDirectory sims,
      AskedLately lately,
      InstantSource clock) {
    this.questioner = questioner;
    this.suspects = suspects;
    this.sims = sims;
    this.lately = lately;
    this.clock = clock;
  }

  void run() {
    if (suspects.subscribers() > 0) {
      suspects.forEach(this::look);
    }
  }

  private void look(Suspect suspect) {
    List<List<SubscriberId>> all = namesOf(suspect);
    boolean settled = !all.isEmpty();
    for (List<SubscriberId> names : all) {
      boolean answered = lately.answeredSince(names.get(0), suspect.domain(), suspect.since());
      settled &= answered;
      if (!answered || isNamedByImsi(suspect)) {
        ask(names, suspect);
      }
    }
    if (settled && !isNamedByImsi(suspect)) {
      suspects.settle(suspect);
    }
  }

  private void ask(List<SubscriberId> names, Suspect suspect) {
    Domain domain = suspect.domain();
    Instant now = clock.instant();
    Duration part = Duration.between(suspect.since(), now).dividedBy(PAUSES);
    Instant paused = now.minus(part.compareTo(PAUSE) > 0 ? part : PAUSE);
    Instant from = suspect.since().isAfter(paused) ? suspect.since() : paused;
    Hlr hlr = questioner.open(names);
    if (hlr == null || lately.since(names.get(0), domain, from)) {
      return;
    }
    Set<Inquiry.Key> asked = underWay.computeIfAbsent(hlr, one -> ConcurrentHashMap.newKeySet());
    Inquiry.Key key = new Inquiry.Key(names.get(0), domain);
    if (asked.size() < UNDER_WAY
        && asked.add(key)
        && !questioner.ask(names, domain, Priority.SUSPECT, end -> asked.remove(key))) {
      asked.remove(key);
    }
  }

  private static boolean isNamedByImsi(Suspect suspect) {
    return suspect.name().indexOf(':') < 0;
  }

  /** Whom to ask about: an IMSI wherever one can be found, since facts are kept by it. */
  private List<List<SubscriberId>> namesOf(Suspect suspect) {
    String presentity = suspect.presentity();
    List<List<SubscriberId>> known = presentity == null ? List.of() : sims.of(presentity);
    SubscriberId said;
    if (isNamedByImsi(suspect)) {
      said = new Imsi(suspect.name());
    } else if (suspect.name().startsWith("msisdn:")) {
      said = new Msisdn(suspect.name().substring("msisdn:".length()));
    } else {
      return known;
    }
    for (List<SubscriberId> names : known) {
      if (names.contains(said)) {
        return List.of(names);
      }
    }
    return List.of(List.of(said));
  }
}
