package org.pna.publisher.store;

import java.util.List;
import org.pna.publisher.pidf.PresenceDocument;

/**
 * All that is known of one presentity.
 *
 * @param presentity URI
 * @param sims the facts of each of its IMSIs, in the order of their first report
 * @param document what those facts say, as published
 * @param version of the document: 0 before the first publication, then 1, 2, 3 …
 */
public record PresentityRecord(
    String presentity, List<SimFacts> sims, PresenceDocument document, long version) {
  public PresentityRecord {
    sims = List.copyOf(sims);
  }

  /** A presentity of which nothing is known. */
  public static PresentityRecord unknown(String presentity) {
    return new PresentityRecord(presentity, List.of(), PresenceDocument.empty(presentity), 0);
  }
}
