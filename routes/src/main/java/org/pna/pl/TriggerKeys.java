package org.pna.pl;

import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.pna.model.Imsi;
import org.pna.model.Msisdn;
import org.pna.model.SubscriberId;
import org.pna.ph.ReportKeys;
import org.pna.ph.SimDirectory;
import org.pna.routes.Identification;
import org.pna.routes.Identities;

/** SIMs as location servers are asked about them: {@code imsi:DIGITS}, else {@code msisdn:…}. */
public final class TriggerKeys implements ReportKeys {
  private static final String IMSI = "imsi:";
  private static final String MSISDN = "msisdn:";

  private final SimDirectory sims;
  private final Identities identities;

  /**
   * @param identities whose presentity a name is now
   */
  public TriggerKeys(SimDirectory sims, Identities identities) {
    this.sims = sims;
    this.identities = identities;
  }

  /** Whom a key names. */
  static SubscriberId subscriber(String key) {
    return key.startsWith(IMSI)
        ? new Imsi(key.substring(IMSI.length()))
        : new Msisdn(key.substring(MSISDN.length()));
  }

  @Override
  public List<String> of(String presentity) {
    return sims.of(presentity).stream()
        .map(names -> key(names.get(0)))
        .flatMap(Optional::stream)
        .toList();
  }

  private static Optional<String> key(SubscriberId name) {
    if (name instanceof Imsi imsi) {
      return Optional.of(IMSI + imsi.digits());
    }
    return name instanceof Msisdn msisdn ? Optional.of(MSISDN + msisdn.digits()) : Optional.empty();
  }

  @Override
  public @Nullable String presentity(String key) {
    return identities.identify(List.of(subscriber(key))) instanceof Identification.Known known
        ? known.presentity()
        : null;
  }

  @Override
  public void forEach(BiConsumer<String, String> visitor) {
    sims.forEachPresentity(
        presentity -> of(presentity).forEach(key -> visitor.accept(key, presentity)));
  }
}
