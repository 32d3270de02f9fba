package org.pna.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.pna.app.control.ControlRequest;
import org.pna.app.control.Format;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./pna status}: how the running gateway fares. */
@Command(
    name = "status",
    description = "Asks the running gateway how it fares.",
    mixinStandardHelpOptions = true)
public final class StatusCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--config",
      paramLabel = "FILE",
      defaultValue = "config/pna.yaml",
      description = "The configuration that names its data folder; ${DEFAULT-VALUE} by default.")
  private Path config = Path.of("config/pna.yaml");

  @Option(
      names = "--suspects",
      description = "Each suspect too, on a line: of whom the gateway may have missed something.")
  private boolean suspects;

  @Option(
      names = "--format",
      paramLabel = "text|json",
      defaultValue = "text",
      converter = OutputFormat.class,
      description = "For people, or a JSON object on a line; text by default.")
  private Format format = Format.TEXT;

  @Override
  public Integer call() throws IOException {
    return Asking.gateway(config, new ControlRequest.Status(suspects, format), spec.commandLine());
  }
}
