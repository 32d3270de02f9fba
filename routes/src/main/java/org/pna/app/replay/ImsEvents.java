package org.pna.app.replay;

import org.jspecify.annotations.Nullable;
import org.pna.model.Cell;
import org.pna.model.Source;
import org.pna.model.message.ims.AccessNetworkInfo;
import org.pna.model.message.ims.RegEvent;
import org.pna.model.message.ims.ThirdPartyRegister;

/** What S-CSCFs tell as replay prints it. */
final class ImsEvents {
  private static final String SOURCE = "pi";

  private ImsEvents() {}

  /** The code is the expiry in seconds. */
  static Told told(ThirdPartyRegister message) {
    AccessNetworkInfo access = message.access();
    return new Told(
        new Source(SOURCE),
        "REGISTER",
        null,
        Long.toString(message.expires()),
        access == null ? Whereabouts.NOT_TOLD : whereabouts(access.cell()));
  }

  private static Whereabouts whereabouts(@Nullable Cell cell) {
    return cell == null
        ? Whereabouts.NOT_TOLD
        : new Whereabouts(null, cell.toString(), null, null, null, null, null);
  }

  /** The event is the registration's state. */
  static Told told(RegEvent message) {
    String state = message.registration().state().specName();
    return new Told(new Source(SOURCE), "NOTIFY", state, null, Whereabouts.NOT_TOLD);
  }
}
