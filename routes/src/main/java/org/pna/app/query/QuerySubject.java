package org.pna.app.query;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.pna.model.Imsi;
import org.pna.model.Msisdn;
import org.pna.model.SubscriberId;
import org.pna.ph.SimDirectory;
import org.pna.publisher.server.PublicUris;

/**
 * Whom an operator means.
 *
 * @param presentity null if the directory does not tell
 * @param sims each by all its names, the one to ask by first
 */
record QuerySubject(@Nullable String presentity, List<List<SubscriberId>> sims) {
  private static final Pattern DIGITS = Pattern.compile("[0-9]{5,15}");
  private static final Pattern NUMBER = Pattern.compile("\\+[0-9]{1,15}");
  private static final int SHORTEST_USUAL_IMSI = 14;

  /**
   * Makes sense of what was written: a presentity's URI, a number behind {@code +}, or digits,
   * which are an IMSI or a number of the directory, else an IMSI if there are enough of them.
   *
   * @return nothing for what is none of these, and for a presentity that the directory does not
   *     name
   */
  static Optional<QuerySubject> of(String written, SimDirectory sims, PublicUris uris) {
    if (written.indexOf(':') >= 0) {
      String presentity = uris.normalised(written).orElse(written);
      List<List<SubscriberId>> known = sims.of(presentity);
      return known.isEmpty() ? Optional.empty() : Optional.of(new QuerySubject(presentity, known));
    }
    if (NUMBER.matcher(written).matches()) {
      return Optional.of(named(new Msisdn(written.substring(1)), sims));
    }
    if (!DIGITS.matcher(written).matches()) {
      return Optional.empty();
    }
    QuerySubject imsi = named(new Imsi(written), sims);
    QuerySubject number = named(new Msisdn(written), sims);
    boolean isNumber =
        imsi.presentity == null
            && (number.presentity != null || written.length() < SHORTEST_USUAL_IMSI);
    return Optional.of(isNumber ? number : imsi);
  }

  private static QuerySubject named(SubscriberId name, SimDirectory sims) {
    Optional<String> presentity = sims.presentity(name);
    List<SubscriberId> names =
        presentity
            .flatMap(uri -> sims.of(uri).stream().filter(all -> all.contains(name)).findFirst())
            .orElse(List.of(name));
    return new QuerySubject(presentity.orElse(null), List.of(names));
  }

  @Override
  public String toString() {
    return "QuerySubject";
  }
}
