package org.pna.transport.diameter;

import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.pna.transport.diameter.codec.Answers;
import org.pna.transport.diameter.codec.Avp;
import org.pna.transport.diameter.codec.DiameterMessage;

/**
 * One request of a peer, which is answered once, on the connection it came on; on another its
 * sender would not know it.
 */
final class InboundRequest {
  private final DiameterMessage message;
  private final String peer;
  private final PeerSocket socket;
  private final DiameterNode node;
  private final DiameterMeters meters;
  private final AtomicBoolean claimed = new AtomicBoolean();

  InboundRequest(
      DiameterMessage message,
      String peer,
      PeerSocket socket,
      DiameterNode node,
      DiameterMeters meters) {
    this.message = message;
    this.peer = peer;
    this.socket = socket;
    this.node = node;
    this.meters = meters;
  }

  DiameterMessage message() {
    return message;
  }

  /** Origin-Host of the peer that sent it, which may be a relay. */
  String peer() {
    return peer;
  }

  /** Whoever gets true must answer. */
  boolean claim() {
    return claimed.compareAndSet(false, true);
  }

  /** Whether it was answered, or is just being. */
  boolean isClaimed() {
    return claimed.get();
  }

  /** Answers with a Result-Code. */
  void answer(int result, @Nullable Avp failed) {
    meters.answered(Integer.toString(result));
    send(Answers.result(message, node.host(), node.realm(), result, failed));
  }

  /** Answers with an Experimental-Result-Code. */
  void answerExperimental(int result) {
    meters.answered("experimental-" + result);
    send(Answers.experimental(message, node.host(), node.realm(), result));
  }

  private void send(DiameterMessage answer) {
    if (!socket.send(answer.encode())) {
      meters.unsent("connection-lost");
    }
  }
}
