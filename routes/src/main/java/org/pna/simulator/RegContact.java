package org.pna.simulator;

/**
 * A contact of a user at a simulated S-CSCF.
 *
 * @param id of the contact
 * @param event why it is as it is (RFC 3680 clause 5.3.2), such as {@code registered}
 * @param active whether it is registered
 * @param until when it expires, milliseconds of {@link System#nanoTime}'s clock
 */
record RegContact(String id, String event, boolean active, long until) {
  long secondsLeft() {
    return Math.max(0, (until - now() + 999) / 1000);
  }

  static long now() {
    return System.nanoTime() / 1_000_000;
  }

  String xml() {
    return "<contact id=\""
        + id
        + "\" state=\""
        + (active ? "active" : "terminated")
        + "\" event=\""
        + event
        + (active ? "\" expires=\"" + secondsLeft() : "")
        + "\"><uri>sip:"
        + id
        + "@10.0.0.1:5060</uri></contact>";
  }
}
