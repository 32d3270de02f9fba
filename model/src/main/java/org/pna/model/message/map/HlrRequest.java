package org.pna.model.message.map;

import java.util.Set;
import org.pna.model.Domain;
import org.pna.model.SubscriberId;

/** What we ask of a home location register (TS 23.141 clause 4.3.5, reference point Ph). */
public sealed interface HlrRequest {
  /** Whom it is about: an IMSI or an MSISDN. */
  SubscriberId subscriber();

  /** The HLR's global title, E.164 digits. */
  String hlr();

  /**
   * State and location in one domain (TS 29.002 clause 8.11.1, anyTimeInterrogation).
   *
   * @param subscriber an IMSI or an MSISDN
   * @param hlr global title
   * @param domain the domain asked for
   */
  record Interrogation(SubscriberId subscriber, String hlr, Domain domain) implements HlrRequest {}

  /**
   * M-CSI and MG-CSI (TS 29.002 clause 8.11.3, anyTimeSubscriptionInterrogation).
   *
   * @param subscriber an IMSI or an MSISDN
   * @param hlr global title
   * @param csis which, at least one
   */
  record SubscriptionInterrogation(SubscriberId subscriber, String hlr, Set<Csi.Kind> csis)
      implements HlrRequest {
    public SubscriptionInterrogation {
      csis = Set.copyOf(csis);
    }

    /** Asks for both. */
    public SubscriptionInterrogation(SubscriberId subscriber, String hlr) {
      this(subscriber, hlr, Set.of(Csi.Kind.values()));
    }
  }

  /**
   * Activates or deactivates a CSI that is provisioned (TS 29.002 clause 8.11.4,
   * anyTimeModification).
   *
   * @param subscriber an IMSI or an MSISDN
   * @param hlr global title
   * @param csi which
   * @param activate or deactivate
   */
  record Modification(SubscriberId subscriber, String hlr, Csi.Kind csi, boolean activate)
      implements HlrRequest {}
}
