package org.pna.routes;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pna.model.Imsi;
import org.pna.model.Msisdn;
import org.pna.model.PublicIdentity;
import org.pna.model.SubscriberId;

/**
 * Presentities derived from the messages themselves: for replay only, where a recorded trace is
 * read without a directory. A number, once seen with an IMSI or a public identity, stays with it.
 * Who has neither number nor IMSI is a presentity by his first public identity, as it is written.
 */
public final class DerivedIdentities implements Identities {
  /** Beyond this many subscribers the one unseen for longest is forgotten. */
  private static final int MAX_SUBSCRIBERS = 1_000_000;

  /** By the digits of an IMSI, and by the URI of a public identity. */
  private final Map<String, String> presentityByName =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
          return size() > MAX_SUBSCRIBERS;
        }
      };

  @Override
  public synchronized Identification identify(List<SubscriberId> names) {
    Imsi imsi = first(names, Imsi.class);
    Msisdn msisdn = first(names, Msisdn.class);
    PublicIdentity identity = first(names, PublicIdentity.class);
    String known = known(imsi, identity);
    if (msisdn != null) {
      if (known == null || !sameNumber(known, msisdn.digits())) {
        known = "tel:+" + msisdn.digits();
      }
      keep(imsi, identity, known);
    } else if (known == null && imsi != null) {
      known = temporaryIdentity(imsi.digits()); // not kept: a number seen later takes its place
    } else if (known == null && identity != null) {
      known = identity.uri();
    }
    if (known == null) {
      return new Identification.Foreign();
    }
    return new Identification.Known(known, List.of());
  }

  /** The name of that kind that the message is about; those behind it belong to it. */
  private static <T extends SubscriberId> @Nullable T first(
      List<SubscriberId> names, Class<T> kind) {
    for (SubscriberId name : names) {
      if (kind.isInstance(name)) {
        return kind.cast(name);
      }
    }
    return null;
  }

  private @Nullable String known(@Nullable Imsi imsi, @Nullable PublicIdentity identity) {
    String byImsi = imsi == null ? null : presentityByName.get(imsi.digits());
    return byImsi == null && identity != null ? presentityByName.get(identity.uri()) : byImsi;
  }

  private void keep(@Nullable Imsi imsi, @Nullable PublicIdentity identity, String presentity) {
    if (imsi != null) {
      presentityByName.put(imsi.digits(), presentity);
    }
    if (identity != null) {
      presentityByName.put(identity.uri(), presentity);
    }
  }

  private static boolean sameNumber(String tel, String msisdn) {
    return tel.length() == msisdn.length() + 5 && tel.endsWith(msisdn);
  }

  /**
   * The temporary public identity (TS 23.003 clause 13.4B): three-digit MNC for the countries of
   * MCC 3xx, two digits elsewhere.
   */
  static String temporaryIdentity(String imsi) {
    String mcc = imsi.substring(0, 3);
    String mnc = imsi.charAt(0) == '3' ? imsi.substring(3, 6) : "0" + imsi.substring(3, 5);
    return "sip:" + imsi + "@ims.mnc" + mnc + ".mcc" + mcc + ".3gppnetwork.org";
  }
}
