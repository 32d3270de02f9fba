package org.pna.model.message.sh;

import java.util.List;
import org.pna.model.SubscriberId;
import org.pna.model.message.Fingerprint;
import org.pna.model.message.NetworkMessage;
import org.pna.model.message.Origin;

/**
 * Push-Notification-Request (TS 29.328 clause 6.1.4): data that we subscribed to have changed.
 *
 * @param origin when and where it was heard
 * @param fingerprint of Origin-Host and End-to-End Identifier (rule T2)
 * @param server Origin-Host
 * @param subscriber User-Identity, User-Name and the names that the data give, at least one
 * @param data what it says
 */
public record PushNotification(
    Origin origin,
    Fingerprint fingerprint,
    String server,
    List<SubscriberId> subscriber,
    ShData data)
    implements NetworkMessage {
  public PushNotification {
    subscriber = List.copyOf(subscriber);
  }
}
