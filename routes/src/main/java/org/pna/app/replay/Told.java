package org.pna.app.replay;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pna.model.Source;
import org.pna.model.message.NetworkMessage;
import org.pna.model.message.accounting.AccountingRequest;
import org.pna.model.message.cap.CallEvent;
import org.pna.model.message.cap.GprsEvent;
import org.pna.model.message.ims.RegEvent;
import org.pna.model.message.ims.ThirdPartyRegister;
import org.pna.model.message.map.InterrogationResult;
import org.pna.model.message.map.NoteMmEvent;
import org.pna.model.message.map.SubscriberDataModified;
import org.pna.model.message.map.SubscriptionResult;
import org.pna.model.message.mlp.LocationReport;
import org.pna.model.message.sh.PushNotification;
import org.pna.model.message.sh.UserDataAnswer;

/**
 * What a message says, as replay prints it; absent values are null.
 *
 * @param source reference point
 * @param operation name in its specification
 * @param event name of the event; null when it has none or is unknown
 * @param code the event's code; null when it has none
 * @param whereabouts where the subscriber is
 * @param apn access point name, dotted
 * @param ip address (RFC 5952)
 */
record Told(
    String source,
    String operation,
    @Nullable String event,
    @Nullable String code,
    Whereabouts whereabouts,
    @Nullable String apn,
    @Nullable String ip) {

  /** Of an operation that tells no data session. */
  Told(
      Source source,
      String operation,
      @Nullable String event,
      @Nullable String code,
      Whereabouts whereabouts) {
    this(source.name(), operation, event, code, whereabouts, null, null);
  }

  /** What a message says, in the order of its octets; a message of Sh may say several things. */
  static List<Told> all(NetworkMessage message) {
    if (message instanceof UserDataAnswer answer) {
      return ShEvents.told(answer);
    }
    return message instanceof PushNotification notification
        ? ShEvents.told(notification)
        : List.of(of(message));
  }

  private static Told of(NetworkMessage message) {
    if (message instanceof NoteMmEvent event) {
      return MobilityEvents.told(event);
    }
    if (message instanceof CallEvent event) {
      return CallEvents.told(event);
    }
    if (message instanceof GprsEvent event) {
      return SessionEvents.told(event);
    }
    if (message instanceof AccountingRequest request) {
      return AccountingEvents.told(request);
    }
    if (message instanceof InterrogationResult result) {
      return Interrogations.told(result);
    }
    if (message instanceof SubscriptionResult) {
      return new Told(
          Source.PH, "anyTimeSubscriptionInterrogation", null, null, Whereabouts.NOT_TOLD);
    }
    if (message instanceof SubscriberDataModified) {
      return new Told(Source.PH, "noteSubscriberDataModified", null, null, Whereabouts.NOT_TOLD);
    }
    if (message instanceof ThirdPartyRegister register) {
      return ImsEvents.told(register);
    }
    if (message instanceof RegEvent event) {
      return ImsEvents.told(event);
    }
    if (message instanceof LocationReport report) {
      return LocationEvents.told(report);
    }
    throw new IllegalArgumentException("no replay form of " + message.getClass().getName());
  }
}
