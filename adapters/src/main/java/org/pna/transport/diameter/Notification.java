package org.pna.transport.diameter;

import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.pna.transport.diameter.codec.Answers;
import org.pna.transport.diameter.codec.Avp;
import org.pna.transport.diameter.codec.DiameterMessage;

/**
 * One Push-Notification-Request, which is answered once, on the connection it came on; on another
 * its sender would not know it.
 */
final class Notification {
  private final DiameterMessage request;
  private final PeerSocket socket;
  private final DiameterNode node;
  private final DiameterMeters meters;
  private final AtomicBoolean claimed = new AtomicBoolean();

  Notification(
      DiameterMessage request, PeerSocket socket, DiameterNode node, DiameterMeters meters) {
    this.request = request;
    this.socket = socket;
    this.node = node;
    this.meters = meters;
  }

  DiameterMessage request() {
    return request;
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
    send(Answers.result(request, node.host(), node.realm(), result, failed));
  }

  /** Answers with an Experimental-Result-Code. */
  void answerExperimental(int result) {
    meters.answered("experimental-" + result);
    send(Answers.experimental(request, node.host(), node.realm(), result));
  }

  private void send(DiameterMessage answer) {
    if (!socket.send(answer.encode())) {
      meters.unsent("connection-lost");
    }
  }
}
