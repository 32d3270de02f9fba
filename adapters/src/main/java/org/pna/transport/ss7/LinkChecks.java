package org.pna.transport.ss7;

import com.sun.nio.sctp.SctpChannel;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.pna.transport.ss7.Ss7Link.Association;
import org.pna.transport.ss7.Ss7Link.Mode;
import org.pna.transport.ss7.Ss7Link.TrafficMode;
import org.pna.transport.ss7.Ss7Link.Transport;

/** What a link asks for that this machine or jSS7 does not have: said before the stack starts. */
final class LinkChecks {
  private LinkChecks() {}

  static void check(Ss7Link link) throws LinkStartException {
    if (link.associations().isEmpty()) {
      throw new LinkStartException("link " + link.name() + " has no association");
    }
    Set<String> seen = new HashSet<>();
    for (Association association : link.associations()) {
      String at = "link " + link.name() + ", association " + association.name() + ": ";
      if (!seen.add(association.name())) {
        throw new LinkStartException(at + "its name is used twice; give each its own");
      }
      if (association.peerPointCodes().isEmpty()) {
        throw new LinkStartException(at + "name at least one peer point code");
      }
      if (association.mode() == Mode.SERVER) {
        checkServer(association, at, seen);
      } else if (association.trafficMode() == TrafficMode.BROADCAST) {
        throw new LinkStartException(
            at + "jSS7 does not activate broadcast; set the traffic mode to loadshare");
      }
      if (association.transport() == Transport.SCTP) {
        checkSctp(at);
      }
    }
  }

  private static void checkServer(Association association, String at, Set<String> seen)
      throws LinkStartException {
    if (association.localPort() == 0) {
      throw new LinkStartException(at + "a server needs a local port");
    }
    String peer =
        association.peerAddress() == null
            ? "any"
            : association.peerAddress() + ":" + association.peerPort();
    if (!seen.add(association.localPort() + " " + peer)) {
      throw new LinkStartException(
          at
              + "another one listens on port "
              + association.localPort()
              + " for the same peer; give each its own port, or say their peers' ports");
    }
  }

  private static void checkSctp(String at) throws LinkStartException {
    try {
      SctpChannel.open().close();
    } catch (IOException | UnsupportedOperationException | LinkageError e) {
      throw new LinkStartException(
          at
              + "this machine has no SCTP ("
              + e.getMessage()
              + "); load it with 'modprobe sctp' and install libsctp1, or set the transport to tcp",
          e);
    }
  }
}
