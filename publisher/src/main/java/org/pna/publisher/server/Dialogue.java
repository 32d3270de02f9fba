package org.pna.publisher.server;

import java.util.List;
import org.pna.model.sip.SipSocket;

/**
 * The state of a dialogue (RFC 3261 clause 12), its identifiers aside.
 *
 * @param localUri the To of the SUBSCRIBE
 * @param remoteUri the From of the SUBSCRIBE
 * @param remoteTarget the watcher's Contact
 * @param routeSet its Record-Route, in order, as name-addr
 * @param socket ours, at which the SUBSCRIBE came in
 * @param localCseq of our last NOTIFY, or of the one to come if this is written; 0 before the first
 * @param remoteCseq of the last SUBSCRIBE
 */
public record Dialogue(
    String localUri,
    String remoteUri,
    String remoteTarget,
    List<String> routeSet,
    SipSocket socket,
    long localCseq,
    long remoteCseq) {
  public Dialogue {
    routeSet = List.copyOf(routeSet);
  }

  /** After one more NOTIFY. */
  Dialogue notified() {
    return new Dialogue(
        localUri, remoteUri, remoteTarget, routeSet, socket, localCseq + 1, remoteCseq);
  }

  /** After a SUBSCRIBE within the dialogue, which may move the target (clause 12.2.2). */
  Dialogue refreshed(String target, long cseq) {
    return new Dialogue(localUri, remoteUri, target, routeSet, socket, localCseq, cseq);
  }
}
