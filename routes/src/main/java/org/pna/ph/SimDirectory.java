package org.pna.ph;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.pna.model.Imsi;
import org.pna.model.Msisdn;
import org.pna.model.PublicIdentity;
import org.pna.model.SubscriberId;
import org.pna.routes.Directory;
import org.pna.routes.DirectoryRow;
import org.pna.routes.DirectoryTable;

/**
 * The names by which the registers know a presentity, as the operator's directory says now. A name
 * that a later row gives to somebody else is not among them. Any thread.
 */
public final class SimDirectory {
  private final Directory directory;

  /**
   * @param directory whose rows they are
   */
  public SimDirectory(Directory directory) {
    this.directory = directory;
  }

  /** The names of one SIM, the IMSI first: facts are kept by it. */
  public static List<SubscriberId> names(@Nullable String imsi, @Nullable String msisdn) {
    List<SubscriberId> names = new ArrayList<>(2);
    if (imsi != null && !imsi.isEmpty()) {
      names.add(new Imsi(imsi));
    }
    if (msisdn != null) {
      names.add(new Msisdn(msisdn));
    }
    return List.copyOf(names);
  }

  /** A row without a number goes by its first public identity too: Sh knows nobody by an IMSI. */
  private static List<SubscriberId> names(DirectoryTable table, DirectoryRow row) {
    List<SubscriberId> names = new ArrayList<>(names(row.imsi(), row.msisdn()));
    if (row.msisdn() == null) {
      row.others().stream()
          .filter(PublicIdentity.class::isInstance)
          .findFirst()
          .ifPresent(names::add);
    }
    names.removeIf(name -> !row.presentity().equals(table.presentity(name)));
    return List.copyOf(names);
  }

  /**
   * All names of one SIM of a presentity, as far as the directory knows them.
   *
   * @param imsi digits, or null
   * @param msisdn digits, or null
   */
  public List<SubscriberId> names(
      String presentity, @Nullable String imsi, @Nullable String msisdn) {
    List<SubscriberId> said = names(imsi, msisdn);
    for (List<SubscriberId> known : of(presentity)) {
      if (!said.isEmpty() && known.contains(said.get(0))) {
        return known;
      }
    }
    return said;
  }

  /** The SIMs of a presentity, each by all its names; none if it is not known. */
  public List<List<SubscriberId>> of(String presentity) {
    DirectoryTable table = directory.table();
    List<List<SubscriberId>> sims = new ArrayList<>(1);
    for (DirectoryRow row : table.rows(presentity)) {
      List<SubscriberId> names = names(table, row);
      if (!names.isEmpty() && !sims.contains(names)) {
        sims.add(names);
      }
    }
    return sims;
  }

  /** The IMSIs of a presentity. */
  List<String> imsis(String presentity) {
    return of(presentity).stream()
        .filter(names -> names.get(0) instanceof Imsi)
        .map(names -> ((Imsi) names.get(0)).digits())
        .toList();
  }

  /**
   * The presentity of whose SIMs one has a name.
   *
   * @param name an IMSI or an MSISDN
   */
  public Optional<String> presentity(SubscriberId name) {
    return Optional.ofNullable(directory.table().presentity(name));
  }

  /** Shows each IMSI and its presentity. */
  void forEach(BiConsumer<String, String> visitor) {
    DirectoryTable table = directory.table();
    table.forEach(
        row -> {
          String imsi = row.imsi();
          if (imsi != null && row.presentity().equals(table.presentity(new Imsi(imsi)))) {
            visitor.accept(imsi, row.presentity());
          }
        });
  }
}
