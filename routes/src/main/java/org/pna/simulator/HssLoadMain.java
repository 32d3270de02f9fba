package org.pna.simulator;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** An HSS that loads whoever connects with notifications, and prints what it measured. */
@Command(name = "sh-load", mixinStandardHelpOptions = true)
public final class HssLoadMain implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--listen", defaultValue = "127.0.0.1:3868", description = "HOST:PORT")
  private String listen = "";

  @Option(names = "--host", defaultValue = "hss.pna.test", description = "our Origin-Host")
  private String host = "";

  @Option(names = "--realm", defaultValue = "pna.test", description = "our Origin-Realm")
  private String realm = "";

  @Option(
      names = "--domain",
      defaultValue = "pna.test",
      description = "of the identities sip:+MSISDN@DOMAIN")
  private String domain = "";

  @Option(names = "--notifications", defaultValue = "100000")
  private int notifications;

  @Option(names = "--subscribers", defaultValue = "20000")
  private int subscribers;

  @Option(names = "--rate", defaultValue = "0", description = "a second at most; 0: no limit")
  private int rate;

  @Option(
      names = "--window",
      defaultValue = "200",
      description = "notifications on their way at a time")
  private int window;

  @Option(
      names = "--patience",
      defaultValue = "10000",
      description = "ms for an answer, and for a gateway that is away")
  private int patience;

  /** Runs the command; exit status 0 if each notification was accepted. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new HssLoadMain()).execute(args));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    int colon = listen.lastIndexOf(':');
    if (colon < 1 || !listen.substring(colon + 1).matches("[0-9]{1,5}")) {
      throw new ParameterException(spec.commandLine(), "not HOST:PORT: " + listen);
    }
    InetSocketAddress address =
        new InetSocketAddress(
            listen.substring(0, colon), Integer.parseInt(listen.substring(colon + 1)));
    Duration time = Duration.ofMillis(patience);
    try (SimulatedHss hss =
        SimulatedHss.open(
            new SimulatedHss.Identity(host, realm), address, InstantSource.system(), time)) {
      HssLoad load = new HssLoad(hss, subscribers, domain, window, time);
      if (!hss.awaitConnected(time)) {
        System.err.println("nobody has connected to " + listen);
        return 1;
      }
      HssLoadReport report = load.run(notifications, rate);
      System.out.print(report.text());
      return report.failed() == 0 ? 0 : 1;
    }
  }
}
