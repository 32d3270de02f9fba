package org.pna.app;

import java.io.IOException;
import org.pna.app.demo.DemoCommand;
import org.pna.app.replay.ReplayCommand;
import org.pna.publisher.store.DamagedRecordException;
import org.pna.publisher.store.StoreUnusableException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line: {@code ./pna COMMAND}. Exit 0 done, 1 the work failed, 2 wrong usage. */
@Command(
    name = "pna",
    description = "Presence Network Agent (3GPP TS 23.141)",
    mixinStandardHelpOptions = true,
    subcommands = {
      DemoCommand.class,
      RunCommand.class,
      ReplayCommand.class,
      CheckCommand.class,
      WhyCommand.class,
      StatusCommand.class,
      QueryCommand.class,
      ReportingCommand.class
    })
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    CommandLine commandLine = new CommandLine(new Main());
    String version = "pna " + Main.class.getPackage().getImplementationVersion();
    commandLine.getCommandSpec().version(version);
    commandLine.getSubcommands().values().forEach(c -> c.getCommandSpec().version(version));
    commandLine.setExecutionExceptionHandler(
        (e, line, parsed) -> {
          // What these say was written for the operator; of any other the class says more.
          boolean speaks =
              e instanceof IOException
                  || e instanceof IllegalStateException
                  || e instanceof StoreUnusableException
                  || e instanceof DamagedRecordException;
          String text = speaks && e.getMessage() != null ? e.getMessage() : e.toString();
          System.err.println("pna " + line.getCommandName() + ": " + text);
          return e instanceof WrongSubscribersException ? 2 : 1;
        });
    return commandLine;
  }
}
