package org.pna.app.config;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pna.transport.ss7.Ss7Link.Mode;

/**
 * Both ends of an association.
 *
 * @param local absent only after a fault
 * @param peer absent where a server takes any peer, and after a fault
 */
record Ends(Optional<Endpoint> local, Optional<Endpoint> peer) {

  /**
   * Reads both and holds them against each other.
   *
   * @param mode null when it could not be read
   */
  static Ends read(Value local, Value peer, @Nullable Mode mode) {
    Ends ends = new Ends(local.endpoint(), peer.endpoint());
    if (mode == Mode.SERVER && ends.local.filter(end -> end.port() == 0).isPresent()) {
      local.fault("a server needs a port", "write one from 1 to 65535, such as 2905");
    }
    if (mode == Mode.CLIENT && ends.peer.filter(end -> end.port() == 0).isPresent()) {
      peer.fault("a client needs its peer's port", "write one from 1 to 65535, such as 2905");
    }
    if (ends.local.isPresent() && ends.peer.isPresent()) {
      compare(local, ends.local.get(), ends.peer.get());
    } else if (mode == Mode.SERVER
        && !peer.isPresent()
        && ends.local.filter(end -> !end.isLoopback()).isPresent()) {
      local.warning("takes any peer that connects", "name the peer's address in 'peer'");
    }
    return ends;
  }

  private static void compare(Value local, Endpoint here, Endpoint there) {
    if (here.isIpv6() != there.isIpv6()) {
      local.fault("local and peer are not both IPv4 or both IPv6", "write both alike");
    } else if (here.isLoopback() && !there.isLoopback()) {
      local.warning(
          "is a loopback address, which a peer elsewhere cannot reach",
          "write an address of this machine in the peer's network");
    }
  }
}
