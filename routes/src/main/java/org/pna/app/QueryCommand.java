package org.pna.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.pna.app.control.ControlRequest;
import org.pna.app.control.Format;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
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

  @Option(
      names = "--config",
      paramLabel = "FILE",
      defaultValue = "config/pna.yaml",
      description = "The configuration that names its data folder; ${DEFAULT-VALUE} by default.")
  private Path config = Path.of("config/pna.yaml");

  @Option(
      names = "--format",
      paramLabel = "text|json",
      defaultValue = "text",
      converter = OutputFormat.class,
      description = "For people, or a JSON object on a line; text by default.")
  private Format format = Format.TEXT;

  @Override
  public Integer call() throws IOException {
    return Asking.gateway(config, new ControlRequest.Query(subscriber, format), spec.commandLine());
  }
}
