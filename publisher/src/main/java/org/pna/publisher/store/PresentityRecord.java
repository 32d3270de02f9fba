package org.pna.publisher.store;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pna.publisher.pidf.PresenceDocument;

/**
 * All that is known of one presentity.
 *
 * @param presentity URI
 * @param sims the facts of each of its IMSIs, in the order of their first report
 * @param document what those facts say, as published
 * @param reasons why, one for each of the document's fragments, in their order
 * @param version of the document: 0 before the first publication, then 1, 2, 3 …
 * @param steps number of the newest {@link JournalEntry}; 0 before the first
 * @param wakeAt when it has to be looked at, though no message comes; null for never
 * @param heard messages that may still be repeated, the oldest first
 */
public record PresentityRecord(
    String presentity,
    List<SimFacts> sims,
    PresenceDocument document,
    List<Reason> reasons,
    long version,
    long steps,
    @Nullable Instant wakeAt,
    List<Heard> heard) {
  public PresentityRecord {
    sims = List.copyOf(sims);
    reasons = List.copyOf(reasons);
    heard = List.copyOf(heard);
    if (reasons.size() != document.fragments().size()) {
      throw new IllegalArgumentException("a reason for each fragment, and no more");
    }
  }

  /** A presentity of which nothing is known. */
  public static PresentityRecord unknown(String presentity) {
    return new PresentityRecord(
        presentity,
        List.of(),
        PresenceDocument.empty(presentity),
        List.of(),
        0,
        0,
        null,
        List.of());
  }

  /** The same with other facts, as a message's next report finds them. */
  public PresentityRecord with(List<SimFacts> facts) {
    return new PresentityRecord(
        presentity, facts, document, reasons, version, steps, wakeAt, heard);
  }

  /** The same with other facts and messages. */
  PresentityRecord remembering(List<SimFacts> facts, List<Heard> messages) {
    return new PresentityRecord(
        presentity, facts, document, reasons, version, steps, wakeAt, messages);
  }

  /** The same without messages heard and accounts that are over: as a {@link Step} has it. */
  PresentityRecord withoutMemory() {
    List<SimFacts> facts =
        sims.stream()
            .map(
                sim ->
                    sim.accounts().ended().isEmpty()
                        ? sim
                        : sim.with(sim.accounts().with(List.of())))
            .toList();
    return remembering(facts, List.of());
  }
}
