package org.pna.app.config;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pna.model.Imsi;
import org.pna.model.Msisdn;
import org.pna.model.Nai;
import org.pna.model.PublicIdentity;

/**
 * One row of the subscribers' file: names of a subscriber and the presentity they stand for. At
 * least one name is there.
 *
 * @param line 1 for the file's first
 * @param imsi 5 to 15 digits
 * @param msisdn 1 to 15 digits
 * @param presentity a sip, sips, pres or tel URI, as written
 * @param identities public identities, as written
 * @param nais network access identifiers, as written
 */
public record SubscriberRow(
    int line,
    @Nullable Imsi imsi,
    @Nullable Msisdn msisdn,
    String presentity,
    List<PublicIdentity> identities,
    List<Nai> nais) {
  public SubscriberRow {
    identities = List.copyOf(identities);
    nais = List.copyOf(nais);
  }

  /** A row without network access identifiers. */
  public SubscriberRow(
      int line,
      @Nullable Imsi imsi,
      @Nullable Msisdn msisdn,
      String presentity,
      List<PublicIdentity> identities) {
    this(line, imsi, msisdn, presentity, identities, List.of());
  }

  /** Shows no identity. */
  @Override
  public String toString() {
    return "SubscriberRow[line=" + line + "]";
  }
}
