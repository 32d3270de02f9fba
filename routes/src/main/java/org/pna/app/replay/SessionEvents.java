package org.pna.app.replay;

import org.pna.model.Source;
import org.pna.model.message.cap.GprsEvent;
import org.pna.model.message.cap.GprsEventType;

/** Events of GPRS sessions and PDP contexts as replay prints them. */
final class SessionEvents {
  private SessionEvents() {}

  static Told told(GprsEvent message) {
    GprsEventType event = message.gprsEvent();
    return new Told(
        Source.PG.name(),
        message.operation().specName(),
        event == null ? null : event.specName(),
        message.event() < 0 ? null : Integer.toString(message.event()),
        Whereabouts.of(message.location(), null, null, message.sgsnNumber()),
        message.apn(),
        message.address());
  }
}
