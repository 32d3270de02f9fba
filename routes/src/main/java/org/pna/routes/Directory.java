package org.pna.routes;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.pna.model.Imsi;
import org.pna.model.Msisdn;
import org.pna.model.PublicIdentity;
import org.pna.model.SubscriberId;
import org.pna.normalise.HomeNetworks;

/**
 * The operator's subscriber directory. An IMSI is looked up first; a number alone names only a
 * subscriber whose row gives no IMSI, since an unknown SIM behind a known number is not proof of
 * who holds it (rule T16). A public identity counts where no IMSI is told.
 */
public final class Directory implements Identities {
  private static final Identification FOREIGN = new Identification.Foreign();
  private static final Identification QUARANTINED = new Identification.Quarantined();

  private record Entry(int line, String presentity, boolean hasImsi) {}

  private final Map<String, Entry> byImsi = new HashMap<>();
  private final Map<String, Entry> byMsisdn = new HashMap<>();
  private final Map<String, Entry> byIdentity = new HashMap<>();
  private final HomeNetworks home;
  private final UnaryOperator<String> form;

  /**
   * @param home whose IMSIs are ours; with {@link HomeNetworks#NONE} whoever has no row is foreign
   */
  public Directory(HomeNetworks home) {
    this(home, UnaryOperator.identity());
  }

  /**
   * @param home whose IMSIs are ours; with {@link HomeNetworks#NONE} whoever has no row is foreign
   * @param form brings the URI of a public identity into the form in which two are compared
   */
  public Directory(HomeNetworks home, UnaryOperator<String> form) {
    this.home = home;
    this.form = form;
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

  /**
   * Adds a public identity of a row's presentity.
   *
   * @param line of the file: a later row is newer
   * @param uri as it is written
   */
  public void addIdentity(int line, String uri, String presentity) {
    byIdentity.merge(
        form.apply(uri),
        new Entry(line, presentity, false),
        (before, now) -> before.line() > now.line() ? before : now);
  }

  @Override
  public Identification identify(List<SubscriberId> names) {
    String imsi = null;
    String msisdn = null;
    Entry identity = null;
    for (SubscriberId name : names) {
      if (name instanceof Imsi said) {
        imsi = said.digits();
      } else if (name instanceof Msisdn said) {
        msisdn = said.digits();
      } else if (name instanceof PublicIdentity said && identity == null) {
        identity = byIdentity.get(form.apply(said.uri()));
      }
    }
    Entry sim = imsi == null ? null : byImsi.get(imsi);
    Entry number = msisdn == null ? null : byMsisdn.get(msisdn);
    if (sim != null) {
      return number == null ? known(sim) : newer(sim, number);
    }
    if (number != null && !number.hasImsi()) {
      return known(number);
    }
    if (imsi == null && identity != null) {
      return known(identity);
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
