package org.pna.routes;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.pna.model.Domain;
import org.pna.model.ReportingNode;

/**
 * A subscriber of whom the network told something that was not taken: what is held of this domain
 * may be wrong (rule T1). {@code toString} shows no identity.
 *
 * @param name an IMSI's digits, or a name of another kind behind {@code msisdn:}, {@code uri:} or
 *     {@code nai:}
 * @param domain of which something was missed
 * @param presentity whose; null if the directory does not tell
 * @param node who told it
 * @param since when the newest that was missed was heard
 * @param reason why it was not taken, a few fixed words
 */
public record Suspect(
    String name,
    Domain domain,
    @Nullable String presentity,
    ReportingNode node,
    Instant since,
    String reason) {
  @Override
  public String toString() {
    return "Suspect[" + domain + ", " + since + ", " + reason + "]";
  }
}
