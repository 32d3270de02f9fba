package org.pna.app.status;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.pna.model.Domain;

/** Of whom something was missed (rule T1). */
public sealed interface Suspicion {
  /**
   * One subscriber.
   *
   * @param imsi digits
   * @param presentity URI; null when not known
   * @param domain null when not known
   * @param node the name of the node that reported; null when not known
   * @param since when the first was missed
   * @param reason why it was not taken
   */
  record Subscriber(
      String imsi,
      @Nullable String presentity,
      @Nullable Domain domain,
      @Nullable String node,
      Instant since,
      String reason)
      implements Suspicion {
    @Override
    public String toString() {
      return "Subscriber";
    }
  }

  /**
   * All subscribers of a node.
   *
   * @param node its name
   * @param since when there were too many to be remembered one by one
   */
  record Node(String node, Instant since) implements Suspicion {}
}
