package org.pna.adapter.ph;

import java.util.List;
import org.pna.model.Adapter;
import org.pna.model.PresenceReport;
import org.pna.model.Source;
import org.pna.model.message.sh.PushNotification;

/** What the home subscriber server tells of its own accord (TS 29.328 clause 6.1.4). */
public final class PushNotificationAdapter implements Adapter<PushNotification> {
  /** The command's name in TS 29.329. */
  static final String OPERATION = "Push-Notification-Request";

  @Override
  public Source source() {
    return Source.PH;
  }

  @Override
  public Class<PushNotification> messageType() {
    return PushNotification.class;
  }

  @Override
  public boolean hears(PushNotification message) {
    return true;
  }

  @Override
  public List<PresenceReport> reports(PushNotification message) {
    return ShStates.of(
        message.data(),
        OPERATION,
        message.origin().time(),
        message.origin().place(),
        message.subscriber(),
        List.of());
  }
}
