package org.pna.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import org.pna.app.config.GatewayConfig;
import org.pna.app.control.ControlClient;
import org.pna.app.control.ControlRequest;
import org.pna.app.control.ControlSocket;
import org.pna.app.control.Reply;
import picocli.CommandLine;

/** A command's way to the running gateway, and its answer's way to the operator. */
final class Asking {
  private Asking() {}

  /**
   * Asks the gateway of a configuration and prints what it says.
   *
   * @return the exit code
   * @throws IOException if no gateway answers
   */
  static int gateway(Path config, ControlRequest request, CommandLine line) throws IOException {
    GatewayConfig loaded = RunCommand.load(config);
    if (loaded == null) {
      return 2;
    }
    try (ControlClient client = new ControlClient(loaded.data().resolve(ControlSocket.FILE))) {
      return print(client.ask(request), line);
    }
  }

  /** Prints an answer; what is no output goes to standard error. */
  static int print(Reply reply, CommandLine line) {
    boolean ok = reply.status() == Reply.Status.OK;
    PrintWriter out = ok ? line.getOut() : line.getErr();
    if (ok) {
      out.print(reply.text());
    } else {
      out.println("pna " + line.getCommandName() + ": " + reply.text());
    }
    out.flush();
    return ok ? 0 : 1;
  }
}
