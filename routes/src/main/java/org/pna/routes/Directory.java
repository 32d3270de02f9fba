package org.pna.routes;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pna.model.Imsi;
import org.pna.model.Msisdn;
import org.pna.model.SubscriberId;
import org.pna.normalise.HomeNetworks;
import org.pna.publisher.server.PublicUris;
import org.pna.routes.DirectoryTable.Entry;

/**
 * The operator's subscriber directory. An IMSI is looked up first. A number names whoever has a row
 * with it; told with an IMSI that no row has, only a subscriber whose row gives no IMSI, since an
 * unknown SIM behind a known number is not proof of who holds it (rule T16). Network access
 * identifiers and public identities name whoever has a row with them, unless the message gives an
 * IMSI that is another's; of several the one that the message gives first.
 */
public final class Directory implements Identities {
  private static final Identification FOREIGN = new Identification.Foreign();
  private static final Identification QUARANTINED = new Identification.Quarantined();

  private final HomeNetworks home;
  private final PublicUris uris;
  private volatile DirectoryTable table;

  /**
   * @param home whose IMSIs are ours; with {@link HomeNetworks#NONE} whoever has no row is foreign
   */
  public Directory(HomeNetworks home) {
    this(home, new PublicUris(Set.of()));
  }

  /**
   * @param uris in which forms a public identity is the same
   */
  public Directory(HomeNetworks home, PublicUris uris) {
    this.home = home;
    this.uris = uris;
    this.table = new DirectoryTable(uris);
  }

  /**
   * Adds a row with the numbers alone; all are added before the first question.
   *
   * @param line of the file
   * @param imsi digits, or null
   * @param msisdn digits, or null
   * @param presentity URI
   */
  public void add(int line, @Nullable String imsi, @Nullable String msisdn, String presentity) {
    add(line, new DirectoryRow(imsi, msisdn, presentity, List.of()));
  }

  /**
   * Adds a row; all are added before the first question.
   *
   * @param line of the file: a later row is newer
   */
  public void add(int line, DirectoryRow row) {
    table.add(line, row);
  }

  /** The rows that are in force. */
  public DirectoryTable table() {
    return table;
  }

  /** A table to fill, that may then come into force. */
  public DirectoryTable draft() {
    return new DirectoryTable(uris);
  }

  /** Brings other rows into force, all at once. */
  public void replace(DirectoryTable next) {
    table = next;
  }

  /** Whether a row names a presentity. */
  public boolean has(String presentity) {
    return table.has(presentity);
  }

  @Override
  public Identification identify(List<SubscriberId> names) {
    DirectoryTable rows = table;
    String imsi = null;
    String msisdn = null;
    Entry other = null;
    boolean isSplit = false;
    for (SubscriberId name : names) {
      if (name instanceof Imsi said) {
        imsi = said.digits();
      } else if (name instanceof Msisdn said) {
        msisdn = said.digits();
      } else {
        Entry found = rows.of(name);
        isSplit |= found != null && other != null && !isSame(found, other);
        other = other == null ? found : other;
      }
    }
    Entry sim = imsi == null ? null : rows.imsi(imsi);
    Entry number = msisdn == null ? null : rows.msisdn(msisdn);
    if (sim != null) {
      Entry beside = newest(number, other);
      return beside == null ? known(sim) : newer(sim, beside);
    }
    if (isSplit && number == null && rows.of(names.get(0)) == null) {
      return QUARANTINED; // whom it is about has no row, and those beside it differ
    }
    boolean anothers = imsi != null && other != null && other.row().imsi() != null;
    // an IMSI that has no row may be of another SIM than the row's
    boolean isProof = number != null && (imsi == null || number.row().imsi() == null);
    Entry found = newest(isProof ? number : null, anothers ? null : other);
    if (found != null) {
      return known(found);
    }
    return names.stream().anyMatch(this::isOurs) ? QUARANTINED : FOREIGN;
  }

  @Override
  public List<SubscriberId> completed(List<SubscriberId> names, String presentity) {
    if (names.stream().anyMatch(name -> name instanceof Imsi || name instanceof Msisdn)) {
      return names;
    }
    DirectoryTable rows = table;
    for (SubscriberId name : names) {
      Imsi made = DirectoryTable.imsi(name);
      if (made != null && presentity.equals(rows.presentity(made))) {
        return with(names, made);
      }
    }
    Set<String> imsis = new HashSet<>();
    for (DirectoryRow row : rows.rows(presentity)) {
      String imsi = row.imsi();
      if (imsi != null && presentity.equals(rows.presentity(new Imsi(imsi)))) {
        imsis.add(imsi);
      }
    }
    return imsis.size() == 1 ? with(names, new Imsi(imsis.iterator().next())) : names;
  }

  private static List<SubscriberId> with(List<SubscriberId> names, Imsi imsi) {
    List<SubscriberId> all = new ArrayList<>(names);
    all.add(imsi);
    return all;
  }

  private boolean isOurs(SubscriberId name) {
    Imsi imsi = DirectoryTable.imsi(name);
    return imsi != null && home.owns(imsi.digits());
  }

  private static @Nullable Entry newest(@Nullable Entry one, @Nullable Entry other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.number() > other.number() ? one : other;
  }

  private static boolean isSame(Entry one, Entry other) {
    return one.row().presentity().equals(other.row().presentity());
  }

  private static Identification newer(Entry sim, Entry number) {
    if (sim.row().presentity().equals(number.row().presentity())
        || number.number() < sim.number()) {
      return known(sim);
    }
    return new Identification.Known(number.row().presentity(), List.of(sim.row().presentity()));
  }

  private static Identification known(Entry entry) {
    return new Identification.Known(entry.row().presentity(), List.of());
  }
}
