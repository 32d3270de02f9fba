package org.pna.model.message.ims;

/**
 * A SUBSCRIBE to the event package {@code reg} (RFC 3680), as a trace shows it: it begins the
 * dialogue in which NOTIFYs come, or goes on with it.
 *
 * @param callId of the dialogue
 * @param tag the From tag, which is the To tag of its NOTIFYs
 * @param identity the Request-URI: whose registrations they tell of
 * @param expires seconds asked for, 0 to 4294967295
 */
public record RegSubscribe(String callId, String tag, String identity, long expires) {
  @Override
  public String toString() {
    return "RegSubscribe[" + expires + "]";
  }
}
