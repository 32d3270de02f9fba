package org.pna.app;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.pna.app.control.ControlRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code ./pna query}: has the running gateway ask the home location register about a subscriber,
 * now. Exit 1 when it told nothing, or nobody answers.
 */
@Command(
    name = "query",
    description = "Asks the home location register about a subscriber, by the running gateway.",
    mixinStandardHelpOptions = true)
public final class QueryCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      paramLabel = "SUBSCRIBER",
      description = "An IMSI, a number (+15551230001) or a presentity (sip:ann@pna.test).")
  private String subscriber = "";

  @Mixin private AskingOptions options = new AskingOptions();

  @Override
  public Integer call() throws IOException {
    return Asking.gateway(
        options.config(),
        new ControlRequest.Query(subscriber, options.format()),
        spec.commandLine());
  }
}
