package org.pna.endurance;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.pna.app.control.ControlClient;
import org.pna.app.control.ControlRequest;
import org.pna.app.control.ControlSocket;
import org.pna.app.control.Format;
import org.pna.app.control.Reply;
import org.pna.publisher.pen.ReportingControl;

/** Asks a running gateway what {@code pna why} and {@code pna status} ask, without a process. */
final class GatewayQuestions implements Closeable {
  private final ControlClient client;

  /**
   * @param data the gateway's data folder
   */
  GatewayQuestions(Path data) throws IOException {
    client = new ControlClient(data.resolve(ControlSocket.FILE));
  }

  /**
   * How a presentity's document came about; {@link Explanation#NOTHING} if nothing is held of it.
   *
   * @throws IOException if the gateway does not answer
   */
  Explanation why(String presentity) throws IOException {
    Reply reply = client.ask(new ControlRequest.Why(presentity, null, Format.JSON));
    return reply.status() == Reply.Status.ABSENT
        ? Explanation.NOTHING
        : Explanation.of(lines(reply).get(0));
  }

  /** The gateway's state, then one line a suspect. */
  List<String> suspects() throws IOException {
    return lines(client.ask(new ControlRequest.Status(true, Format.JSON)));
  }

  /** What {@code pna reporting} asks. */
  String reporting(String presentity, ReportingControl.Wish wish) throws IOException {
    return lines(client.ask(new ControlRequest.Reporting(presentity, wish, Format.JSON))).get(0);
  }

  private static List<String> lines(Reply reply) throws IOException {
    if (reply.status() != Reply.Status.OK) {
      throw new IOException(reply.text());
    }
    return reply.text().lines().toList();
  }

  @Override
  public void close() throws IOException {
    client.close();
  }
}
