package org.pna.app.status;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.pna.app.control.ControlHandler.Answer;
import org.pna.app.control.ControlRequest;
import org.pna.app.control.Format;
import org.pna.app.control.Reply;
import org.pna.routes.Suspect;
import org.pna.routes.SuspectNode;

/** Answers {@code status}. Any thread. */
public final class StatusAnswer {
  private final Supplier<StatusReport> report;
  private final Consumer<Consumer<Suspect>> subscribers;
  private final Consumer<Consumer<SuspectNode>> nodes;

  /**
   * @param report the gateway as it is now
   * @param subscribers shows each suspect subscriber
   * @param nodes shows each suspect node
   */
  public StatusAnswer(
      Supplier<StatusReport> report,
      Consumer<Consumer<Suspect>> subscribers,
      Consumer<Consumer<SuspectNode>> nodes) {
    this.report = report;
    this.subscribers = subscribers;
    this.nodes = nodes;
  }

  /** The report; the suspects, if they are asked for, follow a line each. */
  public Answer answer(ControlRequest.Status request) {
    boolean json = request.format() == Format.JSON;
    StatusReport now = report.get();
    String first = json ? StatusJson.of(now) : StatusText.of(now);
    return new Answer(
        Reply.Status.OK,
        out -> {
          out.write(first);
          if (request.suspects()) {
            subscribers.accept(
                suspect -> write(out, json ? StatusJson.of(suspect) : StatusText.of(suspect)));
            nodes.accept(node -> write(out, json ? StatusJson.of(node) : StatusText.of(node)));
          }
        });
  }

  private static void write(Writer out, String line) {
    try {
      out.write(line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
