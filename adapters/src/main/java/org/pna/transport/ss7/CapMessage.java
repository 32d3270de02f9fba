package org.pna.transport.ss7;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.pna.model.Place;
import org.pna.model.message.Fingerprint;
import org.pna.model.message.Origin;
import org.pna.model.message.map.SccpAddress;
import org.pna.transport.ss7.codec.Component;
import org.pna.transport.ss7.codec.Fingerprints;
import org.pna.transport.ss7.codec.Tcap;
import org.pna.transport.ss7.codec.TcapMessage;
import org.pna.transport.ss7.codec.TcapWriter;

/**
 * A message that came to CAP's subsystem.
 *
 * @param tcap what it says
 * @param from who said it, as it came
 * @param calling the same in the model's terms
 * @param sls its signalling link selection
 * @param received when
 */
record CapMessage(
    TcapMessage tcap, ReceivedAddress from, SccpAddress calling, int sls, Instant received) {

  /** The peer's transaction id, as {@link TcapWriter} gives it back. */
  long peer() {
    return Tcap.peer(tcap.data());
  }

  /** Where an event of a dialogue was heard; nobody waits for the route. */
  Origin origin(String link, long id) {
    return new Origin(received, new Place.Dialogue(link, Long.toString(id)));
  }

  /** Of one of its invokes. */
  Fingerprint fingerprint(Component invoke, long peerTransaction) {
    return Fingerprints.of(
        calling,
        peerTransaction,
        invoke.invokeId(),
        tcap.data(),
        invoke.parameterOffset(),
        invoke.parameterLength());
  }

  /** Its first invoke of an operation. */
  @Nullable Component invoke(int operation) {
    for (Component component : tcap.components()) {
      if (isInvoke(component, operation)) {
        return component;
      }
    }
    return null;
  }

  static boolean isInvoke(Component component, int operation) {
    return component.kind() == Component.Kind.INVOKE && component.code() == operation;
  }

  /** The argument of an invoke. */
  byte[] argument(Component invoke) {
    return java.util.Arrays.copyOfRange(
        tcap.data(), invoke.parameterOffset(), invoke.parameterOffset() + invoke.parameterLength());
  }
}
