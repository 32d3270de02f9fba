package org.pna.ph.sh;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.pna.ph.ReportKeys;

/**
 * The names by which the home subscriber servers know a presentity, out of the operator's
 * directory: its public identities, or, where it has none, its number. About 300 octets a name.
 * Filled first, then read by many threads.
 */
public final class IdentityDirectory implements ReportKeys {
  private static final Pattern PUBLIC = Pattern.compile("(?i:sips?|tel):.+");

  private final Map<String, List<String>> keys = new HashMap<>();
  private final Map<String, String> presentities = new HashMap<>();

  /**
   * Adds a row. A name that an earlier row gave to somebody else is the later one's (rule T16).
   *
   * @param presentity URI
   * @param identities URIs, as the servers know them; those that are no public identity, as a
   *     {@code pres:} URI is none, say nothing here
   * @param msisdn digits, or null
   */
  public void add(String presentity, List<String> identities, @Nullable String msisdn) {
    boolean isNamed = false;
    for (String identity : identities) {
      isNamed |= take(identity, presentity);
    }
    if (!isNamed && msisdn != null) {
      put(msisdn, presentity);
    }
  }

  private boolean take(String uri, String presentity) {
    if (!PUBLIC.matcher(uri).matches()) {
      return false;
    }
    put(uri, presentity);
    return true;
  }

  private void put(String key, String presentity) {
    String before = presentities.put(key, presentity);
    if (presentity.equals(before)) {
      return;
    }
    if (before != null) {
      keys.computeIfPresent(
          before, (whose, had) -> had.stream().filter(one -> !one.equals(key)).toList());
    }
    keys.merge(presentity, List.of(key), IdentityDirectory::joined);
  }

  private static List<String> joined(List<String> before, List<String> more) {
    List<String> all = new ArrayList<>(before);
    all.addAll(more);
    return List.copyOf(all);
  }

  @Override
  public List<String> of(String presentity) {
    return keys.getOrDefault(presentity, List.of());
  }

  @Override
  public @Nullable String presentity(String key) {
    return presentities.get(key);
  }

  @Override
  public void forEach(BiConsumer<String, String> visitor) {
    presentities.forEach(visitor);
  }
}
