package org.pna.pi;

import org.pna.model.message.ims.ThirdPartyRegister;
import org.pna.model.sip.SipSocket;
import org.pna.model.sip.SipTransport;

/**
 * The S-CSCF of a subscription, and how it is reached.
 *
 * @param uri by which it goes
 * @param peer the address that its REGISTER came from
 * @param socket of ours that it knows
 * @param byPeer whether only that address leads there, as its name does not
 */
record Scscf(String uri, String peer, SipSocket socket, boolean byPeer) {
  static Scscf of(ThirdPartyRegister register) {
    return new Scscf(register.scscf(), register.peer(), register.socket(), false);
  }

  /** Whether both are the same server, however it is reached. */
  boolean isSameAs(Scscf other) {
    return uri.equals(other.uri);
  }

  /** The same, reached by the address. */
  Scscf atPeer() {
    return new Scscf(uri, peer, socket, true);
  }

  /** The first Route of a request outside of a dialogue. */
  String route() {
    String to = byPeer ? peer : uri;
    if (socket.transport() == SipTransport.TLS && !to.contains(";transport=")) {
      to = to + SipTransport.TLS.parameter(); // as its REGISTER came
    }
    return "<" + to + (to.contains(";lr") ? "" : ";lr") + ">";
  }
}
