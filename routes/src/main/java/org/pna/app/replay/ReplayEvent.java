package org.pna.app.replay;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.pna.model.Imsi;
import org.pna.model.Msisdn;
import org.pna.model.Place;
import org.pna.model.SubscriberId;
import org.pna.model.message.NetworkMessage;
import org.pna.model.message.accounting.NasEvent;

/**
 * What replay prints of one event; absent values are null.
 *
 * @param file as the argument was given
 * @param frame that completed the message
 * @param time of that frame
 * @param told what the message says
 * @param imsi digits
 * @param msisdn digits
 * @param presentity URI
 * @param published whether the document changed
 */
record ReplayEvent(
    String file,
    long frame,
    Instant time,
    Told told,
    @Nullable String imsi,
    @Nullable String msisdn,
    @Nullable String presentity,
    boolean published) {

  /**
   * One thing that a message says.
   *
   * @param told one of {@link Told#all}
   */
  static ReplayEvent of(
      NetworkMessage message, Told told, @Nullable String presentity, boolean published) {
    Place.Frame place = (Place.Frame) message.origin().place();
    String imsi = null;
    String msisdn = null;
    for (SubscriberId name : message.subscriber()) {
      // The first is the one that was asked about, the others belong to the same subscriber.
      if (imsi == null && name instanceof Imsi it) {
        imsi = it.digits();
      } else if (msisdn == null && name instanceof Msisdn it) {
        msisdn = it.digits();
      }
    }
    return new ReplayEvent(
        place.file(),
        place.number(),
        message.origin().time(),
        told,
        imsi,
        msisdn,
        presentity,
        published);
  }

  /** What a gateway says of itself. */
  static ReplayEvent of(NasEvent event, Told told, boolean published) {
    Place.Frame place = (Place.Frame) event.origin().place();
    return new ReplayEvent(
        place.file(), place.number(), event.origin().time(), told, null, null, null, published);
  }

  @Override
  public String toString() {
    return "ReplayEvent[" + file + ", " + frame + "]";
  }
}
