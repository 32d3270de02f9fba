package org.pna.ph;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.pna.model.Imsi;
import org.pna.model.Msisdn;
import org.pna.model.SubscriberId;

/**
 * The names by which the registers know a presentity, out of the operator's directory: about 200
 * octets a row. Filled first, then read by many threads.
 */
public final class SimDirectory {
  private final Map<String, List<List<SubscriberId>>> sims = new HashMap<>();

  /**
   * Adds a row; one without either number says nothing here.
   *
   * @param presentity URI
   * @param imsi digits, or null
   * @param msisdn digits, or null
   */
  public void add(String presentity, @Nullable String imsi, @Nullable String msisdn) {
    add(presentity, names(imsi, msisdn));
  }

  /**
   * Adds a row.
   *
   * @param presentity URI
   * @param names of one SIM, the one that facts are kept by first; none: the row says nothing here
   */
  public void add(String presentity, List<SubscriberId> names) {
    if (!names.isEmpty()) {
      sims.merge(presentity, List.of(names), SimDirectory::joined);
    }
  }

  private static List<List<SubscriberId>> joined(
      List<List<SubscriberId>> before, List<List<SubscriberId>> more) {
    List<List<SubscriberId>> all = new ArrayList<>(before);
    all.addAll(more);
    return List.copyOf(all);
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
    return sims.getOrDefault(presentity, List.of());
  }

  /** The IMSIs of a presentity. */
  List<String> imsis(String presentity) {
    return of(presentity).stream()
        .filter(names -> names.get(0) instanceof Imsi)
        .map(names -> ((Imsi) names.get(0)).digits())
        .toList();
  }

  /**
   * The presentity of whose SIMs one has a name; all are looked through, so this is for people.
   *
   * @param name an IMSI or an MSISDN
   */
  public Optional<String> presentity(SubscriberId name) {
    return sims.entrySet().stream()
        .filter(entry -> entry.getValue().stream().anyMatch(names -> names.contains(name)))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /** All presentities. */
  public Set<String> presentities() {
    return Collections.unmodifiableSet(sims.keySet());
  }

  /** Shows each IMSI and its presentity. */
  void forEach(BiConsumer<String, String> visitor) {
    sims.keySet()
        .forEach(presentity -> imsis(presentity).forEach(imsi -> visitor.accept(imsi, presentity)));
  }
}
