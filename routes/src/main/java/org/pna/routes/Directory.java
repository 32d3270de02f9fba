package org.pna.routes;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pna.model.Imsi;
import org.pna.model.Msisdn;
import org.pna.model.SubscriberId;
import org.pna.normalise.HomeNetworks;

/**
 * The operator's subscriber directory. An IMSI is looked up first; a number alone names only a
 * subscriber whose row gives no IMSI, since an unknown SIM behind a known number is not proof of
 * who holds it (rule T16).
 */
public final class Directory implements Identities {
  private static final Identification FOREIGN = new Identification.Foreign();
  private static final Identification QUARANTINED = new Identification.Quarantined();

  private record Entry(int line, String presentity, boolean hasImsi) {}

  private final Map<String, Entry> byImsi = new HashMap<>();
  private final Map<String, Entry> byMsisdn = new HashMap<>();
  private final HomeNetworks home;

  /**
   * @param home whose IMSIs are ours; with {@link HomeNetworks#NONE} whoever has no row is foreign
   */
  public Directory(HomeNetworks home) {
    this.home = home;
  }

  /**
   * Adds a row; all are added before the first question.
   *
   * @param line of the file: a later row is newer
   * @param imsi digits, or null
   * @param msisdn digits, or null
   * @param presentity URI
   */
  public void add(int line, @Nullable String imsi, @Nullable String msisdn, String presentity) {
    Entry entry = new Entry(line, presentity, imsi != null);
    if (imsi != null) {
      byImsi.put(imsi, entry);
    }
    if (msisdn != null) {
      byMsisdn.put(msisdn, entry);
    }
  }

  @Override
  public Identification identify(List<SubscriberId> names) {
    String imsi = null;
    String msisdn = null;
    for (SubscriberId name : names) {
      if (name instanceof Imsi said) {
        imsi = said.digits();
      } else if (name instanceof Msisdn said) {
        msisdn = said.digits();
      }
    }
    Entry sim = imsi == null ? null : byImsi.get(imsi);
    Entry number = msisdn == null ? null : byMsisdn.get(msisdn);
    if (sim != null) {
      return number == null ? known(sim) : newer(sim, number);
    }
    if (number != null && (imsi == null || !number.hasImsi())) {
      return known(number); // an IMSI that has no row may be of another SIM than the row's
    }
    return imsi != null && home.owns(imsi) ? QUARANTINED : FOREIGN;
  }

  private static Identification newer(Entry sim, Entry number) {
    if (sim.presentity().equals(number.presentity()) || number.line() < sim.line()) {
      return known(sim);
    }
    return new Identification.Known(number.presentity(), List.of(sim.presentity()));
  }

  private static Identification known(Entry entry) {
    return new Identification.Known(entry.presentity(), List.of());
  }
}
