package org.pna.simulator;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A GGSN that loads a RADIUS accounting server, ours or another, and prints what it measured. */
@Command(name = "radius-load", mixinStandardHelpOptions = true)
public final class NasLoadMain implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--server", required = true, description = "HOST:PORT of its accounting")
  private String server = "";

  @Option(names = "--secret", defaultValue = "testing123")
  private String secret = "";

  @Option(names = "--nas", defaultValue = "10.0.0.9", description = "our NAS-IP-Address")
  private String nas = "";

  @Option(names = "--requests", defaultValue = "100000")
  private int requests;

  @Option(
      names = "--window",
      defaultValue = "200",
      description = "requests on their way at a time; as many as --requests for a burst")
  private int window;

  @Option(names = "--subscribers", defaultValue = "20000")
  private int subscribers;

  @Option(names = "--patience", defaultValue = "3000", description = "ms until it is sent again")
  private int patience;

  @Option(names = "--tries", defaultValue = "5", description = "how often it is sent at most")
  private int tries;

  /** Runs the command; exit status 0 if each request was answered. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new NasLoadMain()).execute(args));
  }

  @Override
  public Integer call() throws IOException {
    int colon = server.lastIndexOf(':');
    if (colon < 1 || !server.substring(colon + 1).matches("[0-9]{1,5}")) {
      throw new ParameterException(spec.commandLine(), "not HOST:PORT: " + server);
    }
    InetSocketAddress address =
        new InetSocketAddress(
            server.substring(0, colon), Integer.parseInt(server.substring(colon + 1)));
    try (SimulatedNas source =
        new SimulatedNas(address, secret, nas, Duration.ofMillis(patience), tries, window)) {
      NasLoadReport report = new NasLoad(source, requests, window, subscribers).run();
      System.out.print(report.text());
      return report.allAnswered() ? 0 : 1;
    }
  }
}
