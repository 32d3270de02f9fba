package org.pna.routes;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pna.model.SubscriberId;

/**
 * A row of the operator's directory: the names of one subscription, and the presentity that they
 * stand for.
 *
 * @param imsi digits, or null
 * @param msisdn digits, or null
 * @param presentity URI, in the form under which it is kept
 * @param others public identities, private identities and network access identifiers, as written
 */
public record DirectoryRow(
    @Nullable String imsi, @Nullable String msisdn, String presentity, List<SubscriberId> others) {
  public DirectoryRow {
    others = List.copyOf(others);
  }

  /** Shows no identity. */
  @Override
  public String toString() {
    return "DirectoryRow";
  }
}
