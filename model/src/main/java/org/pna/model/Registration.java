package org.pna.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * IMS registration of a public identity (TS 24.229; TS 29.328 clause 7.6.3).
 *
 * @param identity the registered identity; null when the supplier does not say which of the
 *     subscriber's
 * @param state what the network says
 * @param expires when the registration ends unless refreshed; null when nobody says
 */
public record Registration(
    @Nullable PublicIdentity identity, State state, @Nullable Instant expires) implements Fact {
  /** Registration as the home network holds it. */
  public enum State {
    /** At least one contact is active. */
    REGISTERED,
    NOT_REGISTERED,
    /** Not registered, with a server that serves unregistered users. */
    UNREGISTERED_SERVICES
  }
}
