package org.pna.app;

import org.pna.app.demo.DemoCommand;
import org.pna.app.replay.ReplayCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line: {@code ./pna COMMAND}. Exit 0 done, 1 the work failed, 2 wrong usage. */
@Command(
    name = "pna",
    description = "Presence Network Agent (3GPP TS 23.141)",
    mixinStandardHelpOptions = true,
    subcommands = {DemoCommand.class, RunCommand.class, ReplayCommand.class, CheckCommand.class})
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    CommandLine commandLine = new CommandLine(new Main());
    String version = "pna " + Main.class.getPackage().getImplementationVersion();
    commandLine.getCommandSpec().version(version);
    commandLine.getSubcommands().values().forEach(c -> c.getCommandSpec().version(version));
    commandLine.setExecutionExceptionHandler(
        (e, line, parsed) -> {
          System.err.println("pna " + line.getCommandName() + ": " + e);
          return 1;
        });
    System.exit(commandLine.execute(args));
  }
}
