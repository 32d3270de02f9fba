package org.pna.app;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.pna.app.control.ControlRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
      names = "--suspects",
      description = "Each suspect too, on a line: of whom the gateway may have missed something.")
  private boolean suspects;

  @Mixin private AskingOptions options = new AskingOptions();

  @Override
  public Integer call() throws IOException {
    return Asking.gateway(
        options.config(),
        new ControlRequest.Status(suspects, options.format()),
        spec.commandLine());
  }
}
