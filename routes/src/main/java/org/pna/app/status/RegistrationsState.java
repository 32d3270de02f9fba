package org.pna.app.status;

import java.util.List;
import org.pna.pi.ScscfStanding;

/**
 * How far the subscriptions to registrations are.
 *
 * @param scscfs by their names; those that sent a REGISTER
 * @param due how many wait for the budget
 */
public record RegistrationsState(List<ScscfStanding> scscfs, int due) {
  public RegistrationsState {
    scscfs = List.copyOf(scscfs);
  }
}
