package org.pna.simulator;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A user as an S-CSCF knows him.
 *
 * @param who the subscription
 * @param identities IMS public identities that are registered together, the first the served one
 * @param access value of P-Access-Network-Info; null: none is sent
 * @param visited value of P-Visited-Network-ID; null: none is sent
 */
public record ImsUser(
    Subscriber who, List<String> identities, @Nullable String access, @Nullable String visited) {
  public ImsUser {
    identities = List.copyOf(identities);
  }

  /** A user of these identities, who does not say where he is. */
  public static ImsUser of(Subscriber who, String... identities) {
    return new ImsUser(who, List.of(identities), null, null);
  }

  /**
   * The same in a cell of LTE, as a network node says.
   *
   * @param cell MCC, MNC, TAC (4 hexadecimal digits) and cell identity (7 of them)
   * @param network visited
   */
  public ImsUser in(String cell, String network) {
    String info = "3GPP-E-UTRAN-FDD;utran-cell-id-3gpp=" + cell + ";network-provided";
    return new ImsUser(who, identities, info, network);
  }

  /** The identity in To of a third-party REGISTER. */
  String served() {
    return identities.get(0);
  }
}
