package org.pna.publisher.store;

import java.util.List;
import org.pna.publisher.pidf.Element;
import org.pna.publisher.pidf.PresenceDocument;

/**
 * All that is known of one presentity.
 *
 * @param presentity URI
 * @param sims the facts of each of its IMSIs, in the order of their first report
 * @param elements what those facts say in PIDF terms
 * @param document the elements as published
 * @param version of the document: 0 before the first publication, then 1, 2, 3 …
 */
public record PresentityRecord(
    String presentity,
    List<SimFacts> sims,
    List<Element> elements,
    PresenceDocument document,
    long version) {
  public PresentityRecord {
    sims = List.copyOf(sims);
    elements = List.copyOf(elements);
  }

  /** A presentity of which nothing is known. */
  public static PresentityRecord unknown(String presentity) {
    return new PresentityRecord(
        presentity, List.of(), List.of(), PresenceDocument.empty(presentity), 0);
  }
}
