package org.pna.routes;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.pna.model.Imsi;
import org.pna.model.Msisdn;
import org.pna.model.Nai;
import org.pna.model.PublicIdentity;
import org.pna.model.SubscriberId;
import org.pna.normalise.HomeNetworks;
import org.pna.publisher.server.PublicUris;

/**
 * The operator's subscriber directory. An IMSI is looked up first; a number alone names only a
 * subscriber whose row gives no IMSI, since an unknown SIM behind a known number is not proof of
 * who holds it (rule T16). Network access identifiers and public identities name whoever has a row
 * with them, unless the message gives an IMSI that is another's.
 */
public final class Directory implements Identities {
  private static final Identification FOREIGN = new Identification.Foreign();
  private static final Identification QUARANTINED = new Identification.Quarantined();

  private record Entry(int line, String presentity, boolean hasImsi) {}

  private final Map<String, Entry> byImsi = new HashMap<>();
  private final Map<String, Entry> byMsisdn = new HashMap<>();
  private final Map<String, Entry> byName = new HashMap<>();
  private final HomeNetworks home;
  private final PublicUris uris;

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
   * Adds a further name of a row.
   *
   * @param line of the file: a later row is newer
   * @param name a network access identifier or a public identity
   * @param hasImsi whether the row gives an IMSI
   * @param presentity URI
   */
  public void add(int line, SubscriberId name, boolean hasImsi, String presentity) {
    byName.put(key(name), new Entry(line, presentity, hasImsi));
  }

  /** Whether a row names a presentity; looks through all rows. */
  public boolean has(String presentity) {
    return Stream.of(byImsi, byMsisdn, byName)
        .flatMap(map -> map.values().stream())
        .anyMatch(entry -> entry.presentity().equals(presentity));
  }

  /** An address of record and a network access identifier may look alike but for the scheme. */
  private String key(SubscriberId name) {
    if (name instanceof PublicIdentity identity) {
      return uris.normalised(identity.uri()).orElse(identity.uri());
    }
    return name instanceof Nai nai ? nai.root() : "";
  }

  @Override
  public Identification identify(List<SubscriberId> names) {
    String imsi = null;
    String msisdn = null;
    Entry other = null;
    for (SubscriberId name : names) {
      if (name instanceof Imsi said) {
        imsi = said.digits();
      } else if (name instanceof Msisdn said) {
        msisdn = said.digits();
      } else {
        other = newest(other, byName.get(key(name)));
      }
    }
    Entry sim = imsi == null ? null : byImsi.get(imsi);
    Entry number = msisdn == null ? null : byMsisdn.get(msisdn);
    if (sim != null) {
      Entry beside = newest(number, other);
      return beside == null ? known(sim) : newer(sim, beside);
    }
    boolean anothers = imsi != null && other != null && other.hasImsi();
    boolean isProof = number != null && !number.hasImsi();
    Entry found = newest(isProof ? number : null, anothers ? null : other);
    if (found != null) {
      return known(found);
    }
    return imsi != null && home.owns(imsi) ? QUARANTINED : FOREIGN;
  }

  private static @Nullable Entry newest(@Nullable Entry one, @Nullable Entry other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.line() > other.line() ? one : other;
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
