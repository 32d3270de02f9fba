package org.pna.transport.trace;

import org.pna.model.MalformedMessageException;
import org.pna.model.Place;
import org.pna.model.message.Fingerprint;
import org.pna.model.message.Origin;
import org.pna.model.message.map.SccpAddress;
import org.pna.transport.ss7.codec.Component;
import org.pna.transport.ss7.codec.Fingerprints;
import org.pna.transport.ss7.codec.TcapMessage;

/**
 * One message of a recorded dialogue, and who is told of what it says.
 *
 * @param unit the SCCP message
 * @param message what it holds
 * @param listener told of what it says
 */
record Said(SccpUnit unit, TcapMessage message, RecordedMessages listener) {
  Origin origin() {
    return unit.origin();
  }

  SccpAddress calling() {
    return unit.calling();
  }

  byte[] data() {
    return message.data();
  }

  /** Fingerprint of one of its components. */
  Fingerprint fingerprint(Component component) {
    return Fingerprints.of(
        unit.calling(),
        transaction(),
        component.invokeId(),
        message.data(),
        component.parameterOffset(),
        component.parameterLength());
  }

  /** Fingerprint of the message as a whole. */
  Fingerprint fingerprint() {
    return Fingerprints.of(
        unit.calling(), transaction(), 0, message.data(), 0, message.data().length);
  }

  /** The sender's transaction id; an End and an Abort have their receiver's only. */
  private long transaction() {
    return message.otid() >= 0 ? message.otid() : message.dtid();
  }

  /** Tells that something in it cannot be decoded. */
  void malformed(MalformedMessageException e) {
    listener.malformed((Place.Frame) unit.origin().place(), String.valueOf(e.getMessage()));
  }
}
