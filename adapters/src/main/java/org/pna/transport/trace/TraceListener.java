package org.pna.transport.trace;

import org.pna.model.Place;
import org.pna.model.message.accounting.AccountingMessage;
import org.pna.model.message.ims.RegNotification;
import org.pna.model.message.ims.RegSubscribe;
import org.pna.model.message.ims.ThirdPartyRegister;
import org.pna.model.message.mlp.LocationReport;
import org.pna.model.message.sh.PushNotification;
import org.pna.model.message.sh.UserDataAnswer;

/** Told of what a trace holds, in its order, on the reader's thread. */
public interface TraceListener {
  /**
   * Each frame, before what it completes.
   *
   * @param place file and number
   * @param epochMicros capture time in microseconds, cut not rounded
   */
  void frame(Place.Frame place, long epochMicros);

  /** A complete SCCP message. */
  void sccp(SccpUnit unit);

  /** A request by another protocol than TCAP, whether or not it can be read. */
  default void operation(String name) {}

  /**
   * An Accounting-Request of RADIUS or Pr, of one that names nobody with the names that its session
   * has.
   */
  default void accounting(AccountingMessage message) {}

  /** What a home subscriber server answered. */
  default void userData(UserDataAnswer message) {}

  /** A Push-Notification-Request. */
  default void notification(PushNotification message) {}

  /** A third-party REGISTER. */
  default void registered(ThirdPartyRegister message) {}

  /** A SUBSCRIBE to {@code reg}, which is no event. */
  default void subscribed(RegSubscribe message) {}

  /** A NOTIFY of {@code reg}; what it means depends on its subscription. */
  default void notified(RegNotification message) {}

  /** What a location server tells of one subscriber. */
  default void location(LocationReport message) {}

  /**
   * A message by another protocol than TCAP that is no event.
   *
   * @param reason the request's name, or {@code unknown-dialogue}
   */
  default void ignored(String reason) {}

  /**
   * A frame or message that cannot be decoded, or whose missing part never came.
   *
   * @param place frame of the last part seen
   */
  void malformed(Place.Frame place, String reason);

  /** Something the operator should know of the file: cut off, or a link type that is not read. */
  void warning(String file, String text);
}
