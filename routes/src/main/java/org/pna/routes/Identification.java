package org.pna.routes;

import java.util.List;

/** What is known of a subscriber's presentity. */
public sealed interface Identification {
  /**
   * The presentity is known.
   *
   * @param presentity its URI
   * @param abandoned presentities that the same IMSI belonged to, by an older row of the directory:
   *     what it said of them is dropped (rule T16)
   */
  record Known(String presentity, List<String> abandoned) implements Identification {
    public Known {
      abandoned = List.copyOf(abandoned);
    }
  }

  /** Somebody else's subscriber. */
  record Foreign() implements Identification {}

  /** One of ours that the directory does not name: answered, never published (rule T16). */
  record Quarantined() implements Identification {}
}
