package org.pna.ph.sh;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.pna.model.Msisdn;
import org.pna.model.PublicIdentity;
import org.pna.model.SubscriberId;
import org.pna.ph.ReportKeys;
import org.pna.routes.Directory;
import org.pna.routes.DirectoryRow;
import org.pna.routes.DirectoryTable;

/**
 * The names by which the home subscriber servers know a presentity, as the operator's directory
 * says now: its public identities as they are written there, or, where a row has none, its number.
 * A name that a later row gives to somebody else is not among them (rule T16). Any thread.
 */
public final class IdentityDirectory implements ReportKeys {
  private static final Pattern PUBLIC = Pattern.compile("(?i:sips?|tel):.+");

  private final Directory directory;

  /**
   * @param directory whose rows they are
   */
  public IdentityDirectory(Directory directory) {
    this.directory = directory;
  }

  /** The keys of one row; a {@code pres:} URI is no public identity. */
  private static Set<String> keys(DirectoryTable table, DirectoryRow row) {
    Set<String> keys = new LinkedHashSet<>();
    if (row.others().stream().noneMatch(name -> table.isForm(name, row.presentity()))) {
      keys.add(row.presentity());
    }
    for (SubscriberId name : row.others()) {
      if (name instanceof PublicIdentity identity) {
        keys.add(identity.uri());
      }
    }
    keys.removeIf(key -> !PUBLIC.matcher(key).matches());
    String msisdn = row.msisdn();
    if (keys.isEmpty() && msisdn != null) {
      keys.add(msisdn);
    }
    keys.removeIf(key -> !row.presentity().equals(table.presentity(name(key))));
    return keys;
  }

  private static SubscriberId name(String key) {
    return Character.isDigit(key.charAt(0)) ? new Msisdn(key) : new PublicIdentity(key);
  }

  @Override
  public List<String> of(String presentity) {
    DirectoryTable table = directory.table();
    Set<String> keys = new LinkedHashSet<>();
    table.rows(presentity).forEach(row -> keys.addAll(keys(table, row)));
    return List.copyOf(keys);
  }

  @Override
  public @Nullable String presentity(String key) {
    return directory.table().presentity(name(key));
  }

  @Override
  public void forEach(BiConsumer<String, String> visitor) {
    DirectoryTable table = directory.table();
    table.forEach(row -> keys(table, row).forEach(key -> visitor.accept(key, row.presentity())));
  }
}
