package org.pna.adapter.pi;

import java.util.ArrayList;
import java.util.List;
import org.pna.model.Adapter;
import org.pna.model.Domain;
import org.pna.model.Evidence;
import org.pna.model.Fact;
import org.pna.model.Location;
import org.pna.model.PresenceReport;
import org.pna.model.Registration;
import org.pna.model.Source;
import org.pna.model.Urgency;
import org.pna.model.message.ims.AccessNetworkInfo;
import org.pna.model.message.ims.ThirdPartyRegister;

/**
 * Third-party REGISTER (TS 24.229 clause 5.7.1.1): the served identity is registered until it
 * expires, or is not with 0; and where the subscriber is, if a network node says a cell. The code
 * is the expiry in seconds.
 */
public final class RegisterAdapter implements Adapter<ThirdPartyRegister> {
  private static final String OPERATION = "REGISTER";

  @Override
  public Source source() {
    return PiPoint.SOURCE;
  }

  @Override
  public Class<ThirdPartyRegister> messageType() {
    return ThirdPartyRegister.class;
  }

  @Override
  public boolean hears(ThirdPartyRegister message) {
    return true;
  }

  @Override
  public List<PresenceReport> reports(ThirdPartyRegister message) {
    List<PresenceReport> reports = new ArrayList<>(2);
    boolean registered = message.expires() > 0;
    reports.add(
        report(
            message,
            new Registration(
                message.served(),
                registered ? Registration.State.REGISTERED : Registration.State.NOT_REGISTERED,
                registered ? message.until() : null),
            Urgency.TRANSITION));
    AccessNetworkInfo access = message.access();
    if (registered && access != null && (access.cell() != null || access.eutranCell() != null)) {
      Location location =
          new Location(
              Domain.PS,
              null,
              access.cell(),
              null,
              null,
              access.trackingArea(),
              access.eutranCell());
      reports.add(report(message, location, Urgency.LOCATION));
    }
    return reports;
  }

  private static PresenceReport report(ThirdPartyRegister message, Fact fact, Urgency urgency) {
    Evidence evidence =
        new Evidence(
            PiPoint.SOURCE,
            OPERATION,
            Long.toString(message.expires()),
            message.origin().time(),
            message.origin().place());
    return new PresenceReport(
        evidence, message.subscriber(), PiPoint.NO_NODE, List.of(fact), urgency);
  }
}
