package org.pna.transport.trace;

import org.pna.model.Place;
import org.pna.model.message.accounting.AccountingMessage;
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

  /** An Accounting-Request, of one that names nobody with the names that its session has. */
  default void accounting(AccountingMessage message) {}

  /** What a home subscriber server answered. */
  default void userData(UserDataAnswer message) {}

  /** A Push-Notification-Request. */
  default void notification(PushNotification message) {}

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
