package org.pna.publisher.pidf;

import java.time.Instant;
import java.util.List;

/**
 * The human behind the presentity (RFC 4479 clause 3.2, RFC 4480).
 *
 * @param id xs:ID
 * @param activities RPID activity element names, such as {@code on-the-phone}; at least one
 * @param timestamp of the last change
 */
public record Person(String id, List<String> activities, Instant timestamp) implements Element {
  public Person {
    activities = List.copyOf(activities);
  }

  @Override
  public Person at(Instant timestamp) {
    return new Person(id, activities, timestamp);
  }
}
