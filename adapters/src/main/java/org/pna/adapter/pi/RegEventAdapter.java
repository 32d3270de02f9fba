package org.pna.adapter.pi;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pna.model.Adapter;
import org.pna.model.Evidence;
import org.pna.model.PresenceReport;
import org.pna.model.Registration;
import org.pna.model.Source;
import org.pna.model.Urgency;
import org.pna.model.message.ims.RegEvent;
import org.pna.model.message.ims.RegInfo;

/**
 * NOTIFY of the event package {@code reg} (RFC 3680): an identity is registered with at least one
 * active contact, until the last of them expires; where the document does not say when, until the
 * REGISTER said. The code is the registration's state.
 */
public final class RegEventAdapter implements Adapter<RegEvent> {
  private static final String OPERATION = "NOTIFY";

  @Override
  public Source source() {
    return PiPoint.SOURCE;
  }

  @Override
  public Class<RegEvent> messageType() {
    return RegEvent.class;
  }

  @Override
  public boolean hears(RegEvent message) {
    return true;
  }

  @Override
  public List<PresenceReport> reports(RegEvent message) {
    RegInfo.Registration told = message.registration();
    boolean registered = told.isActive();
    Registration fact =
        new Registration(
            message.identity(),
            registered ? Registration.State.REGISTERED : Registration.State.NOT_REGISTERED,
            registered ? until(message) : null);
    Evidence evidence =
        new Evidence(
            PiPoint.SOURCE,
            OPERATION,
            told.state().specName(),
            message.origin().time(),
            message.origin().place());
    return List.of(
        new PresenceReport(
            evidence, message.subscriber(), PiPoint.NO_NODE, List.of(fact), Urgency.TRANSITION));
  }

  /** The latest of the active contacts; the REGISTER's if one of them does not say. */
  private static @Nullable Instant until(RegEvent message) {
    long latest = 0;
    for (RegInfo.Contact contact : message.registration().contacts()) {
      Long expires = contact.expires();
      if (contact.active() && expires == null) {
        return message.until();
      }
      latest = contact.active() && expires != null ? Math.max(latest, expires) : latest;
    }
    return latest == 0 ? message.until() : message.origin().time().plusSeconds(latest);
  }
}
