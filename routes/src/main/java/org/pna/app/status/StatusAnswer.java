package org.pna.app.status;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Supplier;
import org.pna.app.control.ControlHandler.Answer;
import org.pna.app.control.ControlRequest;
import org.pna.app.control.Format;
import org.pna.app.control.Reply;

/** Answers {@code status}. Any thread. */
public final class StatusAnswer {
  private final Supplier<StatusReport> report;
  private final Suspicions suspicions;

  /**
   * @param report the gateway as it is now
   * @param suspicions its suspects
   */
  public StatusAnswer(Supplier<StatusReport> report, Suspicions suspicions) {
    this.report = report;
    this.suspicions = suspicions;
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
            suspicions.forEach(
                suspicion -> {
                  try {
                    out.write(json ? StatusJson.of(suspicion) : StatusText.of(suspicion));
                  } catch (IOException e) {
                    throw new UncheckedIOException(e);
                  }
                });
          }
        });
  }
}
