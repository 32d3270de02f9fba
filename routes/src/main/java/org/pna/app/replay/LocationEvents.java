package org.pna.app.replay;

import org.pna.model.Source;
import org.pna.model.message.mlp.LocationOutcome.Failed;
import org.pna.model.message.mlp.LocationReport;
import org.pna.model.message.mlp.LocationTrigger;
import org.pna.model.message.mlp.ResultCode;

/** What location servers tell as replay prints it: the code is the result. */
final class LocationEvents {
  private LocationEvents() {}

  static Told told(LocationReport message) {
    LocationTrigger trigger = message.trigger();
    ResultCode result =
        message.outcome() instanceof Failed failed ? failed.result() : ResultCode.OK;
    return new Told(
        Source.PL,
        message.service().specName(),
        trigger == null || trigger == LocationTrigger.OTHER ? null : trigger.name(),
        Integer.toString(result.id()),
        Whereabouts.NOT_TOLD);
  }
}
